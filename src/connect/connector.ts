import type { Fact } from '#lib/contract/fact.ts';
import { localDay } from '#lib/domain/local-time.ts';
import { backOffMs, pause } from './back-off.ts';
import type { ConnectorConfig } from './connector-config.ts';
import { mapReadings, type OfficeReading } from './office-reading.ts';
import { ProblemLog } from './problem-log.ts';
import { readingId } from './reading-id.ts';
import { readRecording } from './recording.ts';
import { Reporter } from './reporter.ts';
import { ServerClock } from './server-clock.ts';
import { fetchSource, reasonOf } from './source.ts';
import { readDocument } from './source-records.ts';

export type ConnectorOptions = {
	config: ConnectorConfig;
	/** The feed's bearer token; '' in a dry run. */
	token: string;
	/** Recorded files, absolute; empty polls the configured URL. */
	files: string[];
	/** One round of polling instead of a loop. */
	once: boolean;
	/** Replay a recording into the present: stamped by the server's clock, spacing kept. */
	restamp: boolean;
	/** How many times faster than recorded a restamped replay runs, on the server's clock. */
	speed: number;
	/** Print the facts, send nothing. */
	dryRun: boolean;
	print: (line: string) => void;
	signal: AbortSignal;
};

/** Unsent readings kept in memory while the server is away: a day of 12 offices each minute. */
const mostPending = 20_000;

/**
 * Brings one city's ticket machines to the board (B11): reads a source, maps it by configuration and
 * reports through the public interface. Whatever cannot be read is named and left out; the rest goes on.
 */
export class Connector {
	readonly #options: ConnectorOptions;
	readonly #log: ProblemLog;
	readonly #clock: ServerClock;
	readonly #reporter: Reporter;
	/** Facts without a receipt yet, oldest first, and the office each speaks of. */
	readonly #pending = new Map<string, { fact: Fact; office: string }>();

	constructor(options: ConnectorOptions) {
		const { config, token, print } = options;
		this.#options = options;
		this.#log = new ProblemLog(print);
		this.#clock = new ServerClock(config.server);
		this.#reporter = new Reporter({
			server: config.server,
			headers: { authorization: `Bearer ${token}` },
			onProblem: (problem) => this.#log.note(problem),
			// a poll comes back anyway; a replay or a single round has only this chance
			tries: options.files.length > 0 || options.once ? 8 : 3
		});
	}

	/** Runs until done or stopped. True when all was read and every receipt came. */
	async run(): Promise<boolean> {
		const { files, signal } = this.#options;
		try {
			await (files.length > 0 ? this.#replay(files) : this.#poll());
		} catch (error) {
			if (!signal.aborted) throw error;
		}
		return this.#log.lost === 0 && this.#pending.size === 0;
	}

	async #replay(files: string[]): Promise<void> {
		const { config, restamp, speed, signal } = this.#options;
		if (restamp || !config.time) await this.#syncClock();
		const rounds = await readRecording(files, config, this.#nowMs());
		/** The recorded moment and the moment it was shown as, of the first round that was sent. */
		let anchor: { takenMs: number; stampMs: number } | null = null;
		for (const { takenMs, readings, problems } of rounds) {
			for (const problem of problems) this.#log.note(problem);
			let stampMs: number | null = null;
			if (restamp && readings.length > 0) {
				if (anchor) {
					const dueMs = anchor.stampMs + (takenMs - anchor.takenMs) / speed;
					await pause(this.#clock.realMsUntil(dueMs), signal);
					stampMs = Math.round(Math.max(dueMs, this.#clock.nowMs()));
				} else {
					stampMs = this.#nowMs();
					anchor = { takenMs, stampMs };
				}
			}
			await this.#round(readings, stampMs);
		}
	}

	async #poll(): Promise<void> {
		const { config, once, restamp, signal } = this.#options;
		const { url } = config.source;
		if (url === undefined) return;
		let failures = 0;
		while (!signal.aborted) {
			if (restamp || !config.time) await this.#syncClock();
			const nowMs = this.#nowMs();
			const startedAt = performance.now();
			const text = await fetchSource(url, config.source, signal);
			const read = text.ok ? readDocument(text.text, text.source, config) : text;
			if (read.ok) {
				failures = 0;
				const source = text.ok ? text.source : url;
				const { readings, problems } = mapReadings(read.document, source, config, nowMs);
				for (const problem of problems) this.#log.note(problem);
				await this.#round(readings, restamp ? nowMs : null);
				if (once) return;
				await pause(config.source.everySeconds * 1000 - (performance.now() - startedAt), signal);
			} else {
				// nothing is sent for a source that cannot be read: its offices turn stale, never zero
				this.#log.note(read.problem);
				await this.#round([], null);
				if (once && failures >= 2) return;
				await pause(backOffMs(failures++), signal);
			}
		}
	}

	/** `restampedMs` is the moment to stamp the readings with, null keeps the time each one states. */
	async #round(readings: readonly OfficeReading[], restampedMs: number | null): Promise<void> {
		const { config, dryRun, print, signal } = this.#options;
		for (const reading of readings) {
			const fact = this.#factOf(reading, restampedMs);
			this.#pending.set(fact.id, { fact, office: reading.office });
		}
		if (dryRun) {
			for (const { fact } of this.#pending.values()) print(JSON.stringify(fact));
			this.#pending.clear();
			print(`${readings.length} dibaca, tidak dikirim / read, not sent`);
			this.#log.endRound();
			return;
		}
		const facts = [...this.#pending.values()].map(({ fact }) => fact);
		const count = { recorded: 0, duplicate: 0, refused: 0 };
		const { heard } = await this.#reporter.report(facts, signal);
		for (const receipt of heard) {
			count[receipt.status]++;
			const office = this.#pending.get(receipt.id)?.office ?? config.name;
			this.#pending.delete(receipt.id);
			if (receipt.status === 'refused') {
				const { because, sentence } = receipt;
				this.#log.note({ kind: 'refused', office, because, ...sentence });
			}
		}
		this.#dropOldest();
		const waiting = this.#pending.size;
		print(
			`${readings.length} dibaca · ${count.recorded} tercatat · ${count.duplicate} duplikat · ${count.refused} ditolak` +
				(waiting > 0 ? ` · ${waiting} menunggu dikirim` : '') +
				` / ${readings.length} read · ${count.recorded} recorded · ${count.duplicate} duplicate · ${count.refused} refused` +
				(waiting > 0 ? ` · ${waiting} waiting to be sent` : '')
		);
		this.#log.endRound();
	}

	#factOf(reading: OfficeReading, restampedMs: number | null): Fact {
		const { config } = this.#options;
		const observedAt = new Date(restampedMs ?? reading.takenMs).toISOString();
		return {
			id: readingId({
				connector: config.name,
				office: reading.officeId,
				originalMs: reading.takenMs,
				restampDay:
					restampedMs === null ? '' : localDay(observedAt, this.#clock.zone ?? config.zone)
			}),
			agency: reading.agency,
			origin: 'feed',
			observedAt,
			type: 'queue.read',
			payload: reading.payload
		};
	}

	#dropOldest(): void {
		const readings = this.#pending.size - mostPending;
		if (readings <= 0) return;
		for (const id of [...this.#pending.keys()].slice(0, readings)) this.#pending.delete(id);
		this.#log.note({ kind: 'pendingDropped', readings });
	}

	/** The server's time, ms since 1970 UTC; 0 where nobody needed to ask for it. */
	#nowMs(): number {
		return this.#clock.known ? Math.round(this.#clock.nowMs()) : 0;
	}

	/** Waits for the server when it has never been heard; afterwards its clock can be reckoned on. */
	async #syncClock(): Promise<void> {
		const { config, signal } = this.#options;
		for (let attempt = 0; ; attempt++) {
			try {
				await this.#clock.sync(signal);
				return;
			} catch (error) {
				signal.throwIfAborted();
				const detail = reasonOf(error);
				this.#log.note({ kind: 'serverUnreachable', server: config.server, detail });
				if (this.#clock.known) return;
				await pause(backOffMs(attempt), signal);
			}
		}
	}
}
