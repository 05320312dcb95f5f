import * as v from 'valibot';
import { timeZones } from '#lib/contract/agency.ts';

const answerSchema = v.object({
	serverTime: v.pipe(v.string(), v.isoTimestamp()),
	rate: v.pipe(v.number(), v.minValue(0)),
	city: v.optional(v.nullable(v.object({ timeZone: v.picklist(timeZones) })))
});

/**
 * The board's clock as seen from a program beside it. In a simulation it runs at `rate`; the machine's
 * own clock may be wrong, so only its monotonic one is used, between two looks.
 */
export class ServerClock {
	readonly #url: URL;
	readonly #monotonic: () => number;
	#base: { serverMs: number; at: number; rate: number } | null = null;
	#zone: (typeof timeZones)[number] | null = null;

	constructor(server: string, monotonic: () => number = () => performance.now()) {
		this.#url = new URL('/api/v1/time', server);
		this.#monotonic = monotonic;
	}

	/** Asks once. Rejects when the server does not answer, or with something else than a time. */
	async sync(signal: AbortSignal): Promise<void> {
		const asked = this.#monotonic();
		const response = await fetch(this.#url, {
			headers: { accept: 'application/json' },
			signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)])
		});
		if (!response.ok) throw new Error(`HTTP ${response.status}`);
		const answer = v.parse(answerSchema, await response.json());
		const heard = this.#monotonic();
		this.#zone = answer.city?.timeZone ?? null;
		this.#base = {
			// the answer was written about half-way between asking and hearing
			serverMs: Date.parse(answer.serverTime) + (answer.rate * (heard - asked)) / 2,
			at: heard,
			rate: answer.rate
		};
	}

	/** True once the server has been heard. */
	get known(): boolean {
		return this.#base !== null;
	}

	/** How many of the server's seconds pass in a real one. */
	get rate(): number {
		return this.#base?.rate ?? 1;
	}

	/** The city's zone, when the server tells it. */
	get zone(): (typeof timeZones)[number] | null {
		return this.#zone;
	}

	/** The server's time now, ms since 1970 UTC. Throws before the first `sync`. */
	nowMs(): number {
		if (!this.#base) throw new Error('the server has not been asked for its time yet');
		return this.#base.serverMs + (this.#monotonic() - this.#base.at) * this.#base.rate;
	}

	/** Real milliseconds until the server's clock shows `serverMs`; 0 when it has. */
	realMsUntil(serverMs: number): number {
		return Math.max(0, (serverMs - this.nowMs()) / (this.rate || 1));
	}
}
