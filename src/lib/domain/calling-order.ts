import type { Ticket } from '../contract/board.ts';

/**
 * The tickets a counter may call, in the order it calls them: priority first (elderly, pregnant,
 * disabled; B3), then whoever took a number earlier.
 *
 * Within a service that is the order of the numbers. Across services it is the time of issue, not the
 * number: otherwise the low numbers of a quiet service would overtake a busy one all day long.
 *
 * @param services prefixes this counter serves; empty means all of them
 */
export function callingOrder(tickets: readonly Ticket[], services: readonly string[]): Ticket[] {
	return inOrder(
		tickets.filter((ticket) => ticket.state === 'waiting' && serves(services, ticket.service))
	);
}

/** Holders who wait outside because the room is full, in the order they are let in. */
export function admissionOrder(tickets: readonly Ticket[], services: readonly string[]): Ticket[] {
	return inOrder(
		tickets.filter((ticket) => ticket.state === 'outside' && serves(services, ticket.service))
	);
}

/**
 * Whom to call next, or null when nobody waits.
 *
 * @param taken tickets that another counter turned out to have called a moment ago
 */
export function nextToCall(
	tickets: readonly Ticket[],
	services: readonly string[],
	taken: ReadonlySet<string> = new Set()
): Ticket | null {
	return callingOrder(tickets, services).find((ticket) => !taken.has(ticket.ticketId)) ?? null;
}

/** The ticket standing at this counter, called or being served; null when the counter is free. */
export function atCounter(tickets: readonly Ticket[], counter: string): Ticket | null {
	return (
		tickets
			.filter(
				(ticket) =>
					ticket.counter === counter && (ticket.state === 'called' || ticket.state === 'serving')
			)
			.sort((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? ''))[0] ?? null
	);
}

/** `A-041`: the prefix of the service and the number of the day, three digits at least. */
export function ticketCode(ticket: { service: string; number: number }): string {
	return `${ticket.service}-${String(ticket.number).padStart(3, '0')}`;
}

function serves(services: readonly string[], service: string): boolean {
	return services.length === 0 || services.includes(service);
}

/**
 * A ticket's place in time is never earlier than that of a lower number of its service, so that a
 * machine whose clock jumps cannot turn the numbers of one service round.
 */
function inOrder(tickets: readonly Ticket[]): Ticket[] {
	const latest = new Map<string, string>();
	const place = new Map<Ticket, string>();
	for (const ticket of [...tickets].sort((a, b) => a.number - b.number)) {
		const at = latest.get(ticket.service) ?? '';
		place.set(ticket, at > ticket.issuedAt ? at : ticket.issuedAt);
		latest.set(ticket.service, place.get(ticket) ?? at);
	}
	const placeOf = (ticket: Ticket) => place.get(ticket) ?? ticket.issuedAt;
	return [...tickets].sort(
		(a, b) =>
			Number(b.priority) - Number(a.priority) ||
			placeOf(a).localeCompare(placeOf(b)) ||
			a.number - b.number ||
			a.service.localeCompare(b.service)
	);
}
