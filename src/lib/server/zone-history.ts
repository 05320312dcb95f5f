import type { CityState } from '../contract/board.ts';
import type { Payload } from '../contract/facts.ts';

/** A zone.changed fact, with its place in the log. */
export type ZoneChange = Payload<'zone.changed'> & { seq: number };

/**
 * The city's zone in force at an instant: of the changes whose `from` has come, the latest `from`, and of
 * those the one said last. A fact observed yesterday is judged by yesterday's zone (A6).
 */
export function zoneAt(changes: readonly ZoneChange[], at: string): CityState['zone'] {
	const moment = Date.parse(at);
	let best: { change: ZoneChange; from: number } | null = null;
	for (const change of changes) {
		const from = Date.parse(change.from);
		if (from > moment) continue;
		const later = !best || from > best.from || (from === best.from && change.seq > best.change.seq);
		if (later) best = { change, from };
	}
	if (!best) return null;
	const { colour, ppkmLevel, from } = best.change;
	return { colour, ppkmLevel, from };
}
