type Item = { atMs: number; order: number; run: (atMs: number) => void };

/** Things to happen at moments of a played day; those of the same moment in the order they were noted. */
export class Agenda {
	/** In falling order, so that the next one is taken from the end. */
	readonly #items: Item[] = [];
	#noted = 0;

	/** Notes something; a moment already past happens next. */
	at(atMs: number, run: (atMs: number) => void): void {
		const item = { atMs, order: this.#noted++, run };
		let low = 0;
		let high = this.#items.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const there = this.#items[middle];
			if (there && there.atMs > atMs) low = middle + 1;
			else high = middle;
		}
		this.#items.splice(low, 0, item);
	}

	/** Plays everything, also what is noted meanwhile. */
	run(): void {
		for (let item = this.#items.pop(); item; item = this.#items.pop()) item.run(item.atMs);
	}
}
