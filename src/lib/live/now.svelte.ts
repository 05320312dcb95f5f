import type { ClockReading } from '#lib/contract/channels.ts';

/**
 * The server's time, ticking here. Screens never trust their own clock: a reading from the server is
 * carried forward by the monotonic clock at the server's rate (60 for a simulated minute a second).
 */
export class Now {
	#reading = $state<{ base: number; rate: number; heardAt: number } | null>(null);
	#current = $state('');
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(reading?: ClockReading) {
		if (reading) this.hear(reading);
	}

	/** ISO 8601 UTC, one step a second. Empty while the server has not been heard (`known` is false). */
	get current(): string {
		return this.#current;
	}

	/** False until a reading came: a board that cannot tell its own age must say so. */
	get known(): boolean {
		return this.#reading !== null;
	}

	hear(reading: ClockReading): void {
		this.#reading = {
			base: Date.parse(reading.serverTime),
			rate: reading.rate,
			heardAt: performance.now()
		};
		this.#tick();
	}

	/** Ticks once a second while the screen lives; returns the stop. */
	start(): () => void {
		this.#timer ??= setInterval(() => this.#tick(), 1000);
		return () => {
			clearInterval(this.#timer);
			this.#timer = undefined;
		};
	}

	#tick(): void {
		if (!this.#reading) return;
		const { base, rate, heardAt } = this.#reading;
		this.#current = new Date(base + (performance.now() - heardAt) * rate).toISOString();
	}
}
