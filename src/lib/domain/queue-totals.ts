import type { AgencyDay, QueueReading } from '#lib/contract/board.ts';

export type QueueTotals = {
	/** Tickets waiting to be called, as the counter's own list says; people outside are apart. */
	waiting: number;
	/** At a counter, or called to one. */
	serving: number;
	served: number;
	outside: number;
	countersOpen: number | null;
	/** As machines report it, weighted by those waiting; null where none does. */
	meanWaitSeconds: number | null;
	/** Every machine says it is closed. */
	closed: boolean;
};

/** The readings that count: the agency's own total where there is one, else its parts. */
export function readingsThatCount(day: AgencyDay): QueueReading[] {
	const whole = day.readings['*'];
	return whole ? [whole] : Object.values(day.readings);
}

/** What queues now at an agency: machines' readings and the counters' own tickets together. */
export function queueTotals(day: AgencyDay): QueueTotals {
	const readings = readingsThatCount(day);
	const totals: QueueTotals = {
		waiting: 0,
		serving: 0,
		served: 0,
		outside: 0,
		countersOpen: null,
		meanWaitSeconds: null,
		closed: readings.length > 0
	};
	let waited = 0;
	let weight = 0;
	for (const reading of readings) {
		totals.waiting += reading.waiting;
		totals.serving += reading.serving;
		totals.served += reading.served;
		if (reading.countersOpen !== undefined)
			totals.countersOpen = (totals.countersOpen ?? 0) + reading.countersOpen;
		if (reading.status !== 'closed') totals.closed = false;
		if (reading.meanWaitSeconds === undefined) continue;
		// an empty line still has a mean wait; it counts as one person's
		const people = Math.max(1, reading.waiting);
		waited += people * reading.meanWaitSeconds;
		weight += people;
	}
	if (weight > 0) totals.meanWaitSeconds = Math.round(waited / weight);
	for (const tally of Object.values(day.tallies)) {
		totals.waiting += tally.waiting;
		totals.serving += tally.called + tally.serving;
		totals.served += tally.served;
		totals.outside += tally.outside;
		if (tally.waiting + tally.called + tally.serving > 0) totals.closed = false;
	}
	return totals;
}
