import type { AgencyView } from '#lib/domain/agency-view.ts';
import { binding } from '#lib/domain/limits.ts';
import { number } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { delegatedWords, type Tone } from './wall-row.ts';

/** Presence of one agency against its cap, ready to print. */
export type PresenceLine = {
	code: string;
	name: string;
	/** People in the office; a dash when nothing was reported. */
	people: string;
	/** `/11`: the most that the rule allows, in people. Empty where it sets no number. */
	cap: string;
	/** Why there is no number: `tanpa angka`, `diatur Dinkes`, `belum melapor`. */
	words: string;
	/** Both in percent of the head count. */
	pct: number | null;
	capPct: number | null;
	tone: Tone;
};

/** Everybody's line, nearest to the cap (or furthest over it) first; who has no cap or no count comes last. */
export function presenceLines(
	views: readonly AgencyView[],
	nameOf: (code: string) => string
): PresenceLine[] {
	const margin = ({ attendance }: AgencyView) =>
		attendance?.cap ? (attendance.wfo - attendance.cap.people) / attendance.headcount : null;
	const rank = (view: AgencyView) =>
		margin(view) !== null
			? 0
			: view.attendance
				? 1
				: view.freshness.presence.state === 'none'
					? 2
					: 3;
	return views
		.toSorted(
			(a, b) =>
				rank(a) - rank(b) ||
				(margin(b) ?? 0) - (margin(a) ?? 0) ||
				a.profile.order - b.profile.order
		)
		.map((view) => line(view, nameOf));
}

function line(view: AgencyView, nameOf: (code: string) => string): PresenceLine {
	const { attendance, limits, profile, freshness, service } = view;
	const delegate = binding(limits.delegatedTo);
	const delegated = delegate === null ? '' : delegatedWords(delegate, nameOf);
	const base = { code: profile.code, name: profile.shortName };
	if (!attendance)
		return {
			...base,
			people: '—',
			cap: '',
			words: delegated || (service.inOffice ? m.wall_not_reported() : m.wall_closed()),
			pct: null,
			capPct: null,
			tone: 'stale'
		};
	const { cap, capState, headcount } = attendance;
	const over = capState === 'over';
	const raised = view.alerts.some(
		({ kind, state }) => kind === 'wfoUnder' && (state === 'new' || state === 'acknowledged')
	);
	return {
		...base,
		people: number(attendance.wfo),
		cap: cap ? `/${number(cap.people)}` : '',
		words: cap
			? ''
			: capState === 'setByHead'
				? m.wall_no_number()
				: capState === 'delegated'
					? delegated
					: m.wall_no_cap(),
		pct: attendance.pct,
		capPct: cap && headcount > 0 ? (100 * cap.people) / headcount : null,
		tone: over ? 'alert' : raised ? 'warn' : freshness.presence.state === 'stale' ? 'stale' : null
	};
}

/** `27 dari 30 OPD melapor · 2 melampaui batas` */
export function presenceSummary(views: readonly AgencyView[]): string {
	return m.wall_presence_summary({
		reported: number(views.filter(({ attendance }) => attendance !== null).length),
		all: number(views.length),
		over: number(views.filter(({ attendance }) => attendance?.capState === 'over').length)
	});
}
