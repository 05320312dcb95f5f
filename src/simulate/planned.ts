import type { Fact } from '#lib/contract/fact.ts';
import { readingId } from '../connect/reading-id.ts';

/** A fact and the moment of the day (ms since 1970 UTC) at which it becomes true and is sent. */
export type PlannedFact = { atMs: number; fact: Fact };

/** Minutes in ms. */
export const minutes = (n: number): number => n * 60_000;

/**
 * Ids of a planned day follow from seed, subject and moment: a simulator that is started again says
 * the same things under the same ids, and the log keeps each once.
 */
export function plannedId(seed: string, subject: string, atMs: number): string {
	return readingId({
		connector: `simulate/${seed}`,
		office: subject,
		originalMs: Math.floor(atMs),
		restampDay: ''
	});
}

/** ISO 8601 UTC of a planned moment. */
export const instantOfMs = (atMs: number): string => new Date(atMs).toISOString();
