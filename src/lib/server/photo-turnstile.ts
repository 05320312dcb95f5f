/**
 * Lets at most `seats` in at once and keeps at most `queue` waiting; whoever comes on top of that is
 * turned away at once, so that a flood costs memory for a known number of pictures only (P29).
 */
export class PhotoTurnstile {
	readonly #seats: number;
	readonly #queue: number;
	readonly #waiting: (() => void)[] = [];
	#inside = 0;
	#most = 0;

	constructor({ seats, queue }: { seats: number; queue: number }) {
		this.#seats = seats;
		this.#queue = queue;
	}

	/** The largest number ever inside at once; what the test of the promise reads. */
	get most(): number {
		return this.#most;
	}

	/** Runs `work` when a seat is free; `busy` when even the queue is full. */
	async pass<T>(work: () => Promise<T>): Promise<T | 'busy'> {
		if (this.#inside >= this.#seats) {
			if (this.#waiting.length >= this.#queue) return 'busy';
			// the seat of whoever leaves is handed over, never given up in between
			await new Promise<void>((next) => this.#waiting.push(next));
		} else {
			this.#inside += 1;
		}
		this.#most = Math.max(this.#most, this.#inside);
		try {
			return await work();
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#inside -= 1;
		}
	}
}
