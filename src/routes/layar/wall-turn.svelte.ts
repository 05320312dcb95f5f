/** Seconds a page stands. */
const dwell = 15;
/** Seconds between two steps of the shift against burn-in, and its places round the middle, CSS px. */
const shiftEvery = 180;
const shifts = [
	{ x: 0, y: 0 },
	{ x: 2, y: 0 },
	{ x: 2, y: 2 },
	{ x: 0, y: 2 },
	{ x: -2, y: 2 },
	{ x: -2, y: 0 },
	{ x: -2, y: -2 },
	{ x: 0, y: -2 }
] as const;

/**
 * Which page is in turn, in real seconds (a simulated clock may run sixty times as fast). One interval drives
 * all that repeats on the wall.
 */
export class WallTurn {
	/** Real seconds since the page was opened. */
	seconds = $state(0);
	paused = $state(false);
	#turn = $state(0);
	#turnedAt = 0;
	readonly #onFlip: () => void;

	/** `onFlip` is called as a page has turned by itself: the moment to reload, if one is wanted. */
	constructor(onFlip: () => void) {
		this.#onFlip = onFlip;
	}

	/** Index of the page in turn, of `pages`. */
	pageOf(pages: number): number {
		return pages === 0 ? 0 : ((this.#turn % pages) + pages) % pages;
	}

	get shift(): { x: number; y: number } {
		return shifts[Math.floor(this.seconds / shiftEvery) % shifts.length] ?? shifts[0];
	}

	/** By hand: the page asked for then stands for its full time. */
	turn(by: 1 | -1): void {
		this.#turn += by;
		this.#turnedAt = this.seconds;
	}

	togglePause(): void {
		this.paused = !this.paused;
		this.#turnedAt = this.seconds;
	}

	/** Returns the stop. */
	start(): () => void {
		const timer = setInterval(() => this.#pass(), 1000);
		return () => clearInterval(timer);
	}

	#pass(): void {
		this.seconds++;
		if (this.paused || this.seconds - this.#turnedAt < dwell) return;
		this.turn(1);
		this.#onFlip();
	}
}
