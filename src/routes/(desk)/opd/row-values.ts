import { compareForWall, type AgencyView } from '#lib/domain/agency-view.ts';
import { inOrder } from '#lib/ui/table-order.ts';
import { rowStates, type ListQuery, type SortKey } from './list-query.ts';

/** What each column is sorted by; null is "there is none", which comes last in both directions. */
const values: Record<SortKey, (view: AgencyView) => number | string | null> = {
	state: (view) => rowStates.indexOf(view.severity),
	name: (view) => view.profile.shortName,
	queue: (view) => view.queue?.waiting ?? null,
	// ahead of or behind the day, rather than large or small: a big office always serves more
	served: (view) => (view.quota ? (100 * view.quota.served) / view.quota.limit : null),
	wfo: (view) => view.attendance?.pct ?? null,
	score: (view) => view.sidak?.score ?? null,
	findings: (view) => view.findings.open,
	age: (view) => view.freshness.overall.ageSeconds
};

/** Columns whose first press shows the largest first; of scores the worst is what one looks for. */
export const largestFirst: ReadonlySet<string> = new Set<SortKey>([
	'queue',
	'served',
	'wfo',
	'findings',
	'age'
]);

/** The rows a query asks for, in its order; without one as on the wall, problems first. */
export function rowsFor(
	views: readonly AgencyView[],
	query: ListQuery,
	collator: Intl.Collator
): AgencyView[] {
	const words = query.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	const found = views.filter(({ profile, severity }) => {
		if (query.state && severity !== query.state) return false;
		if (query.category && profile.unitCategory !== query.category) return false;
		const text = `${profile.name} ${profile.shortName} ${profile.code}`.toLocaleLowerCase();
		return words.every((word) => text.includes(word));
	});
	const asOnTheWall = found.toSorted(compareForWall);
	if (!query.order) return asOnTheWall;
	const value = values[query.order.key as SortKey]; // boundary: readQuery lets only sort keys through
	return inOrder(asOnTheWall, value, query.order.descending, collator);
}
