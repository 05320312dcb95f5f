import type { AgencyDay, ServiceTally } from '#lib/contract/board.ts';
import type { FactOf, Recorded } from '#lib/contract/fact.ts';
import {
	isSensitive,
	lastNumberOf,
	newer,
	raised,
	sensitiveKey,
	type AgencyFold,
	type FoldContext
} from './agency-fold.ts';
import { halfHourOf } from './local-time.ts';
import { ticketOf, withTicket } from './ticket-book.ts';
import { emptyTally, issueTicket, retally, stepTicket, type TicketStep } from './ticket.ts';

/** Tallies with one service's counted anew; sensitive services share one. */
function tallied(
	tallies: AgencyDay['tallies'],
	context: FoldContext,
	prefix: string,
	change: (tally: ServiceTally) => ServiceTally
): AgencyDay['tallies'] {
	const key = isSensitive(context.profile, prefix) ? sensitiveKey : prefix;
	return { ...tallies, [key]: change(tallies[key] ?? emptyTally) };
}

/** The day after a number was given. */
export function issue(
	fold: AgencyFold,
	fact: FactOf<'ticket.issued'> & Recorded,
	context: FoldContext
): AgencyFold {
	const { ticketId, service } = fact.payload;
	if (ticketOf(fold.tickets, ticketId)) return fold;
	const number = fact.assigned?.ticketNumber ?? lastNumberOf(fold, service) + 1;
	const ticket = issueTicket(fact, number);
	const halfHour = halfHourOf(fact.observedAt, context.city.timeZone);
	return {
		...fold,
		tickets: withTicket(fold.tickets, ticket),
		hidden: withLastNumber(fold.hidden, service, number),
		day: {
			...fold.day,
			tallies: tallied(fold.day.tallies, context, service, (tally) =>
				retally(tally, null, ticket.state, Math.max(tally.lastNumber, number))
			),
			arrivals: raised(fold.day.arrivals, halfHour, 1),
			lastQueueAt: newer(fold.day.lastQueueAt, fact.observedAt)
		}
	};
}

function withLastNumber(
	hidden: AgencyFold['hidden'],
	service: string,
	number: number
): AgencyFold['hidden'] {
	return { ...hidden, lastNumbers: { ...hidden.lastNumbers, [service]: number } };
}

/** The day after a ticket went a step further; one that may not take it changes nothing. */
export function step(
	fold: AgencyFold,
	fact: Extract<Recorded, { type: TicketStep }>,
	context: FoldContext
): AgencyFold {
	const before = ticketOf(fold.tickets, fact.payload.ticketId);
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
		tickets: withTicket(fold.tickets, after),
		hidden: moved ? withLastNumber(fold.hidden, after.service, there) : fold.hidden,
		day: {
			...day,
			tallies,
			peopleServed: day.peopleServed + (isServed ? after.partySize : 0),
			served: isServed
				? raised(day.served, halfHourOf(fact.observedAt, context.city.timeZone), 1)
				: day.served,
			lastQueueAt: newer(day.lastQueueAt, fact.observedAt)
		}
	};
}
