import type { Role, Viewer } from '#lib/contract/role.ts';

/**
 * Who may keep and who may see a photo of a visit (G1). Roles count in the
 * whole city (`agency` null) or at the photo's agency.
 */
const keepers: readonly Role[] = ['inspector'];
const readers: readonly Role[] = ['admin', 'lead', 'secretary', 'inspector'];

export const mayKeepPhoto = (viewer: Viewer, agency: string) => holds(viewer, keepers, agency);
export const mayReadPhoto = (viewer: Viewer, agency: string) => holds(viewer, readers, agency);

function holds(viewer: Viewer, roles: readonly Role[], agency: string): boolean {
	return (
		viewer.kind === 'person' &&
		viewer.memberships.some(
			(held) => roles.includes(held.role) && (held.agency === null || held.agency === agency)
		)
	);
}
