import type { Prepared, Unheard } from '#lib/live/report.ts';

/** Something this counter said that the server has not answered yet; sent again under the same id. */
export type Unsent = {
	fact: Prepared;
	/** The ticket it speaks of, as printed; null for the room. */
	code: string | null;
	because: Unheard['because'];
};

/** The part of `localStorage` that is needed here. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps what is unsent over a reload: nothing said at a counter is dropped in silence. */
export class UnsentShelf {
	readonly #storage: TextStorage | null;
	readonly #key: string;

	constructor(storage: TextStorage | null, agency: string) {
		this.#storage = storage;
		this.#key = `papan-siaga.loket.${agency}.unsent`;
	}

	read(): Unsent[] {
		try {
			const kept: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '[]');
			return Array.isArray(kept) ? kept.filter(isUnsent) : [];
		} catch {
			return [];
		}
	}

	write(unsent: readonly Unsent[]): void {
		try {
			if (unsent.length === 0) this.#storage?.removeItem(this.#key);
			else this.#storage?.setItem(this.#key, JSON.stringify(unsent));
		} catch {
			// no room: the list on the screen still has everything
		}
	}
}

// the server checks every field when it is sent; here only what the list itself needs
function isUnsent(value: unknown): value is Unsent {
	return (
		typeof value === 'object' &&
		value !== null &&
		'fact' in value &&
		'code' in value &&
		'because' in value &&
		typeof value.fact === 'object' &&
		value.fact !== null &&
		'id' in value.fact &&
		'type' in value.fact
	);
}

/** What room movements that no board shows yet add up to, in people. */
export function movedBy(facts: readonly Prepared[]): { inside: number; outside: number } {
	const sum = { inside: 0, outside: 0 };
	for (const fact of facts) {
		if (fact.type !== 'room.moved') continue;
		const { entered, left, outsideJoined, outsideLeft } = fact.payload;
		sum.inside += entered - left;
		sum.outside += outsideJoined - outsideLeft;
	}
	return sum;
}
