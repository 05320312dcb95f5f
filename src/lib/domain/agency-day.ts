import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type {
	AgencyDay,
	AgencyState,
	CityState,
	QueueReading,
	ServiceTally,
	Standing,
	Ticket
} from '#lib/contract/board.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import type { FactOf, Recorded } from '#lib/contract/fact.ts';
import { canonicalJson } from './canonical-json.ts';
import { halfHourOf } from './local-time.ts';
import { countRoom, moveRoom } from './room.ts';
import { closed, emptyStanding, inspected } from './standing.ts';
import { emptyTally, issueTicket, retally, stepTicket, type TicketStep } from './ticket.ts';

export type AgencyFold = {
	day: AgencyDay;
	standing: Standing;
	/** By ticketId; of this local day only. */
	tickets: Readonly<Record<string, Ticket>>;
	/** What the city may not see, because it tells sensitive services apart. */
	hidden: {
		/** Highest number given today, per service. */
		lastNumbers: Readonly<Record<string, number>>;
		/** Readings of sensitive services, per service. */
		readings: Readonly<Record<string, QueueReading>>;
	};
};

export type FoldContext = {
	city: City;
	profile: AgencyProfile;
	/** Items of every published version. */
	checklists: Readonly<Record<string, readonly ChecklistItem[]>>;
};

/** Key under which sensitive services are counted together. */
const sensitiveKey = '+';
const noHalfHours: readonly number[] = Array.from({ length: 48 }, () => 0);

export function emptyDay(day: string): AgencyDay {
	return {
		day,
		readings: {},
		tallies: {},
		peopleServed: 0,
		presence: null,
		room: null,
		arrivals: [...noHalfHours],
		served: [...noHalfHours],
		lastQueueAt: null,
		lastPresenceAt: null,
		lastRoomAt: null
	};
}

export function emptyFold(day: string, standing: Standing = emptyStanding): AgencyFold {
	return {
		day: emptyDay(day),
		standing,
		tickets: {},
		hidden: { lastNumbers: {}, readings: {} }
	};
}

/**
 * One agency's day after one more fact, in log order; server and screens run this same function. Facts of another
 * agency or about the city change nothing; facts of another local day change the standing only. Never throws: what
 * cannot follow from the state (admit.ts would have refused it) is passed over.
 */
export function foldFact(fold: AgencyFold, fact: Recorded, context: FoldContext): AgencyFold {
	if (fact.agency !== context.profile.code) return fold;
	switch (fact.type) {
		case 'inspection.submitted': {
			const items = context.checklists[fact.payload.checklistVersion] ?? [];
			return withStanding(fold, inspected(fold.standing, fact, items, fact.day));
		}
		case 'finding.closed':
			return withStanding(fold, closed(fold.standing, fact));
	}
	if (fact.day !== fold.day.day) return fold;
	switch (fact.type) {
		case 'queue.read':
			return readQueue(fold, fact, context);
		case 'ticket.issued':
			return issue(fold, fact, context);
		case 'ticket.admitted':
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.serving':
		case 'ticket.served':
		case 'ticket.noShow':
		case 'ticket.returned':
		case 'ticket.cancelled':
		case 'ticket.transferred':
		case 'ticket.movedOnline':
			return step(fold, fact, context);
		case 'room.moved':
		case 'room.counted':
			return withDay(fold, {
				room:
					fact.type === 'room.moved'
						? moveRoom(fold.day.room, fact.payload, fact.observedAt)
						: countRoom(fold.day.room, fact.payload, fact.observedAt),
				lastRoomAt: newer(fold.day.lastRoomAt, fact.observedAt)
			});
		case 'presence.counted': {
			if (fold.day.presence && fold.day.presence.at > fact.observedAt) return fold;
			const { wfo, wfh, absent, notReported } = fact.payload;
			return withDay(fold, {
				presence: { wfo, wfh, absent, notReported, at: fact.observedAt },
				lastPresenceAt: fact.observedAt
			});
		}
		case 'regulation.published':
		case 'regulation.withdrawn':
		case 'zone.changed':
		case 'alert.acknowledged':
		case 'alert.muted':
		case 'announcement.made':
			return fold;
		default:
			return fact satisfies never;
	}
}

function withStanding(fold: AgencyFold, standing: Standing): AgencyFold {
	return standing === fold.standing ? fold : { ...fold, standing };
}

function withDay(fold: AgencyFold, changed: Partial<AgencyDay>): AgencyFold {
	return { ...fold, day: { ...fold.day, ...changed } };
}

function newer(known: string | null, at: string): string {
	return known !== null && known > at ? known : at;
}

function isSensitive(context: FoldContext, prefix: string): boolean {
	return context.profile.services.some((s) => s.prefix === prefix && s.sensitive);
}

function bumped(halfHours: number[], index: number, by: number): number[] {
	if (by === 0) return halfHours;
	const after = [...halfHours];
	after[index] = (after[index] ?? 0) + by;
	return after;
}

function readQueue(fold: AgencyFold, fact: FactOf<'queue.read'>, context: FoldContext): AgencyFold {
	const { service, ...values } = fact.payload;
	const { day, hidden } = fold;
	const sensitive = service !== undefined && isSensitive(context, service);
	const key = service ?? '*';
	const before = sensitive ? hidden.readings[key] : day.readings[key];
	// a reading that arrives late never overwrites a newer one
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
			arrivals: bumped(day.arrivals, halfHour, arrived),
			served: bumped(day.served, halfHour, done),
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

/** Tallies with one service's counted anew; sensitive services share one. */
function tallied(
	tallies: AgencyDay['tallies'],
	context: FoldContext,
	prefix: string,
	change: (tally: ServiceTally) => ServiceTally
): AgencyDay['tallies'] {
	const key = isSensitive(context, prefix) ? sensitiveKey : prefix;
	return { ...tallies, [key]: change(tallies[key] ?? emptyTally) };
}

function issue(
	fold: AgencyFold,
	fact: FactOf<'ticket.issued'> & Recorded,
	context: FoldContext
): AgencyFold {
	const { ticketId, service } = fact.payload;
	if (fold.tickets[ticketId]) return fold;
	const number = fact.assigned?.ticketNumber ?? lastNumberOf(fold, service) + 1;
	const ticket = issueTicket(fact, number);
	const halfHour = halfHourOf(fact.observedAt, context.city.timeZone);
	return {
		...fold,
		tickets: { ...fold.tickets, [ticketId]: ticket },
		hidden: withLastNumber(fold.hidden, service, number),
		day: {
			...fold.day,
			tallies: tallied(fold.day.tallies, context, service, (tally) =>
				retally(tally, null, ticket.state, Math.max(tally.lastNumber, number))
			),
			arrivals: bumped(fold.day.arrivals, halfHour, 1),
			lastQueueAt: newer(fold.day.lastQueueAt, fact.observedAt)
		}
	};
}

/** Highest number given today for a service; 0 before the first (P24). */
export function lastNumberOf(fold: AgencyFold, service: string): number {
	return fold.hidden.lastNumbers[service] ?? 0;
}

function withLastNumber(
	hidden: AgencyFold['hidden'],
	service: string,
	number: number
): AgencyFold['hidden'] {
	return { ...hidden, lastNumbers: { ...hidden.lastNumbers, [service]: number } };
}

function step(
	fold: AgencyFold,
	fact: Extract<Recorded, { type: TicketStep }>,
	context: FoldContext
): AgencyFold {
	const before = fold.tickets[fact.payload.ticketId];
	if (!before) return fold;
	const there =
		fact.type === 'ticket.transferred'
			? (fact.assigned?.ticketNumber ?? lastNumberOf(fold, fact.payload.toService) + 1)
			: before.number;
	const after = stepTicket(before, fact, there);
	if (!after) return fold;
	const { day } = fold;
	const isServed = after.state === 'served';
	const moved = after.service !== before.service;
	const tallies = moved
		? tallied(
				tallied(day.tallies, context, before.service, (tally) =>
					retally(tally, before.state, null, tally.lastNumber)
				),
				context,
				after.service,
				(tally) => retally(tally, null, after.state, Math.max(tally.lastNumber, there))
			)
		: tallied(day.tallies, context, before.service, (tally) =>
				retally(tally, before.state, after.state, tally.lastNumber)
			);
	return {
		...fold,
		tickets: { ...fold.tickets, [after.ticketId]: after },
		hidden: moved ? withLastNumber(fold.hidden, after.service, there) : fold.hidden,
		day: {
			...day,
			tallies,
			peopleServed: day.peopleServed + (isServed ? after.partySize : 0),
			served: isServed
				? bumped(day.served, halfHourOf(fact.observedAt, context.city.timeZone), 1)
				: day.served,
			lastQueueAt: newer(day.lastQueueAt, fact.observedAt)
		}
	};
}

/** Text whose SHA-256 server and screens compare (P13). */
export function stateHashInput(
	states: Readonly<Record<string, AgencyState>>,
	cityState: CityState
): string {
	return canonicalJson({ states, cityState });
}

/** The parts that are not the same object any more; what a delta carries. */
export function changedParts(before: AgencyState, after: AgencyState): Partial<AgencyState> {
	return {
		...(before.day !== after.day && { day: after.day }),
		...(before.standing !== after.standing && { standing: after.standing }),
		...(before.alerts !== after.alerts && { alerts: after.alerts })
	};
}

/** A screen's copy after a delta. */
export function mergeParts(state: AgencyState, parts: Partial<AgencyState>): AgencyState {
	return { ...state, ...parts };
}
export { queueTotals } from './queue-totals.ts';
