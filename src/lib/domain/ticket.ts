import type { ServiceTally, Ticket } from '#lib/contract/board.ts';
import type { FactOf, Recorded } from '#lib/contract/fact.ts';
import type { FactType } from '#lib/contract/facts.ts';

export type TicketState = Ticket['state'];
type TicketFactType = Extract<FactType, `ticket.${string}`>;
export type TicketStep = Exclude<TicketFactType, 'ticket.issued'>;

/**
 * The life of a ticket (B3): from which states each step may be taken, and where it leads. A counter may finish a
 * called ticket without saying that service began; who stands outside may be called in directly.
 */
const steps: Record<TicketStep, { from: readonly TicketState[]; to: TicketState }> = {
	'ticket.admitted': { from: ['outside'], to: 'waiting' },
	'ticket.called': { from: ['waiting', 'outside'], to: 'called' },
	'ticket.recalled': { from: ['called'], to: 'called' },
	'ticket.serving': { from: ['called', 'waiting'], to: 'serving' },
	'ticket.served': { from: ['called', 'serving'], to: 'served' },
	'ticket.noShow': { from: ['called'], to: 'noShow' },
	'ticket.returned': { from: ['noShow'], to: 'waiting' },
	'ticket.cancelled': { from: ['waiting', 'outside', 'called', 'serving'], to: 'cancelled' },
	'ticket.transferred': { from: ['waiting', 'outside', 'called', 'serving'], to: 'waiting' },
	'ticket.movedOnline': { from: ['waiting', 'outside', 'called'], to: 'movedOnline' }
};

/** Whether a ticket in this state may take this step. */
export function mayStep(state: TicketState, step: TicketStep): boolean {
	return steps[step].from.includes(state);
}

/** A new ticket, with the number the log gave it. */
export function issueTicket(
	fact: FactOf<'ticket.issued'> & Pick<Recorded, 'assigned'>,
	number: number
): Ticket {
	const { ticketId, service, channel, partySize, priority, outside } = fact.payload;
	return {
		ticketId,
		service,
		number,
		channel,
		partySize,
		priority,
		state: outside ? 'outside' : 'waiting',
		counter: null,
		issuedAt: fact.observedAt,
		calledAt: null,
		endedAt: null
	};
}

/** The ticket after a step, or null when it may not take it from where it is. */
export function stepTicket(
	ticket: Ticket,
	fact: Extract<Recorded, { type: TicketStep }>,
	numberThere: number
): Ticket | null {
	if (!mayStep(ticket.state, fact.type)) return null;
	const state = steps[fact.type].to;
	switch (fact.type) {
		case 'ticket.called':
		case 'ticket.recalled':
			return { ...ticket, state, counter: fact.payload.counter, calledAt: fact.observedAt };
		case 'ticket.serving':
			return {
				...ticket,
				state,
				counter: fact.payload.counter,
				calledAt: ticket.calledAt ?? fact.observedAt
			};
		case 'ticket.served':
		case 'ticket.noShow':
		case 'ticket.cancelled':
		case 'ticket.movedOnline':
			return { ...ticket, state, endedAt: fact.observedAt };
		case 'ticket.returned':
			return { ...ticket, state, counter: null, calledAt: null, endedAt: null };
		case 'ticket.transferred':
			return {
				...ticket,
				state,
				service: fact.payload.toService,
				number: numberThere,
				counter: null,
				calledAt: null
			};
		case 'ticket.admitted':
			return { ...ticket, state };
		default:
			return fact satisfies never;
	}
}

export const emptyTally: ServiceTally = {
	lastNumber: 0,
	issued: 0,
	waiting: 0,
	outside: 0,
	called: 0,
	serving: 0,
	served: 0,
	noShow: 0,
	cancelled: 0,
	movedOnline: 0
};

/** The tally after a ticket went from one state to another; `null` is "not of this service". */
export function retally(
	tally: ServiceTally,
	from: TicketState | null,
	to: TicketState | null,
	lastNumber: number
): ServiceTally {
	const after = { ...tally, lastNumber };
	if (from) after[from] -= 1;
	else after.issued += 1;
	if (to) after[to] += 1;
	else after.issued -= 1;
	return after;
}
