type Sample = { minute: number; waiting: number; outside: number };

/** As many changes as a chart can show; the oldest go first. */
export const mostSamples = 600;

/**
 * How many waited through the day, as far as this page knows: the server's history, then every change seen
 * here. At most one sample a minute and a fixed number in all, so a page left open for days does not grow.
 */
export class QueueSamples {
	#day: string;
	#samples = $state.raw<readonly Sample[]>([]);

	/** @param day local date the history is of */
	constructor(day: string, history: readonly Sample[]) {
		this.#day = day;
		this.#samples = history.slice(-mostSamples);
	}

	/** Ascending by minute. */
	get list(): readonly Sample[] {
		return this.#samples;
	}

	/** Notes the queue as it is now; a new local day starts from nothing. */
	add(day: string, sample: Sample): void {
		const known = day === this.#day ? this.#samples : [];
		this.#day = day;
		const last = known.at(-1);
		if (last && last.waiting === sample.waiting && last.outside === sample.outside) {
			if (known !== this.#samples) this.#samples = known;
			return;
		}
		const before = last && last.minute >= sample.minute ? known.slice(0, -1) : known;
		const minute = Math.max(sample.minute, last?.minute ?? 0);
		this.#samples = [...before, { ...sample, minute }].slice(-mostSamples);
	}
}
