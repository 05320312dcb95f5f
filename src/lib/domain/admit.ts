import type { Assigned, Fact, FactOf } from '#lib/contract/fact.ts';
import type { Refusal, RefusalCode } from '#lib/contract/receipt.ts';
import { lastNumberOf, type AgencyFold, type FoldContext } from './agency-fold.ts';
import { refuseInspection } from './admit-inspection.ts';
import { refuseIssue, refuseReturn, refuseTransfer } from './admit-ticket.ts';
import type { Limits } from './limits.ts';
import { addSeconds } from './local-time.ts';
import { refuseMove, roomOf } from './room.ts';
import type { ServiceState } from './service-hours.ts';
import { mayStep } from './ticket.ts';
import { ticketOf } from './ticket-book.ts';

export type AdmitContext = FoldContext & {
	/** Of the local day that `observedAt` falls in. */
	fold: AgencyFold;
	/** In force at `observedAt`: the past is judged by the rule of then (A3). */
	limits: Limits;
	/** At `observedAt`. */
	service: ServiceState;
	/** The server's clock. */
	now: string;
};

export type Admission = { ok: true; assigned: Assigned | null } | { ok: false; refusal: Refusal };

/** How far a sender's clock may run ahead of the server's. */
const skewSeconds = 300;

const yes: Admission = { ok: true, assigned: null };
const no = (because: RefusalCode, rest: Omit<Refusal, 'because'> = {}): Admission => ({
	ok: false,
	refusal: { because, ...rest }
});

/**
 * May this fact about an agency be kept now? Pure; asked under the append lock, so that place 100 of 100 is given
 * once (P24). Ordinary refusals are returned with the value and the clause that refused; never throws.
 */
export function admit(fact: Fact, context: AdmitContext): Admission {
	const ahead = observedAhead(fact, context.now);
	if (ahead) return { ok: false, refusal: ahead };
	if (fact.agency !== context.profile.code) return no('unknownAgency');
	const refusal = refusalOf(fact, context);
	if (refusal) return { ok: false, refusal };
	if (fact.type === 'ticket.issued') return numbered(context, fact.payload.service);
	if (fact.type === 'ticket.transferred') return numbered(context, fact.payload.toService);
	return yes;
}

function numbered(context: AdmitContext, service: string): Admission {
	return { ok: true, assigned: { ticketNumber: lastNumberOf(context.fold, service) + 1 } };
}

function observedAhead(fact: Fact, now: string): Refusal | null {
	return fact.observedAt > addSeconds(now, skewSeconds)
		? { because: 'observedInFuture', detail: { now } }
		: null;
}

function refusalOf(fact: Fact, context: AdmitContext): Refusal | null {
	const { fold, limits, profile } = context;
	switch (fact.type) {
		case 'queue.read':
			return refuseReading(fact, context);
		case 'ticket.issued':
			return refuseIssue(fact, context);
		case 'ticket.admitted': {
			const room = roomOf(limits, fold.day.room);
			return (
				refuseStep(fact, context) ??
				(room?.full && room.clause
					? {
							because: 'roomFull',
							detail: { people: room.cap ?? room.inside, inside: room.inside },
							clause: room.clause
						}
					: null)
			);
		}
		case 'ticket.returned':
			return refuseStep(fact, context) ?? refuseReturn(fact, context);
		case 'ticket.transferred':
			return refuseStep(fact, context) ?? refuseTransfer(fact, context);
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.serving':
		case 'ticket.served':
		case 'ticket.noShow':
		case 'ticket.cancelled':
		case 'ticket.movedOnline':
			return refuseStep(fact, context);
		case 'room.moved':
			return refuseMove(limits, fold.day.room, fact.payload);
		case 'room.counted':
			// a head count is the truth, whatever the cap says; the alert follows from it
			return null;
		case 'presence.counted': {
			const { wfo, wfh, absent, notReported } = fact.payload;
			const away = Object.values(absent).reduce((sum, people) => sum + people, 0);
			const counted = wfo + wfh + away + notReported;
			return counted > profile.headcount
				? { because: 'moreThanStaff', detail: { counted, headcount: profile.headcount } }
				: null;
		}
		case 'inspection.submitted':
			return refuseInspection(fact, context);
		case 'finding.closed': {
			const { inspectionId, code } = fact.payload;
			const open = fold.standing.openFindings.some(
				(finding) => finding.inspectionId === inspectionId && finding.code === code
			);
			return open ? null : { because: 'unknownFinding', detail: { code } };
		}
		case 'regulation.published':
		case 'regulation.withdrawn':
		case 'zone.changed':
		case 'alert.acknowledged':
		case 'alert.muted':
		case 'announcement.made':
			// these speak of the city; admitCity judges them
			return null;
		default:
			return fact satisfies never;
	}
}

function refuseStep(
	fact: Exclude<Extract<Fact, { type: `ticket.${string}` }>, { type: 'ticket.issued' }>,
	{ fold }: AdmitContext
): Refusal | null {
	const ticket = ticketOf(fold.tickets, fact.payload.ticketId);
	if (!ticket) return { because: 'unknownTicket', detail: { ticketId: fact.payload.ticketId } };
	return mayStep(ticket.state, fact.type)
		? null
		: { because: 'wrongTicketState', detail: { state: ticket.state } };
}

function refuseReading(
	fact: FactOf<'queue.read'>,
	{ fold, profile }: AdmitContext
): Refusal | null {
	const { service, served } = fact.payload;
	if (service !== undefined && !profile.services.some(({ prefix }) => prefix === service))
		return { because: 'unknownService', detail: { service } };
	const before = fold.hidden.readings[service ?? '*'] ?? fold.day.readings[service ?? '*'] ?? null;
	return before && before.at <= fact.observedAt && served < before.served
		? { because: 'servedFell', detail: { served, before: before.served } }
		: null;
}

/** May this fact about the whole city be kept now? */
export function admitCity(
	fact: Fact,
	known: {
		now: string;
		/** Regulations of the registry that may be published or withdrawn. */
		regulationIds: ReadonlySet<string> | readonly string[];
		/** Alerts that are on some screen now. */
		alertKeys: ReadonlySet<string> | readonly string[];
	}
): Admission {
	const ahead = observedAhead(fact, known.now);
	if (ahead) return { ok: false, refusal: ahead };
	switch (fact.type) {
		case 'regulation.published':
		case 'regulation.withdrawn': {
			const { regulationId } = fact.payload;
			return isIn(known.regulationIds, regulationId)
				? yes
				: no('unknownRegulation', { detail: { regulationId } });
		}
		case 'alert.acknowledged':
		case 'alert.muted': {
			const { alertKey } = fact.payload;
			if (!isIn(known.alertKeys, alertKey)) return no('unknownAlert', { detail: { alertKey } });
			return fact.type === 'alert.muted' ? refuseUntil(fact.payload.until, known.now) : yes;
		}
		case 'announcement.made':
			return refuseUntil(fact.payload.until, known.now);
		default:
			return yes;
	}
}

function refuseUntil(until: string, now: string): Admission {
	return Date.parse(until) > Date.parse(now)
		? yes
		: no('malformed', { faults: [{ field: 'payload.until', rule: 'past' }] });
}

function isIn(set: ReadonlySet<string> | readonly string[], key: string): boolean {
	return 'has' in set ? set.has(key) : set.includes(key);
}
