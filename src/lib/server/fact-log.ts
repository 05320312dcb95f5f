import { randomBytes } from 'node:crypto';
import type { Receipt } from '../contract/receipt.ts';
import { localDay } from '../domain/local-time.ts';
import type { BoardKeeper } from './board-keeper.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { judge, refused, type Judged, type Pending } from './judge.ts';
import { LogConnection, type Entry, type Opened } from './log-connection.ts';
import { maxRead } from './log-reader.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';
import { isCityFact } from './working-copy.ts';

/** Facts of one transaction at most. */
const maxGroup = 500;
/** Facts that may wait; beyond it senders are told to come back, before memory tells us. */
const maxWaiting = 20_000;
const maxAttempts = 5;

type Waiting = Pending & { answer: (receipt: Receipt) => void };
type Parts = {
	database: Database;
	registry: Registry;
	keeper: BoardKeeper;
	clock: Clock;
	logger: Logger;
};

/**
 * The append-only log. One lane: while a transaction is in flight everything that arrives waits and goes
 * into the next one, so groups grow with the load and no timer is needed. The append lock, one row in
 * PostgreSQL, makes several processes one lane too.
 */
export class FactLog {
	/** Sent with NOTIFY, so that this process knows its own ring. */
	readonly name = randomBytes(8).toString('hex');
	readonly #registry: Registry;
	readonly #keeper: BoardKeeper;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #connection: LogConnection;
	#waiting: Waiting[] = [];
	#lane: Promise<void> | null = null;
	#closed = false;

	constructor({ database, registry, keeper, clock, logger }: Parts) {
		this.#registry = registry;
		this.#keeper = keeper;
		this.#clock = clock;
		this.#logger = logger;
		this.#connection = new LogConnection(database.url, this.name);
	}

	/**
	 * Judges and keeps facts, each for itself, in their order. Resolves after the commit, with one receipt per
	 * fact in order. Never rejects: what could not be kept now is refused as `unavailable`, and sending it
	 * again with the same id is safe whatever happened.
	 */
	append(facts: readonly Pending[]): Promise<Receipt[]> {
		const full = this.#waiting.length + facts.length > maxWaiting;
		if (this.#closed || full) {
			return Promise.resolve(facts.map(({ fact }) => refused(fact.id, { because: 'unavailable' })));
		}
		const answers = facts.map(
			(pending) =>
				new Promise<Receipt>((answer) => {
					this.#waiting.push({ ...pending, answer });
				})
		);
		this.#lane ??= this.#run();
		return Promise.all(answers);
	}

	/** Takes nothing more, finishes what waits, closes its connection. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#lane;
		await this.#connection.close();
	}

	async #run(): Promise<void> {
		// everything of this turn of the event loop belongs to the first group
		await Promise.resolve();
		while (this.#waiting.length > 0) {
			const group = this.#nextGroup();
			const receipts = await this.#keep(group);
			group.forEach(({ fact, answer }, place) =>
				answer(receipts[place] ?? refused(fact.id, { because: 'unavailable' }))
			);
		}
		this.#lane = null;
	}

	/** A fact that changes the rules ends its group: the next is judged by the new ones. */
	#nextGroup(): Waiting[] {
		const limit = this.#waiting.slice(0, maxGroup);
		const turn = limit.findIndex(({ fact }) => fact.type.startsWith('regulation.'));
		return this.#waiting.splice(0, turn === -1 ? limit.length : turn + 1);
	}

	async #keep(group: readonly Pending[]): Promise<Receipt[]> {
		try {
			return await this.#transact(group);
		} catch (error) {
			if (group.length > 1 && isBadData(error)) {
				// something PostgreSQL will not store: find it by halves, so that its neighbours go through
				const middle = Math.ceil(group.length / 2);
				const first = await this.#keep(group.slice(0, middle));
				return [...first, ...(await this.#keep(group.slice(middle)))];
			}
			this.#logger.error({ err: error, facts: group.length }, 'facts could not be kept');
			return group.map(({ fact }) => refused(fact.id, { because: 'unavailable' }));
		}
	}

	/** One group in one transaction. Throws when it is not certain that it was committed. */
	async #transact(group: readonly Pending[]): Promise<Receipt[]> {
		const opened = await this.#open(group.map(({ fact }) => fact.id));
		const now = this.#clock.now();
		this.#keeper.turnTo(now);
		const copy = this.#keeper.copy();
		const { timeZone } = this.#registry.city();
		const otherDays = new Map<string, { agency: string; day: string }>();
		for (const { fact } of group) {
			const day = localDay(fact.observedAt, timeZone);
			if (fact.agency === null || day === copy.today || isCityFact(fact.type)) continue;
			otherDays.set(`${fact.agency} ${day}`, { agency: fact.agency, day });
		}
		if (otherDays.size > 0) {
			const facts = await this.#connection.factsOfDays([...otherDays.values()]);
			for (const { agency, day } of otherDays.values()) {
				const own = facts.filter((fact) => fact.agency === agency && fact.day === day);
				copy.putDay(agency, day, own);
			}
		}

		let judged: Judged;
		try {
			judged = judge(group, {
				copy,
				registry: this.#registry,
				known: opened.known,
				alertKeys: this.#keeper.alertKeys(),
				now,
				logger: this.#logger
			});
		} catch (error) {
			await this.#connection.rollback();
			throw error;
		}
		if (judged.entries.length === 0) {
			await this.#connection.rollback();
			return judged.receipts;
		}
		await this.#connection.commit(opened, judged.entries, judged.entries.flatMap(ruleOf));
		await this.#keeper.adopt(copy);
		return judged.receipts;
	}

	/** An idle connection may have died unnoticed. Nothing has been written yet, so another one may try. */
	#begin(ids: readonly string[]): Promise<Opened> {
		return this.#connection.begin(this.#keeper.seq, ids).catch((error: unknown) => {
			if (!isLostConnection(error)) throw error;
			return this.#connection.begin(this.#keeper.seq, ids);
		});
	}

	/** Begins with the boards up to date: what other processes have added is folded in first. */
	async #open(ids: readonly string[]): Promise<Opened> {
		for (let attempt = 0; attempt < maxAttempts; attempt++) {
			const opened = await this.#begin(ids);
			const sameLog = opened.epoch === this.#keeper.epoch && opened.seq >= this.#keeper.seq;
			if (sameLog && opened.tail.length < maxRead) {
				await this.#keeper.apply(opened.tail);
				if (this.#keeper.seq === opened.seq) return opened;
			}
			// far behind, or another log: catch up without holding everybody else up, then ask again
			await this.#connection.rollback();
			await this.#keeper.catchUp();
		}
		throw new Error('the boards cannot be brought to the head of the log');
	}
}

/** The connection's fault: it was lost, or PostgreSQL was told to end it. */
function isLostConnection(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return /^(CONNECTION_|ECONN|EPIPE|57P0)/.test(code);
}

/** What a fact changes in the registry's table, in the same transaction. */
function ruleOf({ fact }: Entry): { id: string; status: 'published' | 'withdrawn' }[] {
	if (fact.type === 'regulation.published') {
		return [{ id: fact.payload.regulationId, status: 'published' }];
	}
	if (fact.type === 'regulation.withdrawn') {
		return [{ id: fact.payload.regulationId, status: 'withdrawn' }];
	}
	return [];
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): the data's fault, not the connection's. */
function isBadData(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	return typeof code === 'string' && /^2[23]/.test(code);
}
