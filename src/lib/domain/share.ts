import type { WfoMax } from './limits.ts';

/** The cap in people: a share is floored, since caps say "at most" (D2). A head's own number is unknown: no bound. */
export function wfoPeopleOf(max: WfoMax, headcount: number): number {
	if (max.by === 'head') return Number.MAX_SAFE_INTEGER;
	return max.by === 'people' ? max.people : shareOf(headcount, max.pct);
}

/** `pct` per cent of a head count, floored to whole people; a hair above a whole counts as that whole (33.3 % of 1000). */
export function shareOf(people: number, pct: number): number {
	return Math.floor((people * pct) / 100 + 1e-9);
}
