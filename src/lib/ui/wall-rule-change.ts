import type { CityState } from '#lib/contract/board.ts';
import type { Clause, LimitKind, Regulation, Scope } from '#lib/contract/regulation.ts';
import type { Zone } from '#lib/domain/local-time.ts';
import { limitText } from '#lib/i18n/clause-words.ts';
import { clock, number } from '#lib/i18n/format.ts';
import { categoryLabel, sectorLabel, zoneLabel } from '#lib/i18n/labels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** A change of rule that has just happened; takes the whole screen for a while. */
export type RuleNotice = {
	/** `Berlaku mulai 00.00` */
	when: string;
	/** The regulation's number, or the zone's name. */
	number: string;
	title: string;
	/** What it sets and for whom, the weightiest first. */
	lines: { text: string; whom: string }[];
};

/** What people ask first when a rule changes. */
const weight: Partial<Record<LimitKind, number>> = {
	faceToFace: 0,
	hours: 1,
	closesAt: 1,
	wfoMaxPct: 2,
	wfoMaxPeople: 2,
	wfoMinPct: 2,
	wfhMaxPct: 2,
	dailyQuota: 3,
	roomMaxPeople: 4,
	wfoSetByHead: 5,
	quarantine: 6
};
const mostLines = 4;

export function ruleNotice(
	regulation: Regulation,
	begins: boolean,
	at: string,
	zone: Zone,
	nameOf: (code: string) => string
): RuleNotice {
	const clauses = begins
		? regulation.clauses.toSorted(
				(a, b) => (weight[a.limit.kind] ?? 9) - (weight[b.limit.kind] ?? 9)
			)
		: [];
	const lines = clauses.slice(0, mostLines).map(({ limit, scope }: Clause) => ({
		text: limitText(limit),
		whom: whomOf(scope, nameOf)
	}));
	const more = clauses.length - lines.length;
	return {
		when: begins
			? m.wall_rule_begins({ at: clock(at, zone) })
			: m.wall_rule_ends({ at: clock(at, zone) }),
		number: regulation.number,
		title: regulation.title,
		lines: more > 0 ? [...lines, { text: '', whom: m.wall_rule_more({ n: number(more) }) }] : lines
	};
}

/** The city's risk colour or PPKM level changed, and with it the caps (A6). */
export function zoneNotice(zoneNow: NonNullable<CityState['zone']>, zone: Zone): RuleNotice {
	const { colour, ppkmLevel } = zoneNow;
	return {
		when: m.wall_rule_begins({ at: clock(zoneNow.from, zone) }),
		number: [
			colour && m.wall_zone({ colour: zoneLabel(colour) }),
			ppkmLevel && m.wall_ppkm({ level: ppkmLevel })
		]
			.filter(Boolean)
			.join(' · '),
		title: m.wall_zone_changed(),
		lines: []
	};
}

function whomOf(scope: Scope, nameOf: (code: string) => string): string {
	const some = [
		...(scope.agencies ?? []).slice(0, 3).map(nameOf),
		...(scope.unitCategories ?? []).map(categoryLabel),
		...(scope.sectors ?? []).map(sectorLabel),
		...(scope.zones ?? []).map((colour) => m.wall_zone({ colour: zoneLabel(colour) }))
	];
	return some.length === 0 ? m.wall_rule_whole_city() : some.join(', ');
}
