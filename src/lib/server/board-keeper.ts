import type { Alert, AgencyState, CityState, Ticket } from '../contract/board.ts';
import type { Snapshot } from '../contract/channels.ts';
import type { Recorded } from '../contract/fact.ts';
import { emptyFold, type AgencyFold } from '../domain/agency-day.ts';
import { applyAlertFact, emptyAlerts, type AlertMachine } from '../domain/alerts.ts';
import { localDay } from '../domain/local-time.ts';
import { ticketsOf } from '../domain/ticket-book.ts';
import { agencyOfAlert, loadBoard, stateOf, stepOf } from './board-loader.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { foldAll, foldContextOf } from './fold-context.ts';
import { factsOfDay, factsSince, headOf, maxRead } from './log-reader.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';
import { publicProfile } from './public-profile.ts';
import { WorkingCopy, type Board } from './working-copy.ts';

/** What moved: some agencies or the city by facts or time, or everything because the log is another one. */
export type Change = { agencies: ReadonlySet<string>; rebuilt: boolean };
type Listener = (change: Change) => void;
type Parts = {
	database: Database;
	registry: Registry;
	clock: Clock;
	logger: Logger;
	/** Build id, which snapshots carry. */
	build: string;
};

/**
 * The boards of all agencies in memory: a fold of the log up to `seq`, and the alerts that time adds.
 * Only committed facts get here. Values handed out are never changed, only replaced.
 */
export class BoardKeeper {
	readonly #parts: Parts;
	#epoch = '';
	#board: Board = {
		seq: 0,
		today: '',
		folds: new Map(),
		cityState: { zone: null, announcement: null },
		zones: []
	};
	#machines = new Map<string, AlertMachine>();
	#states = new Map<string, AgencyState>();
	#upcoming: Recorded[] = [];
	#listeners = new Set<Listener>();
	#rules: Promise<void> = Promise.resolve();
	#catchingUp: Promise<void> | null = null;
	readonly #second: ReturnType<typeof setInterval>;

	/** Resolves when the boards stand where the log stands. */
	static async open(parts: Parts): Promise<BoardKeeper> {
		const keeper = new BoardKeeper(parts);
		try {
			await keeper.rebuild();
		} catch (error) {
			keeper.close();
			throw error;
		}
		return keeper;
	}

	constructor(parts: Parts) {
		this.#parts = parts;
		// once per real second, also when a simulated minute passes in it
		this.#second = setInterval(() => this.#passSecond(), 1000).unref();
	}

	get epoch(): string {
		return this.#epoch;
	}
	/** Number of the newest fact folded in. */
	get seq(): number {
		return this.#board.seq;
	}
	/** The city's local day that the boards are of. */
	get today(): string {
		return this.#board.today;
	}

	state(code: string): AgencyState | undefined {
		return this.#states.get(code);
	}
	/** By agency code, in the order of the wall. The map is replaced, never changed. */
	states(): ReadonlyMap<string, AgencyState> {
		return this.#states;
	}
	/** Today's tickets of one agency, in the order they were issued. For its own counters only. */
	tickets(code: string): Ticket[] {
		const fold = this.#board.folds.get(code);
		return fold ? ticketsOf(fold.tickets) : [];
	}
	cityState(): CityState {
		return this.#board.cityState;
	}
	alerts(): Alert[] {
		return [...this.#states.values()].flatMap(({ alerts }) => alerts);
	}
	alertKeys(): ReadonlySet<string> {
		return new Set(this.alerts().map(({ key }) => key));
	}

	/** One agency's local day: today's from memory, any other folded from its facts. */
	async fold(code: string, day: string): Promise<AgencyFold> {
		if (day === this.today) return this.#board.folds.get(code) ?? emptyFold(day);
		const { database, registry } = this.#parts;
		const context = foldContextOf(registry, code);
		if (!context) return emptyFold(day);
		return foldAll(emptyFold(day), await factsOfDay(database, code, day), context);
	}

	/** What a screen needs to start, as of now. Null while there is no city. */
	snapshot(): Snapshot | null {
		const { registry, clock, build } = this.#parts;
		if (registry.empty) return null;
		return {
			...clock.reading(),
			epoch: this.#epoch,
			seq: this.seq,
			build,
			city: registry.city(),
			cityState: this.cityState(),
			agencies: registry.agencies().map(publicProfile),
			regulations: registry.regulations(),
			states: Object.fromEntries(this.#states)
		};
	}

	/** Called after every change, in the same turn of the event loop. Returns the unsubscription. */
	onChange(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** A place to judge and fold facts that are not committed yet. */
	copy(): WorkingCopy {
		return new WorkingCopy(this.#board, this.#parts.registry, this.#parts.logger);
	}

	/** Takes over a committed copy. Resolves when the rules it may have changed are in force. */
	async adopt(copy: WorkingCopy): Promise<void> {
		// the live feed may have read our own commit before we heard of it
		if (copy.base !== this.seq) return this.apply(copy.facts);
		const folds = new Map(this.#board.folds);
		for (const [code, fold] of copy.changed) folds.set(code, fold);
		const changed = new Set(copy.changed.keys());
		for (const fact of copy.facts) {
			if (fact.day > this.today) this.#upcoming.push(fact);
			if (fact.type === 'alert.acknowledged' || fact.type === 'alert.muted') {
				const code = agencyOfAlert(fact.payload.alertKey);
				const machine = this.#machines.get(code);
				if (!machine) continue;
				this.#machines.set(code, applyAlertFact(machine, fact));
				changed.add(code);
			}
		}
		const { seq, cityState, zones } = copy;
		this.#board = { ...this.#board, seq, folds, cityState, zones };
		if (copy.facts.some(({ type }) => type.startsWith('regulation.'))) {
			this.#rules = this.#parts.registry.reload().then(() => this.#tell(new Set()));
			this.#rules.catch((error: unknown) =>
				this.#parts.logger.error({ err: error }, 'regulations could not be read again')
			);
		}
		this.#tell(changed);
		return this.#rules;
	}

	/** Folds facts of the log in; those already folded are passed over. */
	async apply(facts: readonly Recorded[]): Promise<void> {
		this.turnTo(this.#parts.clock.now());
		const copy = this.copy();
		// a rebuild may have put the boards behind these; the next look at the log brings all of them
		for (const fact of facts) if (fact.seq === copy.seq + 1) copy.addCommitted(fact);
		if (copy.seq > copy.base) await this.adopt(copy);
		else await this.#rules;
	}

	/** Reads what the log has more than the boards; rebuilds them when it is another log. */
	catchUp(): Promise<void> {
		this.#catchingUp ??= this.#readOn().finally(() => (this.#catchingUp = null));
		return this.#catchingUp;
	}

	async #readOn(): Promise<void> {
		const { database } = this.#parts;
		// our own lane may move on while the answer is under way
		const asked = this.seq;
		const head = await headOf(database);
		if (head.epoch !== this.#epoch || head.seq < asked) return this.rebuild();
		while (this.seq < head.seq) {
			const before = this.seq;
			const facts = await factsSince(database, before);
			await this.apply(facts);
			if (facts.length < maxRead || this.seq === before) return;
		}
	}

	/** Forgets everything and reads the log again. */
	async rebuild(): Promise<void> {
		await this.#parts.registry.reload();
		const loaded = await loadBoard(this.#parts);
		this.#epoch = loaded.epoch;
		this.#board = loaded.board;
		this.#machines = loaded.machines;
		this.#upcoming = loaded.upcoming;
		this.#states = new Map();
		this.#tell(new Set(loaded.board.folds.keys()), true);
	}

	/** Begins the local day that `now` falls in, once it has come. What outlives the day stays. */
	turnTo(now: string): void {
		const day = localDay(now, this.#parts.registry.city().timeZone);
		if (day <= this.today) return;
		const folds = new Map<string, AgencyFold>();
		const early = Map.groupBy(this.#upcoming, (fact) => fact.agency ?? '');
		for (const [code, { standing }] of this.#board.folds) {
			const context = foldContextOf(this.#parts.registry, code);
			const own = early.get(code)?.filter((fact) => fact.day === day) ?? [];
			const fold = context ? foldAll(emptyFold(day), own, context) : emptyFold(day);
			// what early facts changed beyond their day has been folded in when they came
			folds.set(code, { ...fold, standing });
		}
		this.#upcoming = this.#upcoming.filter((fact) => fact.day > day);
		this.#board = { ...this.#board, today: day, folds };
		this.#tell(new Set(folds.keys()));
	}

	close(): void {
		clearInterval(this.#second);
		this.#listeners.clear();
	}

	#passSecond(): void {
		const { clock, registry, logger } = this.#parts;
		try {
			const now = clock.now();
			this.turnTo(now);
			const changed = new Set<string>();
			for (const profile of registry.agencies()) {
				const fold = this.#board.folds.get(profile.code);
				const machine = this.#machines.get(profile.code) ?? emptyAlerts();
				if (!fold) continue;
				const stepped = stepOf(profile, fold, machine, registry, this.cityState().zone, now);
				if (stepped === machine) continue;
				this.#machines.set(profile.code, stepped);
				if (stepped.alerts !== machine.alerts) changed.add(profile.code);
			}
			if (changed.size > 0) this.#tell(changed);
		} catch (error) {
			logger.error({ err: error }, 'alerts could not be stepped');
		}
	}

	#tell(agencies: ReadonlySet<string>, rebuilt = false): void {
		const states = new Map(this.#states);
		for (const code of agencies) {
			const fold = this.#board.folds.get(code);
			if (fold) states.set(code, stateOf(fold, this.#machines.get(code) ?? emptyAlerts()));
		}
		this.#states = states;
		for (const listener of this.#listeners) listener({ agencies, rebuilt });
	}
}
