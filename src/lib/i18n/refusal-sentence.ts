import type { Ticket } from '#lib/contract/board.ts';
import type { Fault } from '#lib/contract/fact.ts';
import type { Refusal, RefusalCode } from '#lib/contract/receipt.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';

type Locale = ReturnType<typeof getLocale>;
type Detail = NonNullable<Refusal['detail']>;

type Message = (inputs: object, options: { locale: Locale }) => string;

/** `10:00` as people write it: `10.00` in Indonesian. */
const clockText = (value: string | number | undefined, locale: Locale) =>
	locale === 'id' ? text(value).replace(':', '.') : text(value);

const text = (value: string | number | undefined) => (value === undefined ? '–' : String(value));

const stateWords: Record<string, Message> = {
	waiting: m.shared_ticket_waiting,
	outside: m.shared_ticket_outside,
	called: m.shared_ticket_called,
	serving: m.shared_ticket_serving,
	served: m.shared_ticket_served,
	noShow: m.shared_ticket_no_show,
	cancelled: m.shared_ticket_cancelled,
	movedOnline: m.shared_ticket_moved_online
} satisfies Record<Ticket['state'], Message>;

const faultWords: Record<string, Message> = {
	missing: m.shared_fault_missing,
	type: m.shared_fault_type,
	unknownField: m.shared_fault_unknown_field,
	negative: m.shared_fault_negative
};

function faultList(faults: readonly Fault[], locale: Locale): string {
	const words = faults.slice(0, 5).map(({ field, rule }) => {
		const word = faultWords[rule] ?? m.shared_fault_other;
		const where = field === '.' ? m.shared_fault_whole({}, { locale }) : field;
		return `${where} (${word({}, { locale })})`;
	});
	return words.join(', ');
}

const sentences: Record<
	Exclude<RefusalCode, 'malformed'>,
	(detail: Detail, locale: Locale) => string
> = {
	idReused: (detail, locale) => m.shared_refusal_id_reused({}, { locale }),
	observedInFuture: (detail, locale) => m.shared_refusal_observed_in_future({}, { locale }),
	tooManyInBatch: (detail, locale) =>
		m.shared_refusal_too_many_in_batch({ limit: text(detail.limit) }, { locale }),
	notPermitted: (detail, locale) => m.shared_refusal_not_permitted({}, { locale }),
	rateLimited: (detail, locale) => m.shared_refusal_rate_limited({}, { locale }),
	unavailable: (detail, locale) => m.shared_refusal_unavailable({}, { locale }),
	unknownAgency: (detail, locale) => m.shared_refusal_unknown_agency({}, { locale }),
	unknownService: (detail, locale) => m.shared_refusal_unknown_service({}, { locale }),
	servedFell: (detail, locale) =>
		m.shared_refusal_served_fell(
			{ before: text(detail.before), now: text(detail.served) },
			{ locale }
		),
	quotaReached: (detail, locale) =>
		m.shared_refusal_quota_reached({ quota: text(detail.quota) }, { locale }),
	outsideServiceHours: (detail, locale) =>
		detail.from === undefined
			? m.shared_refusal_outside_service_hours({}, { locale })
			: m.shared_refusal_outside_service_hours_between(
					{ from: clockText(detail.from, locale), until: clockText(detail.until, locale) },
					{ locale }
				),
	lastTicketPassed: (detail, locale) =>
		m.shared_refusal_last_ticket_passed(
			{ until: clockText(detail.lastTicketAt, locale) },
			{ locale }
		),
	inPersonClosed: (detail, locale) => m.shared_refusal_in_person_closed({}, { locale }),
	onlineTicketsOnly: (detail, locale) => m.shared_refusal_online_tickets_only({}, { locale }),
	essentialOnly: (detail, locale) => m.shared_refusal_essential_only({}, { locale }),
	unknownTicket: (detail, locale) => m.shared_refusal_unknown_ticket({}, { locale }),
	wrongTicketState: (detail, locale) =>
		m.shared_refusal_wrong_ticket_state(
			{ state: stateWords[text(detail.state)]?.({}, { locale }) ?? text(detail.state) },
			{ locale }
		),
	roomFull: (detail, locale) =>
		detail.batch === undefined
			? m.shared_refusal_room_full(
					{ inside: text(detail.inside), cap: text(detail.people) },
					{ locale }
				)
			: m.shared_refusal_room_batch({ inside: text(detail.inside) }, { locale }),
	belowZero: (detail, locale) => m.shared_refusal_below_zero({}, { locale }),
	moreThanStaff: (detail, locale) =>
		m.shared_refusal_more_than_staff(
			{ sum: text(detail.counted), headcount: text(detail.headcount) },
			{ locale }
		),
	unknownChecklistItem: (detail, locale) =>
		detail.code === undefined
			? m.shared_refusal_unknown_checklist({ version: text(detail.version) }, { locale })
			: m.shared_refusal_unknown_checklist_item({ code: text(detail.code) }, { locale }),
	incompleteChecklist: (detail, locale) =>
		m.shared_refusal_incomplete_checklist({ missing: text(detail.missing) }, { locale }),
	evidenceMissing: (detail, locale) =>
		m.shared_refusal_evidence_missing({ code: text(detail.codes) }, { locale }),
	unknownFinding: (detail, locale) => m.shared_refusal_unknown_finding({}, { locale }),
	unknownRegulation: (detail, locale) => m.shared_refusal_unknown_regulation({}, { locale }),
	unknownAlert: (detail, locale) => m.shared_refusal_unknown_alert({}, { locale })
};

/** One sentence that tells the sender why, with the figures the rule speaks of. */
export function refusalSentence(refusal: Refusal, locale: Locale = getLocale()): string {
	if (refusal.because === 'malformed') {
		const fields = faultList(refusal.faults ?? [], locale);
		return m.shared_refusal_malformed({ fields }, { locale });
	}
	return sentences[refusal.because](refusal.detail ?? {}, locale);
}
