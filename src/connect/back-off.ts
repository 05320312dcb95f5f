import { setTimeout as wait } from 'node:timers/promises';

/**
 * Full-jitter back-off: somewhere between nothing and twice the last ceiling, up to five minutes, so
 * that a city's machines do not all come back in the same second. `attempt` counts from 0.
 */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
	return Math.round(random() * Math.min(300_000, 1000 * 2 ** Math.min(attempt, 20)));
}

/** Waits, or rejects with the signal's reason at once when stopped. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await wait(Math.max(0, ms), undefined, { signal });
}
