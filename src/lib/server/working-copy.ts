import type { CityState } from '../contract/board.ts';
import { cityFactTypes } from '../contract/facts.ts';
import type { Recorded } from '../contract/fact.ts';
import { emptyFold, foldFact, type AgencyFold } from '../domain/agency-day.ts';
import { foldCity } from '../domain/city-state.ts';
import { foldAll, foldContextOf } from './fold-context.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';
import { zoneAt, type ZoneChange } from './zone-history.ts';

/** What the boards hold at one number of the log. Values are never changed, only replaced. */
export type Board = {
	seq: number;
	/** Local day that `folds` are of. */
	today: string;
	folds: ReadonlyMap<string, AgencyFold>;
	cityState: CityState;
	zones: readonly ZoneChange[];
};

const cityTypes: ReadonlySet<string> = new Set(cityFactTypes);

/** True for facts that no agency's fold takes, whatever agency they name. */
export const isCityFact = (type: string): boolean => cityTypes.has(type);

/**
 * The boards with some facts more, beside the boards themselves: a group of facts is judged and folded
 * here, and shown to nobody unless it commits.
 */
export class WorkingCopy {
	/** The number the copy was made at; it may only be adopted by boards still at it. */
	readonly base: number;
	readonly today: string;
	/** Folds of today that differ from the boards'. */
	readonly changed = new Map<string, AgencyFold>();
	readonly facts: Recorded[] = [];
	cityState: CityState;
	seq: number;

	readonly #board: Board;
	readonly #registry: Registry;
	readonly #logger: Logger;
	readonly #otherDays = new Map<string, AgencyFold>();
	#zones: ZoneChange[];

	constructor(board: Board, registry: Registry, logger: Logger) {
		this.#board = board;
		this.#registry = registry;
		this.#logger = logger;
		this.base = board.seq;
		this.seq = board.seq;
		this.today = board.today;
		this.cityState = board.cityState;
		this.#zones = [...board.zones];
	}

	get zones(): readonly ZoneChange[] {
		return this.#zones;
	}

	/** The agency's own day that this fact falls in. Other days than today must have been put in before. */
	fold(agency: string, day: string): AgencyFold {
		const current =
			this.changed.get(agency) ?? this.#board.folds.get(agency) ?? emptyFold(this.today);
		if (day === this.today) return current;
		const other = this.#otherDays.get(`${agency} ${day}`) ?? emptyFold(day);
		// findings outlive the day: an old day is judged by what is open now
		return { ...other, standing: current.standing };
	}

	/** Folds an earlier (or the next) local day from its facts, so that a late fact is judged by its own day. */
	putDay(agency: string, day: string, facts: readonly Recorded[]): void {
		const context = foldContextOf(this.#registry, agency);
		if (!context) return;
		this.#otherDays.set(`${agency} ${day}`, foldAll(emptyFold(day), facts, context));
	}

	zone(at: string): CityState['zone'] {
		return zoneAt(this.#zones, at);
	}

	/** Adds the next fact. Throws, and holds nothing of it, when it cannot be folded. */
	add(fact: Recorded): void {
		if (isCityFact(fact.type)) {
			this.cityState = foldCity(this.cityState, fact);
			if (fact.type === 'zone.changed') this.#zones.push({ ...fact.payload, seq: fact.seq });
		} else if (fact.agency !== null) {
			this.#fold(fact, fact.agency);
		}
		this.seq = fact.seq;
		this.facts.push(fact);
	}

	/** Adds a fact that stands in the log whatever happens: one that cannot be folded is passed over. */
	addCommitted(fact: Recorded): void {
		try {
			this.add(fact);
		} catch (error) {
			this.#logger.error({ err: error, fact: fact.id, type: fact.type }, 'fact cannot be folded');
			this.seq = fact.seq;
		}
	}

	#fold(fact: Recorded, agency: string): void {
		const context = foldContextOf(this.#registry, agency);
		if (!context) return;
		const key = `${agency} ${fact.day}`;
		const other = this.#otherDays.get(key);
		// a fact of another day changes what outlives the day, and nothing of today
		const today = foldFact(this.fold(agency, this.today), fact, context);
		if (other) this.#otherDays.set(key, foldFact(other, fact, context));
		this.changed.set(agency, today);
	}
}
