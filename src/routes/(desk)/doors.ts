import type { Role, Viewer } from '#lib/contract/role.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type Door = { href: string; label: () => string };

/** The screens a person may open, in the order of the menu. The guard of each route decides for real. */
export function doorsOf(viewer: Viewer): Door[] {
	if (viewer.kind !== 'person') return [];
	const has = (...roles: Role[]) => viewer.memberships.some(({ role }) => roles.includes(role));
	return [
		{ href: '/layar', label: m.shared_nav_wall, shown: has('lead', 'admin') },
		{ href: '/opd', label: m.shared_nav_agencies, shown: true },
		{ href: '/lapangan', label: m.shared_nav_field, shown: has('inspector', 'lead') },
		{ href: '/loket', label: m.shared_nav_counter, shown: has('counter', 'secretary') },
		{ href: '/admin', label: m.shared_nav_admin, shown: has('admin') }
	].filter(({ shown }) => shown);
}
