import type { Sector, UnitCategory } from '#lib/contract/agency.ts';
import type { ComplianceBand } from '#lib/contract/board.ts';
import type { ChecklistSection, Severity } from '#lib/contract/checklist.ts';
import type {
	AbsenceKind,
	ChecklistAnswer,
	FactType,
	TicketChannel,
	ZoneColour
} from '#lib/contract/facts.ts';
import type { Role } from '#lib/contract/role.ts';
import { m } from './paraglide/messages.js';

/** The words of every closed list, in the current language. A new member without a word fails the check. */
export type RowState = 'alert' | 'warn' | 'ok' | 'stale' | 'none' | 'closed' | 'exempt' | 'offline';
export type FreshnessWord = 'live' | 'late' | 'stale' | 'closed' | 'none' | 'exempt';

const factLabels: Record<FactType, () => string> = {
	'queue.read': m.shared_fact_queue_read,
	'ticket.issued': m.shared_fact_ticket_issued,
	'ticket.admitted': m.shared_fact_ticket_admitted,
	'ticket.called': m.shared_fact_ticket_called,
	'ticket.recalled': m.shared_fact_ticket_recalled,
	'ticket.serving': m.shared_fact_ticket_serving,
	'ticket.served': m.shared_fact_ticket_served,
	'ticket.noShow': m.shared_fact_ticket_no_show,
	'ticket.returned': m.shared_fact_ticket_returned,
	'ticket.cancelled': m.shared_fact_ticket_cancelled,
	'ticket.transferred': m.shared_fact_ticket_transferred,
	'ticket.movedOnline': m.shared_fact_ticket_moved_online,
	'room.moved': m.shared_fact_room_moved,
	'room.counted': m.shared_fact_room_counted,
	'presence.counted': m.shared_fact_presence_counted,
	'inspection.submitted': m.shared_fact_inspection_submitted,
	'finding.closed': m.shared_fact_finding_closed,
	'regulation.published': m.shared_fact_regulation_published,
	'regulation.withdrawn': m.shared_fact_regulation_withdrawn,
	'zone.changed': m.shared_fact_zone_changed,
	'alert.acknowledged': m.shared_fact_alert_acknowledged,
	'alert.muted': m.shared_fact_alert_muted,
	'announcement.made': m.shared_fact_announcement_made
};

const bandLabels: Record<ComplianceBand, () => string> = {
	green: m.shared_band_green,
	yellow: m.shared_band_yellow,
	orange: m.shared_band_orange,
	red: m.shared_band_red
};

const zoneLabels: Record<ZoneColour, () => string> = {
	green: m.shared_zone_green,
	yellow: m.shared_zone_yellow,
	orange: m.shared_zone_orange,
	red: m.shared_zone_red
};

const severityLabels: Record<RowState, () => string> = {
	alert: m.shared_severity_alert,
	warn: m.shared_severity_warn,
	ok: m.shared_severity_ok,
	stale: m.shared_severity_stale,
	none: m.shared_severity_none,
	closed: m.shared_severity_closed,
	exempt: m.shared_severity_exempt,
	offline: m.shared_severity_offline
};

const freshnessLabels: Record<FreshnessWord, () => string> = {
	live: m.shared_freshness_live,
	late: m.shared_freshness_late,
	stale: m.shared_freshness_stale,
	closed: m.shared_freshness_closed,
	none: m.shared_freshness_none,
	exempt: m.shared_freshness_exempt
};

const itemSeverityLabels: Record<Severity, () => string> = {
	critical: m.shared_item_critical,
	major: m.shared_item_major,
	minor: m.shared_item_minor
};

const answerLabels: Record<ChecklistAnswer, () => string> = {
	met: m.shared_answer_met,
	partial: m.shared_answer_partial,
	notMet: m.shared_answer_not_met,
	notApplicable: m.shared_answer_not_applicable
};

const sectionLabels: Record<ChecklistSection, () => string> = {
	entrance: m.shared_section_entrance,
	waitingRoom: m.shared_section_waiting_room,
	counter: m.shared_section_counter,
	staff: m.shared_section_staff,
	workroom: m.shared_section_workroom,
	papers: m.shared_section_papers
};

const roleLabels: Record<Role, () => string> = {
	admin: m.shared_role_admin,
	lead: m.shared_role_lead,
	secretary: m.shared_role_secretary,
	inspector: m.shared_role_inspector,
	counter: m.shared_role_counter
};

const absenceLabels: Record<AbsenceKind, () => string> = {
	officialTrip: m.shared_absence_official_trip,
	leave: m.shared_absence_leave,
	sick: m.shared_absence_sick,
	excused: m.shared_absence_excused,
	selfIsolation: m.shared_absence_self_isolation,
	quarantine: m.shared_absence_quarantine,
	study: m.shared_absence_study,
	unexcused: m.shared_absence_unexcused
};

const categoryLabels: Record<UnitCategory, () => string> = {
	direct_service: m.shared_category_direct_service,
	non_service: m.shared_category_non_service,
	field_operations: m.shared_category_field_operations,
	health: m.shared_category_health,
	education: m.shared_category_education
};

const sectorLabels: Record<Sector, () => string> = {
	non_essential: m.shared_sector_non_essential,
	essential: m.shared_sector_essential,
	critical: m.shared_sector_critical
};

const channelLabels: Record<TicketChannel, () => string> = {
	walkIn: m.shared_channel_walk_in,
	web: m.shared_channel_web,
	school: m.shared_channel_school,
	appointment: m.shared_channel_appointment
};

export const factLabel = (value: FactType): string => factLabels[value]();
export const zoneLabel = (value: ZoneColour): string => zoneLabels[value]();
export const severityLabel = (value: RowState): string => severityLabels[value]();
export const freshnessLabel = (value: FreshnessWord): string => freshnessLabels[value]();
export const itemSeverityLabel = (value: Severity): string => itemSeverityLabels[value]();
export const answerLabel = (value: ChecklistAnswer): string => answerLabels[value]();
export const sectionLabel = (value: ChecklistSection): string => sectionLabels[value]();
export const roleLabel = (value: Role): string => roleLabels[value]();
export const absenceLabel = (value: AbsenceKind): string => absenceLabels[value]();
export const categoryLabel = (value: UnitCategory): string => categoryLabels[value]();
export const sectorLabel = (value: Sector): string => sectorLabels[value]();
export const channelLabel = (value: TicketChannel): string => channelLabels[value]();
/** Null is an inspection with less than 80 % of the weight observed: "belum lengkap". */
export const bandLabel = (band: ComplianceBand | null): string =>
	band ? bandLabels[band]() : m.shared_band_none();
