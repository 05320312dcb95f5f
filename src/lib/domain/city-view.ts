import type { InspectionSummary } from '#lib/contract/board.ts';
import type { AgencyView } from './agency-view.ts';
import { addSeconds } from './local-time.ts';

/** The five figures of the wall and what stands beside them. Null: nothing is known, which is not zero. */
export type CityFigures = {
	waiting: number;
	served: number;
	/** Places of the day, summed over agencies that count against a quota; null when none does. */
	quota: number | null;
	/** Served at agencies with a quota; compare with `quota`. */
	servedOfQuota: number;
	/** Where the day should be by now, 0-100, weighted by quota. */
	pacePct: number | null;
	/** Agencies whose data are live or late, of those that owe a report now (F2). */
	reporting: number;
	expected: number;
	wfo: number;
	/** Of the agencies that have counted. */
	headcount: number;
	wfoPct: number | null;
	/** The caps of those agencies together, as a share; where none binds everyone may come. Null if none binds. */
	wfoMaxPct: number | null;
	/** Mean of each agency's newest score of the last seven days; null before the first. */
	compliance7d: number | null;
	/** Against the seven days before; null when either is unknown. */
	complianceChange: number | null;
	openFindings: number;
	overdueFindings: number;
};

const weekSeconds = 7 * 24 * 3600;

/** Sums the views of all agencies. A share is over what was reported, and coverage stands beside it (F2). */
export function cityFigures(views: readonly AgencyView[]): CityFigures {
	const figures: CityFigures = {
		waiting: 0,
		served: 0,
		quota: null,
		servedOfQuota: 0,
		pacePct: null,
		reporting: 0,
		expected: 0,
		wfo: 0,
		headcount: 0,
		wfoPct: null,
		wfoMaxPct: null,
		compliance7d: null,
		complianceChange: null,
		openFindings: 0,
		overdueFindings: 0
	};
	let paced = 0;
	let allowed = 0;
	let capped = false;
	for (const { queue, quota, attendance, freshness, findings } of views) {
		figures.waiting += queue?.waiting ?? 0;
		figures.served += queue?.served ?? 0;
		if (quota) {
			figures.quota = (figures.quota ?? 0) + quota.limit;
			figures.servedOfQuota += quota.served;
			paced += quota.limit * quota.pacePct;
		}
		const { state } = freshness.overall;
		if (state !== 'closed' && state !== 'exempt') figures.expected += 1;
		if (state === 'live' || state === 'late') figures.reporting += 1;
		if (attendance) {
			figures.wfo += attendance.wfo;
			figures.headcount += attendance.headcount;
			allowed += attendance.cap?.people ?? attendance.headcount;
			capped ||= attendance.cap !== null;
		}
		figures.openFindings += findings.open;
		figures.overdueFindings += findings.overdue;
	}
	if (figures.quota) figures.pacePct = paced / figures.quota;
	if (figures.headcount > 0) {
		figures.wfoPct = (100 * figures.wfo) / figures.headcount;
		if (capped) figures.wfoMaxPct = (100 * allowed) / figures.headcount;
	}
	const now = views[0]?.now;
	if (now !== undefined) {
		const weekAgo = addSeconds(now, -weekSeconds);
		figures.compliance7d = meanScore(views, weekAgo, now);
		const before = meanScore(views, addSeconds(weekAgo, -weekSeconds), weekAgo);
		if (figures.compliance7d !== null && before !== null)
			figures.complianceChange = figures.compliance7d - before;
	}
	return figures;
}

/** Mean over agencies of the newest score in (after, until]. */
function meanScore(views: readonly AgencyView[], after: string, until: string): number | null {
	const scores = views.flatMap(({ inspections }) => {
		const newest = inspections.find(
			({ at, score }: InspectionSummary) => score !== null && at > after && at <= until
		);
		return newest?.score == null ? [] : [newest.score];
	});
	return scores.length === 0 ? null : scores.reduce((sum, s) => sum + s, 0) / scores.length;
}
