import { secondsBetween } from './local-time.ts';

type Freshness = 'live' | 'late' | 'stale' | 'closed' | 'none' | 'exempt';

export type Age = {
	state: Freshness;
	/** Whole seconds since the last report; null before the first. Never below 0. */
	ageSeconds: number | null;
	/** Instant of that report. */
	at: string | null;
};

/** Whatever its own rhythm, a value this old is stale once it is no longer live (F1). */
const staleAfterSeconds = 600;

/**
 * How far a value can be trusted, by its age on the server's clock (F1). Closed is never stale,
 * and a unit that another head regulates owes no report.
 */
export function freshnessOf(report: {
	/** Instant of the last report today; null before the first. */
	lastAt: string | null;
	/** How often a report is expected. */
	expectedSeconds: number;
	now: string;
	/** Whether a report is owed at this hour. */
	inHours: boolean;
	delegated: boolean;
}): Age {
	const ageSeconds =
		report.lastAt === null
			? null
			: Math.max(0, Math.floor(secondsBetween(report.lastAt, report.now)));
	return { state: stateOf(report, ageSeconds), ageSeconds, at: report.lastAt };
}

function stateOf(
	report: { expectedSeconds: number; inHours: boolean; delegated: boolean },
	ageSeconds: number | null
): Freshness {
	if (report.delegated) return 'exempt';
	if (!report.inHours) return 'closed';
	if (ageSeconds === null) return 'none';
	if (ageSeconds <= 2 * report.expectedSeconds) return 'live';
	if (ageSeconds <= 5 * report.expectedSeconds && ageSeconds <= staleAfterSeconds) return 'late';
	return 'stale';
}
