import type { ClauseRef } from '#lib/contract/receipt.ts';

/** A value in force, the clause it stands in, and the exemption that lifts it, if one does. */
export type Ruled<T> = {
	value: T;
	clause: ClauseRef;
	/** Shown with the value; while it is set the value does not bind. */
	exempted: { why: string; until: string | null; clause: ClauseRef } | null;
};

export type WfoMax =
	| { by: 'pct'; pct: number }
	| { by: 'people'; people: number }
	/** "Fewer officers", the number left to the head: "batas belum ditetapkan". */
	| { by: 'head' };

export type QuotaLimit = { perDay: number; baseline: number | null };

/**
 * Everything the regulations in force say to one agency at one moment (A2). Null means "tidak diatur": nobody has
 * said anything, and nothing follows from it. Clocks are local `HH:MM`.
 */
export type Limits = {
	/** Another head regulates this unit (A5); caps of the same or a more general rank are then null. */
	delegatedTo: Ruled<string> | null;
	wfoMax: Ruled<WfoMax> | null;
	wfoMinPct: Ruled<number> | null;
	wfhMaxPct: Ruled<number> | null;
	faceToFace: Ruled<'open' | 'limited' | 'closed'> | null;
	/** From `hours` and `closesAt`; `from` is null when only the end is ordered. */
	hours: Ruled<{ from: string | null; to: string }> | null;
	lastTicketAt: Ruled<string> | null;
	officeHours: Ruled<{ from: string; to: string }> | null;
	channels: Ruled<string[]> | null;
	essentialOnly: Ruled<true> | null;
	newCasesOnline: Ruled<string[]> | null;
	/** Of the agency as a whole. */
	quota: Ruled<QuotaLimit> | null;
	/** By service prefix; holds beside the agency's own. */
	serviceQuota: Record<string, Ruled<QuotaLimit>>;
	onlineTicketsOnly: Ruled<true> | null;
	/** A share of the seats is already floored to people. */
	room: Ruled<{ people: number }> | null;
	batch: Ruled<true> | null;
	waitOutside: Ruled<true> | null;
	shifts: Ruled<true> | null;
	/** In how many alternating groups the staff come. */
	rotation: Ruled<number> | null;
	quarantineDays: Ruled<number> | null;
	wfhPapers: Ruled<string[]> | null;
	locationOnRequest: Ruled<true> | null;
	checklistRequires: Ruled<string[]> | null;
	/** Which clause demands each measure of `checklistRequires`. */
	measures: Record<string, ClauseRef>;
	/** Every clause in force whose scope fits, the beaten ones included: what a rule list shows. */
	applies: ClauseRef[];
	/** Clauses of equal rank that say different things about the same matter. */
	conflicts: ClauseRef[];
};

/** The value that binds, or null when nothing is ruled or an exemption lifts it. */
export function binding<T>(ruled: Ruled<T> | null | undefined): T | null {
	return ruled && ruled.exempted === null ? ruled.value : null;
}
