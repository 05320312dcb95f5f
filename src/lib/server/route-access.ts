import type { Role, Viewer } from '#lib/contract/role.ts';

/** Who may open a route. Anything finer (fields, single records) is decided by domain/permission.ts. */
export type Access =
	| { for: 'everyone' }
	| { for: 'people' }
	| { for: 'screensAndPeople' }
	/** These roles wherever they are held. */
	| { for: 'roles'; roles: readonly Role[] }
	/** These roles when held in the whole city or at the agency named in the path. */
	| { for: 'agencyRoles'; roles: readonly Role[] };

const everyone: Access = { for: 'everyone' };
const people: Access = { for: 'people' };
const roles = (...list: Role[]): Access => ({ for: 'roles', roles: list });
const agencyRoles = (...list: Role[]): Access => ({ for: 'agencyRoles', roles: list });

/**
 * Every door of the house (G1). An entry holds for its path and all below it; the longest wins.
 * A route without an entry is refused, and route-access.test.ts fails for it.
 */
const table: Record<string, Access> = {
	'/': everyone,
	'/masuk': everyone,
	'/keluar': everyone,
	'/preferensi': everyone,
	'/tidak-berhak': everyone,
	'/pasang': everyone,
	'/version': everyone,
	'/api/health': everyone,
	'/api/v1/time': everyone,
	// feeds come with a bearer token, people with a session: record() asks both for their rights
	'/api/v1/facts': everyone,
	'/api/v1/photos': roles('inspector', 'lead'),
	'/photos': people,
	'/layar': { for: 'screensAndPeople' },
	'/opd': people,
	'/opd/[agency]': agencyRoles('admin', 'lead', 'inspector', 'secretary', 'counter'),
	'/lapangan': roles('inspector', 'lead'),
	'/loket': roles('counter', 'secretary', 'lead', 'admin'),
	'/loket/[agency]': agencyRoles('counter', 'secretary', 'lead', 'admin'),
	'/admin': roles('admin')
};

/** `/(desk)/opd/[agency=code]/riwayat` → `/opd/[agency]/riwayat`: groups and matchers do not guard anything. */
function pathOf(routeId: string): string {
	const kept = routeId.split('/').filter((part) => part !== '' && !/^\(.+\)$/.test(part));
	return '/' + kept.map((part) => part.replace(/=\w+\]$/, ']')).join('/');
}

/** The entry for a SvelteKit route id, or null: no entry, no entrance. */
export function accessOf(routeId: string): Access | null {
	let path = pathOf(routeId);
	while (path !== '/') {
		const access = table[path];
		if (access) return access;
		path = path.slice(0, path.lastIndexOf('/')) || '/';
		// the front page guards itself alone
		if (path === '/') return null;
	}
	return everyone;
}

export type Entrance = 'open' | 'signIn' | 'wrongRole' | 'otherAgency';

/** May this viewer come in? `agency` is the code named in the path, if any. */
export function entranceFor(viewer: Viewer, access: Access, agency: string | null): Entrance {
	if (access.for === 'everyone') return 'open';
	if (viewer.kind === 'screen') return access.for === 'screensAndPeople' ? 'open' : 'signIn';
	if (viewer.kind !== 'person') return 'signIn';
	if (access.for === 'people' || access.for === 'screensAndPeople') return 'open';

	const held = viewer.memberships.filter(({ role }) => access.roles.includes(role));
	if (held.length === 0) return 'wrongRole';
	if (access.for === 'roles') return 'open';
	return held.some((one) => one.agency === null || one.agency === agency) ? 'open' : 'otherAgency';
}

/** Where somebody lands who has just signed in, by the widest role held. */
export function homeOf(viewer: Viewer): string {
	if (viewer.kind === 'screen') return '/layar';
	if (viewer.kind !== 'person') return '/masuk';
	const held = (role: Role) => viewer.memberships.find((one) => one.role === role);
	if (held('admin')) return '/admin';
	if (held('lead')) return '/opd';
	const secretary = held('secretary');
	if (secretary?.agency) return `/opd/${secretary.agency}`;
	if (held('inspector')) return '/lapangan';
	const counter = held('counter');
	if (counter?.agency) return `/loket/${counter.agency}`;
	return '/opd';
}

/** A place on this site to go to after signing in, or null: never another origin, however it is spelled. */
export function safeNext(next: string | null): string | null {
	if (!next?.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return null;
	const here = 'http://here.invalid';
	const url = URL.parse(next, here);
	if (url?.origin !== here) return null;
	// dots are resolved now: `/..//evil.example` has become `//evil.example`, which names a host
	return url.pathname.startsWith('//') ? null : url.pathname + url.search;
}
