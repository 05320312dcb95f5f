import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { PresenceCount } from '#lib/contract/board.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import { binding, type Limits } from './limits.ts';
import { shareOf, wfoPeopleOf } from './share.ts';

export type StaffBound = {
	people: number;
	/** The share the number comes from; null where the clause names people. */
	pct: number | null;
	clause: ClauseRef;
};

export type Attendance = {
	wfo: number;
	wfh: number;
	/** Everyone accounted for who is neither at the office nor at home: trip, leave, sick … */
	other: number;
	/** Everyone not accounted for. */
	notReported: number;
	/** All assigned to the unit, people on leave included: the denominator (D2). */
	headcount: number;
	/** WFO as a share of the headcount, 0-100. */
	pct: number;
	/** observedAt of the count. */
	at: string;
	cap: StaffBound | null;
	/** `setByHead`: "batas belum ditetapkan"; `delegated`: another head regulates (A5). Neither is a breach. */
	capState: 'none' | 'within' | 'over' | 'setByHead' | 'delegated';
	min: StaffBound | null;
	minState: 'none' | 'within' | 'under';
	wfhMax: StaffBound | null;
	wfhState: 'none' | 'within' | 'over';
	/** The clause of the cap, or of the delegation. */
	clause: ClauseRef | null;
};

/**
 * The WFO cap that binds, in people: floored, because caps say "at most" (D2). Null where none binds, also where
 * the number is left to the head.
 */
export function wfoCapOf(profile: AgencyProfile, limits: Limits): StaffBound | null {
	const max = binding(limits.wfoMax);
	if (!max || !limits.wfoMax || max.by === 'head') return null;
	return {
		people: wfoPeopleOf(max, profile.headcount),
		pct: max.by === 'pct' ? max.pct : null,
		clause: limits.wfoMax.clause
	};
}

/** Staff counts against the caps in force (D2); null before the first count of the day. */
export function attendanceOf(
	profile: AgencyProfile,
	limits: Limits,
	presence: PresenceCount | null
): Attendance | null {
	if (!presence) return null;
	const { headcount } = profile;
	const { wfo, wfh } = presence;
	const other = Object.values(presence.absent).reduce((sum, people) => sum + people, 0);
	const cap = wfoCapOf(profile, limits);
	const minPct = binding(limits.wfoMinPct);
	const wfhPct = binding(limits.wfhMaxPct);
	const min =
		minPct !== null && limits.wfoMinPct
			? {
					// "at least" rounds up, as "at most" rounds down
					people: headcount - shareOf(headcount, 100 - minPct),
					pct: minPct,
					clause: limits.wfoMinPct.clause
				}
			: null;
	const wfhMax =
		wfhPct !== null && limits.wfhMaxPct
			? { people: shareOf(headcount, wfhPct), pct: wfhPct, clause: limits.wfhMaxPct.clause }
			: null;
	return {
		wfo,
		wfh,
		other,
		notReported: Math.max(0, headcount - wfo - wfh - other),
		headcount,
		pct: headcount === 0 ? 0 : (100 * wfo) / headcount,
		at: presence.at,
		cap,
		capState: capStateOf(limits, cap, wfo),
		min,
		minState: min === null ? 'none' : wfo < min.people ? 'under' : 'within',
		wfhMax,
		wfhState: wfhMax === null ? 'none' : wfh > wfhMax.people ? 'over' : 'within',
		clause: limits.wfoMax?.clause ?? limits.delegatedTo?.clause ?? null
	};
}

function capStateOf(limits: Limits, cap: StaffBound | null, wfo: number): Attendance['capState'] {
	if (cap) return wfo > cap.people ? 'over' : 'within';
	if (binding(limits.wfoMax)?.by === 'head') return 'setByHead';
	return limits.wfoMax === null && binding(limits.delegatedTo) !== null ? 'delegated' : 'none';
}
