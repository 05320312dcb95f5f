import type { Service } from '#lib/contract/agency.ts';
import type { FactOf } from '#lib/contract/fact.ts';
import type { Refusal } from '#lib/contract/receipt.ts';
import type { AgencyFold, FoldContext } from './agency-fold.ts';
import { binding, type Limits, type Ruled } from './limits.ts';
import { placesTaken, quotaLimitOf, ticketCounts } from './quota.ts';
import { roomOf } from './room.ts';
import { localClock } from './local-time.ts';
import type { ServiceState } from './service-hours.ts';
import { ticketOf, ticketsOf } from './ticket-book.ts';

type TicketContext = FoldContext & { fold: AgencyFold; limits: Limits; service: ServiceState };

const because = (
	code: Refusal['because'],
	ruled: Ruled<unknown> | null,
	detail?: Refusal['detail']
): Refusal => ({
	because: code,
	...(detail && { detail }),
	...(ruled && { clause: ruled.clause })
});

/** May this number be given (B1, B3, B6, R1, R8, R11, R14)? Null means yes. */
export function refuseIssue(fact: FactOf<'ticket.issued'>, context: TicketContext): Refusal | null {
	const { ticketId, service: prefix, channel, outside } = fact.payload;
	const { fold, limits, profile } = context;
	const service = profile.services.find((candidate) => candidate.prefix === prefix);
	if (!service) return { because: 'unknownService', detail: { service: prefix } };
	if (ticketOf(fold.tickets, ticketId)) return { because: 'idReused', detail: { ticketId } };
	return (
		refuseMode(context) ??
		refuseHour(fact.observedAt, channel === 'walkIn', context) ??
		refuseService(service, limits) ??
		refuseChannel(service, channel, limits) ??
		refuseQuota(fact.observedAt, prefix, context) ??
		refuseRoom(outside, context)
	);
}

function refuseMode({ service, limits }: TicketContext): Refusal | null {
	if (service.state === 'onlineOnly') return because('inPersonClosed', limits.faceToFace);
	return service.state === 'noCounter' ? because('inPersonClosed', null) : null;
}

/** Walk-ins take numbers while the doors are open; online numbers may be taken earlier on the same day. */
function refuseHour(
	at: string,
	walkIn: boolean,
	{ service, limits, city }: TicketContext
): Refusal | null {
	if (service.state === 'roundTheClock') return null;
	const { opensAt, closesAt, lastTicketAt, today } = service;
	if (opensAt === null || closesAt === null || today === null)
		return because('outsideServiceHours', limits.hours);
	const [from, until] = today;
	if (at >= closesAt) return because('outsideServiceHours', limits.hours, { from, until });
	if (lastTicketAt !== null && at >= lastTicketAt)
		return because('lastTicketPassed', limits.lastTicketAt ?? limits.hours, {
			lastTicketAt: localClock(lastTicketAt, city.timeZone),
			until
		});
	return walkIn && at < opensAt
		? because('outsideServiceHours', limits.hours, { from, until })
		: null;
}

function refuseService(service: Service, limits: Limits): Refusal | null {
	return binding(limits.essentialOnly) && !service.essential && !service.urgent
		? because('essentialOnly', limits.essentialOnly, { service: service.name })
		: null;
}

function refuseChannel(service: Service, channel: string, limits: Limits): Refusal | null {
	if (channel !== 'walkIn') return null;
	if (binding(limits.onlineTicketsOnly))
		return because('onlineTicketsOnly', limits.onlineTicketsOnly);
	// who has an old case comes by appointment; who walks in brings a new one (R3)
	return binding(limits.newCasesOnline)?.includes(service.prefix)
		? because('onlineTicketsOnly', limits.newCasesOnline, { service: service.name })
		: null;
}

function refuseQuota(at: string, prefix: string, context: TicketContext): Refusal | null {
	return refuseAgencyQuota(at, context) ?? refuseServiceQuota(at, prefix, context);
}

const stillGivesBack = (at: string, service: ServiceState): boolean =>
	service.lastTicketAt === null || at < service.lastTicketAt;

function refuseAgencyQuota(at: string, context: TicketContext): Refusal | null {
	const { fold, limits, profile, service } = context;
	const quota = quotaLimitOf(profile, limits);
	if (!quota) return null;
	const { perDay, clause } = quota;
	const taken = placesTaken(ticketCounts(fold.day), perDay, stillGivesBack(at, service));
	return taken < perDay
		? null
		: { because: 'quotaReached', detail: { quota: perDay, issued: taken }, clause };
}

function refuseServiceQuota(at: string, prefix: string, context: TicketContext): Refusal | null {
	const { fold, limits, service } = context;
	const ruled = limits.serviceQuota[prefix];
	const quota = binding(ruled);
	if (!ruled || !quota) return null;
	const own = ticketsOf(fold.tickets).filter((ticket) => ticket.service === prefix);
	const counts = {
		issued: own.length,
		cancelled: own.filter(({ state }) => state === 'cancelled').length,
		noShow: own.filter(({ state }) => state === 'noShow').length
	};
	const taken = placesTaken(counts, quota.perDay, stillGivesBack(at, service));
	return taken < quota.perDay
		? null
		: because('quotaReached', ruled, { quota: quota.perDay, issued: taken, service: prefix });
}

/** Where the rule says to wait outside when the room is full, a number is given to someone who does (R9). */
function refuseRoom(outside: boolean, { fold, limits }: TicketContext): Refusal | null {
	if (outside || !binding(limits.waitOutside)) return null;
	const room = roomOf(limits, fold.day.room);
	return room?.full && room.cap !== null
		? because('roomFull', limits.room ?? limits.waitOutside, {
				people: room.cap,
				inside: room.inside
			})
		: null;
}

/** A no-show gave the place back; it may be taken up again while numbers are given and one is left. */
export function refuseReturn(
	fact: FactOf<'ticket.returned'>,
	context: TicketContext
): Refusal | null {
	return refuseHour(fact.observedAt, false, context) ?? refuseAgencyQuota(fact.observedAt, context);
}

/** A transfer keeps the place in the agency's quota and takes one of the other service's. */
export function refuseTransfer(
	fact: FactOf<'ticket.transferred'>,
	context: TicketContext
): Refusal | null {
	const { ticketId, toService } = fact.payload;
	const { profile, fold, limits } = context;
	const service = profile.services.find((candidate) => candidate.prefix === toService);
	if (!service || ticketOf(fold.tickets, ticketId)?.service === toService)
		return { because: 'unknownService', detail: { service: toService } };
	return refuseService(service, limits) ?? refuseServiceQuota(fact.observedAt, toService, context);
}
