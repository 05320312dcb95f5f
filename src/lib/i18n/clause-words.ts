import type { City } from '#lib/contract/agency.ts';
import type { Clause, Limit, Regulation } from '#lib/contract/regulation.ts';
import { clockOf, clockRange, dateMedium, number, percent } from './format.ts';
import { m } from './paraglide/messages.js';

/** Terms that regulations use in lists; a term nobody named is shown as it was written. */
const terms: Record<string, () => string> = {
	partition: m.shared_term_partition,
	spaced_seats: m.shared_term_spaced_seats,
	handwash: m.shared_term_handwash,
	mask_all: m.shared_term_mask_all,
	temperature: m.shared_term_temperature,
	sanitizer: m.shared_term_sanitizer,
	signature: m.shared_term_signature,
	print: m.shared_term_print,
	self_isolation: m.shared_term_self_isolation,
	assignmentLetter: m.shared_paper_assignment_letter,
	doctorNote: m.shared_paper_doctor_note,
	inPerson: m.shared_mode_in_person,
	online: m.shared_mode_online,
	callCentre: m.shared_mode_call_centre
};
const term = (word: string) => terms[word]?.() ?? word;
const list = (words: readonly string[]) => words.map(term).join(', ');

const faceToFace = {
	open: m.shared_limit_face_to_face_open,
	limited: m.shared_limit_face_to_face_limited,
	closed: m.shared_limit_face_to_face_closed
};

/** What a limit says, in one short line: `WFO maksimal 25%`. */
export function limitText(limit: Limit): string {
	switch (limit.kind) {
		case 'wfoMaxPct':
			return m.shared_limit_wfo_max_pct({ pct: percent(limit.pct, 1) });
		case 'wfoMaxPeople':
			return m.shared_limit_wfo_max_people({ people: number(limit.people) });
		case 'wfoSetByHead':
			return m.shared_limit_wfo_set_by_head();
		case 'wfoMinPct':
			return m.shared_limit_wfo_min_pct({ pct: percent(limit.pct, 1) });
		case 'wfhMaxPct':
			return m.shared_limit_wfh_max_pct({ pct: percent(limit.pct, 1) });
		case 'delegatedTo':
			return m.shared_limit_delegated_to({ agency: limit.agency });
		case 'faceToFace':
			return faceToFace[limit.mode]();
		case 'hours':
			return m.shared_limit_hours({ range: clockRange([limit.from, limit.to]) });
		case 'closesAt':
			return m.shared_limit_closes_at({ at: clockOf(limit.at) });
		case 'lastTicketAt':
			return m.shared_limit_last_ticket_at({ at: clockOf(limit.at) });
		case 'officeHours':
			return m.shared_limit_office_hours({ range: clockRange([limit.from, limit.to]) });
		case 'channels':
			return m.shared_limit_channels({ channels: list(limit.channels) });
		case 'onlineByAgency':
			return m.shared_limit_online_by_agency();
		case 'essentialOnly':
			return m.shared_limit_essential_only();
		case 'newCasesOnline':
			return m.shared_limit_new_cases_online({ services: limit.services.join(', ') });
		case 'dailyQuota': {
			const per_day = number(limit.perDay);
			if (limit.baseline === null) return m.shared_limit_daily_quota({ per_day });
			return m.shared_limit_daily_quota_baseline({ per_day, baseline: number(limit.baseline) });
		}
		case 'onlineTicketsOnly':
			return m.shared_limit_online_tickets_only();
		case 'onSiteSteps':
			return m.shared_limit_on_site_steps({ steps: list(limit.steps) });
		case 'roomMaxPeople':
			return m.shared_limit_room_max_people({ people: number(limit.people) });
		case 'roomMaxPctOfSeats':
			return m.shared_limit_room_max_pct({ pct: percent(limit.pct, 1) });
		case 'batchAdmission':
			return m.shared_limit_batch_admission();
		case 'waitOutside':
			return m.shared_limit_wait_outside();
		case 'shifts':
			return m.shared_limit_shifts();
		case 'rotation':
			return m.shared_limit_rotation({ groups: number(limit.groups) });
		case 'quarantine':
			return m.shared_limit_quarantine({ days: number(limit.days) });
		case 'travelReturn':
			return m.shared_limit_travel_return({ report_to: limit.reportTo, then: term(limit.then) });
		case 'wfhPapers':
			return m.shared_limit_wfh_papers({ papers: list(limit.papers) });
		case 'locationOnRequest':
			return m.shared_limit_location_on_request();
		case 'electronicAttendance':
			return limit.temperature
				? m.shared_limit_electronic_attendance_temperature()
				: m.shared_limit_electronic_attendance();
		case 'checklistRequires':
			return m.shared_limit_checklist_requires({ measures: list(limit.measures) });
		case 'clusterClosure':
			return m.shared_limit_cluster_closure({ days: number(limit.days) });
		case 'noOutdoorAssembly':
			return m.shared_limit_no_outdoor_assembly();
		case 'exemption':
			return m.shared_limit_exemption({ why: limit.why });
		default:
			return limit satisfies never;
	}
}

/** `WFO maksimal 25% (800/0109/Org)` */
export function clauseText(regulation: Regulation, clause: Clause): string {
	return `${limitText(clause.limit)} (${regulation.number})`;
}

/** `Berlaku 11 Jan 2021 s.d. 25 Jan 2021`, in the city's calendar; the last day is the last whole day in force. */
export function validityText(regulation: Regulation, zone: City['timeZone']): string {
	const from = regulation.validFrom && dateMedium(regulation.validFrom, zone);
	// `validTo` is the first instant no longer in force: a second earlier is still the last day
	const to = regulation.validTo && dateMedium(lastMoment(regulation.validTo), zone);
	if (from && to) return m.shared_in_force({ from, to });
	if (from) return m.shared_in_force_from({ from });
	if (to) return m.shared_in_force_until({ to });
	return m.shared_in_force_always();
}

const lastMoment = (end: string) => new Date(Date.parse(end) - 1000).toISOString();
