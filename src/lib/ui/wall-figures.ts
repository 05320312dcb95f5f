import type { AgencyView } from '#lib/domain/agency-view.ts';
import type { CityFigures } from '#lib/domain/city-view.ts';
import { number } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from './wall-row.ts';

/** `words` may be set smaller: they name what the number beside them counts. */
export type FigureContext = { text: string; tone: Tone | 'text'; words: boolean };

/** One of the wall's five figures, ready to print. */
export type FigureCell = {
	key: 'waiting' | 'served' | 'office' | 'compliance' | 'findings';
	label: string;
	/** A dash when there is nothing to say; never an invented 0. */
	value: string;
	/** What the value is to be read against, in parts that are never broken within. */
	context: FigureContext[];
	/** The parts of the context stand beneath each other beside the value. */
	stacked: boolean;
};

const part = (text: string, tone: FigureContext['tone'] = null): FigureContext => ({
	text,
	tone,
	words: false
});
const words = (text: string): FigureContext => ({ text, tone: null, words: true });
const nothing = '—';
const whole = (value: number) => number(Math.round(value));

/** The five figures of the city with what each is read against (F2: coverage stands first). */
export function figureCells(figures: CityFigures, views: readonly AgencyView[]): FigureCell[] {
	const queues = views.some(({ queue }) => queue !== null);
	return [
		waiting(figures, queues),
		served(figures, queues),
		office(figures),
		compliance(figures, views),
		findings(figures, views)
	];
}

function waiting({ waiting, reporting, expected }: CityFigures, known: boolean): FigureCell {
	const full = reporting === expected;
	return {
		key: 'waiting',
		label: m.wall_figure_waiting(),
		value: known ? number(waiting) : nothing,
		context:
			expected === 0
				? [words(m.wall_coverage_not_due())]
				: [
						part(
							m.wall_coverage({ reporting: number(reporting), expected: number(expected) }),
							full ? null : 'text'
						),
						words(m.wall_coverage_words())
					],
		stacked: true
	};
}

function served(figures: CityFigures, known: boolean): FigureCell {
	if (figures.quota === null)
		return {
			key: 'served',
			label: m.wall_figure_served_open(),
			value: known ? number(figures.served) : nothing,
			context: known ? [words(m.wall_no_quota())] : [words(m.wall_no_data())],
			stacked: false
		};
	return {
		key: 'served',
		label: m.wall_figure_served(),
		value: known ? number(figures.servedOfQuota) : nothing,
		context: [
			part(m.wall_of_quota({ quota: number(figures.quota) })),
			...(figures.pacePct === null ? [] : [part(m.wall_pace({ pct: whole(figures.pacePct) }))])
		],
		stacked: true
	};
}

function office({ wfoPct, wfoMaxPct }: CityFigures): FigureCell {
	const cell = { key: 'office', label: m.wall_figure_office(), stacked: false } as const;
	if (wfoPct === null) return { ...cell, value: nothing, context: [words(m.wall_office_none())] };
	return {
		...cell,
		value: whole(wfoPct),
		context: [
			part('%'),
			...(wfoMaxPct === null ? [] : [part(m.wall_office_max({ pct: whole(wfoMaxPct) }))])
		]
	};
}

function compliance(
	{ compliance7d, complianceChange }: CityFigures,
	views: readonly AgencyView[]
): FigureCell {
	const cell = { key: 'compliance', label: m.wall_figure_compliance(), stacked: true } as const;
	if (compliance7d === null)
		return { ...cell, value: nothing, context: [words(m.wall_compliance_none())] };
	const change = Math.round(complianceChange ?? 0);
	const n = whole(Math.abs(change));
	const trend = change === 0 ? '' : change > 0 ? m.wall_up({ n }) : m.wall_down({ n });
	// an average hides the worst: how many lie in the two lower bands stands beside it
	const low = views.filter(({ sidak }) => sidak?.band === 'red' || sidak?.band === 'orange').length;
	return {
		...cell,
		value: whole(compliance7d),
		context: [
			part([m.wall_of_hundred(), trend].filter(Boolean).join(' ')),
			words(low === 0 ? m.wall_none_low() : m.wall_low({ n: number(low) }))
		]
	};
}

function findings(
	{ openFindings, overdueFindings }: CityFigures,
	views: readonly AgencyView[]
): FigureCell {
	const visited = views.some(({ sidak }) => sidak !== null);
	return {
		key: 'findings',
		label: m.wall_figure_findings(),
		value: visited || openFindings > 0 ? number(openFindings) : nothing,
		context:
			overdueFindings > 0
				? [part(m.wall_overdue({ n: number(overdueFindings) }), 'alert')]
				: openFindings > 0
					? [part(m.wall_overdue({ n: number(0) }))]
					: [],
		stacked: false
	};
}
