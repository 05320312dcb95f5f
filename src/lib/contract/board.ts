import type { AbsenceKind, ChecklistAnswer, Payload, TicketChannel, ZoneColour } from './facts.ts';
import type { ClauseRef } from './receipt.ts';

/**
 * A machine's last reading, with the time it was taken. Keys are service prefixes; '*' stands for the agency as a
 * whole and '+' for its sensitive services together, which are never told apart (G4).
 */
export type QueueReading = Omit<Payload<'queue.read'>, 'service'> & { at: string };

/** Ticket counts of one service today, in tickets; under '+' those of the sensitive services together. */
export type ServiceTally = {
	/** Highest number given today; numbers run 1, 2, 3 … per service (P24). */
	lastNumber: number;
	issued: number;
	waiting: number;
	outside: number;
	called: number;
	serving: number;
	served: number;
	noShow: number;
	cancelled: number;
	movedOnline: number;
};

export type PresenceCount = {
	wfo: number;
	wfh: number;
	absent: Partial<Record<AbsenceKind, number>>;
	notReported: number;
	at: string;
};

/** Inside and outside are two numbers: a crowd in the yard is a crowd (C3). */
export type RoomCount = {
	inside: number;
	outside: number;
	at: string;
	/** Why the cap was passed on purpose; kept until the room is empty or counted anew. */
	override: string | null;
	/** Where people come in batches: the batch inside is still filling, since nobody has left yet (C2). */
	batchOpen: boolean;
	/** observedAt of the last head count; movements before it are part of it. */
	countedAt: string | null;
};

/**
 * One agency's local day, folded from its facts (domain/agency-day.ts). Totals only: nothing in it
 * names a person or a sensitive service, so every screen of the city may carry it.
 */
export type AgencyDay = {
	/** Local calendar date of the city. */
	day: string;
	readings: Record<string, QueueReading>;
	tallies: Record<string, ServiceTally>;
	/** People (not tickets) served by tickets today. */
	peopleServed: number;
	presence: PresenceCount | null;
	room: RoomCount | null;
	/** Per half hour of the local day (index 0 = 00.00-00.30): arrivals and served, tickets and readings together. */
	arrivals: number[];
	served: number[];
	/** observedAt of the newest fact of each kind; null before the first of the day (F1). */
	lastQueueAt: string | null;
	lastPresenceAt: string | null;
	lastRoomAt: string | null;
};

export type ComplianceBand = 'green' | 'yellow' | 'orange' | 'red';

/** What the city may know of one inspection: the score, never the note or the photo. */
export type InspectionSummary = {
	inspectionId: string;
	/** observedAt of the submission. */
	at: string;
	/** 0-100, one decimal at most kept as is; null while less than 80 % of the weight was observed. */
	score: number | null;
	band: ComplianceBand | null;
	criticalNotMet: string[];
	answers: Partial<Record<string, ChecklistAnswer>>;
	/** Counted by the inspectors, for "lapor 9, ditemukan 14" (E6). */
	staffInOffice: number | null;
	peopleInRoom: number | null;
};

export type OpenFinding = {
	inspectionId: string;
	code: string;
	severity: 'critical' | 'major' | 'minor';
	since: string;
	/** By when it must be repaired (E9). */
	dueAt: string;
};

/** What outlives the day: inspections of the last 14 days, newest first, and findings still open. */
export type Standing = { inspections: InspectionSummary[]; openFindings: OpenFinding[] };

export const alertKinds = [
	'quota',
	'queue',
	'room',
	'wfoOver',
	'wfoUnder',
	'sidak',
	'findingOverdue',
	'stale',
	'served'
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** One thing that needs action (F6). `key` is stable while it lasts: `DISNAKER/wfoOver`. */
export type Alert = {
	key: string;
	kind: AlertKind;
	agency: string;
	severity: 'alert' | 'warn';
	state: 'new' | 'acknowledged' | 'muted' | 'recovered';
	since: string;
	/** Value and limit that the sentence speaks of. */
	value: number;
	limit: number | null;
	/** More for the sentence, such as the checklist code. */
	about: string | null;
	clause: ClauseRef | null;
	acknowledged: { by: string; at: string; reason: string | null } | null;
	mutedUntil: string | null;
	recoveredAt: string | null;
};

/** All that the city's rooms hold of one agency. */
export type AgencyState = { day: AgencyDay; standing: Standing; alerts: Alert[] };

/** City-wide facts in force. */
export type CityState = {
	zone: { colour: ZoneColour | null; ppkmLevel: number | null; from: string } | null;
	announcement: { text: string; until: string; at: string } | null;
};

/** A ticket of today, for the agency's own counters only. */
export type Ticket = {
	ticketId: string;
	service: string;
	number: number;
	channel: TicketChannel;
	partySize: number;
	priority: boolean;
	state:
		| 'waiting'
		| 'outside'
		| 'called'
		| 'serving'
		| 'served'
		| 'noShow'
		| 'cancelled'
		| 'movedOnline';
	counter: string | null;
	issuedAt: string;
	calledAt: string | null;
	endedAt: string | null;
};
