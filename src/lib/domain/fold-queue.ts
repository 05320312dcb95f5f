import type { QueueReading } from '#lib/contract/board.ts';
import type { FactOf } from '#lib/contract/fact.ts';
import {
	isSensitive,
	newer,
	raised,
	sensitiveKey,
	type AgencyFold,
	type FoldContext
} from './agency-fold.ts';
import { halfHourOf } from './local-time.ts';

/**
 * The day after a machine's reading. Readings are absolute; who came and who was served in a half hour is the
 * difference from the reading before, so the first of the day adds nothing. A late one never overwrites a newer.
 */
export function readQueue(
	fold: AgencyFold,
	fact: FactOf<'queue.read'>,
	context: FoldContext
): AgencyFold {
	const { service, ...values } = fact.payload;
	const { day, hidden } = fold;
	const sensitive = service !== undefined && isSensitive(context.profile, service);
	const key = service ?? '*';
	const before = sensitive ? hidden.readings[key] : day.readings[key];
	if (before && before.at > fact.observedAt) return fold;
	const reading: QueueReading = { ...values, at: fact.observedAt };
	const ofSensitive = sensitive ? { ...hidden.readings, [key]: reading } : hidden.readings;
	const shown = sensitive
		? { ...day.readings, [sensitiveKey]: together(Object.values(ofSensitive)) }
		: { ...day.readings, [key]: reading };
	// the agency's own total already contains its parts
	const counts = key === '*' || !day.readings['*'];
	const halfHour = halfHourOf(fact.observedAt, context.city.timeZone);
	const held = (r: QueueReading) => r.waiting + r.serving + r.served;
	const arrived = before && counts ? Math.max(0, held(reading) - held(before)) : 0;
	const done = before && counts ? Math.max(0, reading.served - before.served) : 0;
	return {
		...fold,
		hidden: sensitive ? { ...hidden, readings: ofSensitive } : hidden,
		day: {
			...day,
			readings: shown,
			arrivals: raised(day.arrivals, halfHour, arrived),
			served: raised(day.served, halfHour, done),
			lastQueueAt: newer(day.lastQueueAt, fact.observedAt)
		}
	};
}

/** Readings of several services as one, dated by the newest. */
function together(readings: readonly QueueReading[]): QueueReading {
	const sum: QueueReading = {
		waiting: 0,
		serving: 0,
		served: 0,
		status: 'closed',
		ticketsStopped: true,
		at: ''
	};
	for (const reading of readings) {
		sum.waiting += reading.waiting;
		sum.serving += reading.serving;
		sum.served += reading.served;
		if (reading.countersOpen !== undefined)
			sum.countersOpen = (sum.countersOpen ?? 0) + reading.countersOpen;
		if (reading.status === 'open') sum.status = 'open';
		if (!reading.ticketsStopped) sum.ticketsStopped = false;
		if (reading.at > sum.at) sum.at = reading.at;
	}
	return sum;
}
