import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import type { Limit, LimitKind } from '#lib/contract/regulation.ts';
import type { Limits, Ruled, WfoMax } from './limits.ts';
import { compareInstants } from './local-time.ts';
import { shareOf, wfoPeopleOf } from './share.ts';
import { combined, compareClauses, strictest, type Candidate, type Resolved } from './strictest.ts';

/** A clause in force whose scope fits, with its rank; `services` when it speaks of single services. */
export type Saying = {
	limit: Limit;
	clause: ClauseRef;
	rank: number;
	services: readonly string[] | null;
};
type LimitOf<K extends LimitKind> = Extract<Limit, { kind: K }>;

/** Which of all that is said to an agency at `at` holds, matter by matter (A2). */
export function resolveLimits(
	profile: AgencyProfile,
	sayings: readonly Saying[],
	at: string,
	service: string | null
): Limits {
	const conflicts = new Map<string, ClauseRef>();
	const forAgency = sayings.filter((saying) => saying.services === null || service !== null);

	function candidates<K extends LimitKind, T>(
		kinds: readonly K[],
		read: (limit: LimitOf<K>) => T,
		among = forAgency
	): Candidate<T>[] {
		return among.flatMap(({ limit, clause, rank }) =>
			// boundary: `includes` proved the kind, which the type of a filtered union cannot say
			(kinds as readonly LimitKind[]).includes(limit.kind)
				? [{ value: read(limit as LimitOf<K>), clause, rank }]
				: []
		);
	}

	function exemptionOf(kinds: readonly LimitKind[], rank: number): Ruled<never>['exempted'] {
		const lifting = forAgency
			.filter(
				(saying) =>
					saying.limit.kind === 'exemption' &&
					// whoever speaks more generally than the limit cannot lift it
					saying.rank >= rank &&
					saying.limit.from.some((kind) => (kinds as readonly string[]).includes(kind)) &&
					(saying.limit.until === null || compareInstants(at, saying.limit.until) < 0)
			)
			.sort((a, b) => b.rank - a.rank || compareClauses(a.clause, b.clause));
		const [best] = lifting;
		if (best?.limit.kind !== 'exemption') return null;
		return { why: best.limit.why, until: best.limit.until, clause: best.clause };
	}

	function ruled<T>(kinds: readonly LimitKind[], winner: Resolved<T> | null): Ruled<T> | null {
		if (!winner) return null;
		for (const ref of winner.conflicts) conflicts.set(`${ref.regulationId}/${ref.clauseId}`, ref);
		return {
			value: winner.value,
			clause: winner.clause,
			exempted: exemptionOf(kinds, winner.rank)
		};
	}

	/** Strictest of one kind. */
	function one<K extends LimitKind, T>(
		kind: K,
		read: (limit: LimitOf<K>) => T,
		strictness: (value: T) => number
	): Ruled<T> | null {
		return ruled([kind], strictest(candidates([kind], read), strictness));
	}

	const flag = (kind: LimitKind): Ruled<true> | null =>
		one(
			kind,
			() => true as const,
			() => 0
		);

	const delegation = strictest(
		candidates(['delegatedTo'], (limit) => limit.agency),
		() => 0
	);
	const delegatedTo = ruled(['delegatedTo'], delegation);
	// what another head regulates is not capped by a clause that speaks no more specifically than the delegation (A5)
	const reach = delegatedTo && delegatedTo.exempted === null && delegation ? delegation.rank : -1;
	const undelegated = forAgency.filter((saying) => saying.rank > reach);

	const wfoKinds = ['wfoMaxPct', 'wfoMaxPeople', 'wfoSetByHead'] as const;
	const hourKinds = ['hours', 'closesAt'] as const;
	const roomKinds = ['roomMaxPeople', 'roomMaxPctOfSeats'] as const;
	const quotaOf = (among: readonly Saying[]) =>
		ruled(
			['dailyQuota'],
			strictest(
				candidates(['dailyQuota'], ({ perDay, baseline }) => ({ perDay, baseline }), [...among]),
				({ perDay }) => -perDay
			)
		);

	const measures = candidates(['checklistRequires'], (limit) => limit.measures);
	const required = ruled(['checklistRequires'], combined(measures, size, union));

	const limits: Limits = {
		delegatedTo,
		wfoMax: ruled(
			wfoKinds,
			strictest(
				candidates(wfoKinds, wfoMaxOf, undelegated),
				(max) => -wfoPeopleOf(max, profile.headcount)
			)
		),
		wfoMinPct: ruled(
			['wfoMinPct'],
			strictest(
				candidates(['wfoMinPct'], ({ pct }) => pct, undelegated),
				(pct) => pct
			)
		),
		wfhMaxPct: ruled(
			['wfhMaxPct'],
			strictest(
				candidates(['wfhMaxPct'], ({ pct }) => pct, undelegated),
				(pct) => -pct
			)
		),
		faceToFace: one(
			'faceToFace',
			({ mode }) => mode,
			(mode) => ({ open: 0, limited: 1, closed: 2 })[mode]
		),
		hours: ruled(
			hourKinds,
			combined(
				candidates(hourKinds, hoursOf),
				({ to }) => -minutesOf(to),
				(a, b) => ({
					from: laterOf(a.from, b.from),
					to: a.to < b.to ? a.to : b.to
				})
			)
		),
		lastTicketAt: one(
			'lastTicketAt',
			({ at: clock }) => clock,
			(clock) => -minutesOf(clock)
		),
		officeHours: ruled(
			['officeHours'],
			combined(
				candidates(['officeHours'], ({ from, to }) => ({ from, to }), undelegated),
				({ from, to }) => minutesOf(from) - minutesOf(to),
				(a, b) => ({
					from: a.from > b.from ? a.from : b.from,
					to: a.to < b.to ? a.to : b.to
				})
			)
		),
		channels: ruled(
			['channels'],
			combined(
				candidates(['channels'], (limit): string[] => [...limit.channels].sort()),
				(channels) => -channels.length,
				(a, b) => a.filter((channel) => b.includes(channel))
			)
		),
		essentialOnly: flag('essentialOnly'),
		newCasesOnline: ruled(
			['newCasesOnline'],
			combined(
				candidates(['newCasesOnline'], (limit): string[] => limit.services),
				size,
				union
			)
		),
		quota: quotaOf(forAgency.filter((saying) => saying.services === null)),
		serviceQuota: {},
		onlineTicketsOnly: flag('onlineTicketsOnly'),
		room: ruled(
			roomKinds,
			strictest(
				candidates(roomKinds, (limit) => ({ people: roomPeopleOf(limit, profile.roomSeats) })),
				({ people }) => -people
			)
		),
		batch: flag('batchAdmission'),
		waitOutside: flag('waitOutside'),
		shifts: flag('shifts'),
		rotation: one(
			'rotation',
			({ groups }) => groups,
			(groups) => groups
		),
		quarantineDays: one(
			'quarantine',
			({ days }) => days,
			(days) => days
		),
		wfhPapers: ruled(
			['wfhPapers'],
			combined(
				candidates(['wfhPapers'], (limit): string[] => [...limit.papers].sort()),
				size,
				union
			)
		),
		locationOnRequest: flag('locationOnRequest'),
		checklistRequires: required,
		measures: {},
		applies: sayings.map(({ clause }) => clause).sort(compareClauses),
		conflicts: []
	};
	for (const { prefix } of profile.services) {
		const quota = quotaOf(sayings.filter((saying) => saying.services?.includes(prefix)));
		if (quota) limits.serviceQuota[prefix] = quota;
	}
	for (const measure of required?.value ?? []) {
		const source = strictest(
			measures.filter(({ value }) => value.includes(measure)),
			() => 0
		);
		if (source) limits.measures[measure] = source.clause;
	}
	limits.conflicts = [...conflicts.values()].sort(compareClauses);
	return limits;
}

const size = (list: readonly string[]) => list.length;
const union = (a: readonly string[], b: readonly string[]): string[] =>
	[...new Set([...a, ...b])].sort();
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

function laterOf(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a > b ? a : b;
}

function wfoMaxOf(limit: LimitOf<'wfoMaxPct' | 'wfoMaxPeople' | 'wfoSetByHead'>): WfoMax {
	switch (limit.kind) {
		case 'wfoMaxPct':
			return { by: 'pct', pct: limit.pct };
		case 'wfoMaxPeople':
			return { by: 'people', people: limit.people };
		case 'wfoSetByHead':
			return { by: 'head' };
		default:
			return limit satisfies never;
	}
}

function hoursOf(limit: LimitOf<'hours' | 'closesAt'>): { from: string | null; to: string } {
	return limit.kind === 'hours' ? { from: limit.from, to: limit.to } : { from: null, to: limit.at };
}

function roomPeopleOf(
	limit: LimitOf<'roomMaxPeople' | 'roomMaxPctOfSeats'>,
	seats: number
): number {
	return limit.kind === 'roomMaxPeople' ? limit.people : shareOf(seats, limit.pct);
}
