import type { Role, Viewer } from '#lib/contract/role.ts';
import type { HistoryReader } from '#lib/server/agency-history.ts';

/** Who reads an agency's whole record; everybody else reads their own lines (G1). */
const readers: readonly Role[] = ['admin', 'lead', 'secretary'];

/** Null for those who are not people. */
export function historyReader(viewer: Viewer, agency: string): HistoryReader | null {
	if (viewer.kind !== 'person') return null;
	const all = viewer.memberships.some(
		(held) => readers.includes(held.role) && (held.agency === null || held.agency === agency)
	);
	return all ? { all } : { all, byId: `person:${viewer.id}` };
}
