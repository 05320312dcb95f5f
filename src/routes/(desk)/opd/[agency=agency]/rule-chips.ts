import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import type { LimitKind } from '#lib/contract/regulation.ts';
import type { Limits, QuotaLimit, Ruled } from '#lib/domain/limits.ts';
import { quotaLimitOf } from '#lib/domain/quota.ts';
import type { Rulebook } from '#lib/domain/regulation.ts';
import { wfoPeopleOf } from '#lib/domain/share.ts';
import { limitText } from '#lib/i18n/clause-words.ts';
import { clockOf, clockRange, number, percent } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { CitedClause } from '#lib/ui/rule-chip.svelte';

export type Chip = { key: string; label: string; cited: CitedClause | null; loose: boolean };

/** Kinds that speak of one matter: among them one clause wins and overrules the others. */
const matters: readonly (readonly LimitKind[])[] = [
	['wfoMaxPct', 'wfoMaxPeople', 'wfoSetByHead'],
	['hours', 'closesAt'],
	['roomMaxPeople', 'roomMaxPctOfSeats']
];

/**
 * The limits in force for an agency as chips, the ones that shape its day first. Every chip carries the
 * clause it comes from (A1: in one tap), the exemption that lifts it and the clauses it overrules (A2).
 */
export function chipsOf(
	limits: Limits,
	profile: AgencyProfile,
	rulebook: Rulebook,
	nameOf: (code: string) => string
): { main: Chip[]; more: Chip[] } {
	function cite(ruled: Ruled<unknown>): CitedClause | null {
		const found = rulebook.clause(ruled.clause);
		if (!found) return null;
		const kind = found.clause.limit.kind;
		const matter = matters.find((kinds) => kinds.includes(kind)) ?? [kind];
		return {
			...found,
			exempted: ruled.exempted && {
				why: ruled.exempted.why,
				until: ruled.exempted.until,
				by: rulebook.clause(ruled.exempted.clause)
			},
			overruled: limits.applies.flatMap((ref) => {
				const other = same(ref, ruled.clause) ? null : rulebook.clause(ref);
				return other && matter.includes(other.clause.limit.kind) ? [other] : [];
			})
		};
	}
	/** A chip for what is ruled; its words are the clause's own unless given. */
	function chip<T>(
		key: string,
		ruled: Ruled<T> | null,
		words?: (value: T) => string | null
	): Chip[] {
		if (!ruled) return [];
		const cited = cite(ruled);
		const label = words ? words(ruled.value) : cited && limitText(cited.clause.limit);
		if (!label) return [];
		const loose = ruled.exempted !== null;
		return [{ key, label: loose ? m.agency_chip_exempted({ label }) : label, cited, loose }];
	}

	const { faceToFace, hours, batch } = limits;
	const main = [
		...chip('delegatedTo', limits.delegatedTo, (code) =>
			m.agency_chip_delegated({ name: nameOf(code) })
		),
		...(hours && faceToFace?.value !== 'closed'
			? chip('hours', hours, ({ from, to }) =>
					from
						? m.agency_chip_hours({ range: clockRange([from, to]) })
						: m.agency_chip_closes({ at: clockOf(to) })
				)
			: chip('faceToFace', faceToFace, (mode) =>
					mode === 'open'
						? null
						: mode === 'closed'
							? m.agency_chip_closed()
							: m.agency_chip_limited()
				)),
		...chip('wfoMax', limits.wfoMax, (max) => {
			if (max.by === 'head') return m.agency_chip_wfo_head();
			const people = number(wfoPeopleOf(max, profile.headcount));
			return max.by === 'people'
				? m.agency_chip_wfo_people({ people })
				: m.agency_chip_wfo_pct({ pct: percent(max.pct, 1), people });
		}),
		...chip('wfoMin', limits.wfoMinPct),
		...(limits.quota
			? chip('quota', limits.quota, quotaWords)
			: // no number ordered: "limited" means the agency's own limited quota, under that clause
				chip('quota', faceToFace, () => {
					const quota = quotaLimitOf(profile, limits);
					return quota && quotaWords(quota);
				})),
		...Object.entries(limits.serviceQuota).flatMap(([prefix, quota]) =>
			chip(`quota-${prefix}`, quota, ({ perDay }) =>
				m.agency_chip_quota_service({
					service: profile.services.find((one) => one.prefix === prefix)?.name ?? prefix,
					n: number(perDay)
				})
			)
		),
		...chip('room', limits.room, ({ people }) =>
			batch
				? m.agency_chip_room_batch({ n: number(people) })
				: m.agency_chip_room({ n: number(people) })
		)
	];
	const more = [
		...chip('lastTicket', limits.lastTicketAt),
		...chip('essentialOnly', limits.essentialOnly),
		...chip('newCasesOnline', limits.newCasesOnline),
		...chip('onlineTickets', limits.onlineTicketsOnly),
		...chip('channels', limits.channels),
		...(limits.room ? [] : chip('batch', batch)),
		...chip('waitOutside', limits.waitOutside),
		...chip('officeHours', limits.officeHours),
		...chip('wfhMax', limits.wfhMaxPct),
		...chip('rotation', limits.rotation),
		...chip('shifts', limits.shifts),
		...chip('wfhPapers', limits.wfhPapers),
		...chip('quarantine', limits.quarantineDays),
		...chip('location', limits.locationOnRequest),
		...chip('measures', limits.checklistRequires)
	];
	return { main, more };
}

const same = (a: ClauseRef, b: ClauseRef) =>
	a.regulationId === b.regulationId && a.clauseId === b.clauseId;

function quotaWords({ perDay, baseline }: QuotaLimit): string {
	return baseline === null
		? m.agency_chip_quota({ n: number(perDay) })
		: m.agency_chip_quota_baseline({ n: number(perDay), baseline: number(baseline) });
}
