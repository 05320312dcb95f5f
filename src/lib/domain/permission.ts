import type { Fact } from '#lib/contract/fact.ts';
import type { FactType } from '#lib/contract/facts.ts';
import type { Role, Viewer } from '#lib/contract/role.ts';

/** What a caller may ask to do besides reporting facts; rows of the permission matrix that exist so far (G1). */
export const actions = [
	'city.read',
	'agency.read',
	'queue.read',
	'tickets.read',
	'presence.read',
	'counter.use',
	'inspection.read',
	'inspection.create',
	'photo.read',
	'photo.create',
	'finding.close',
	'checklist.read',
	'regulation.read',
	'regulation.publish',
	'announcement.make',
	'alert.act',
	'users.read',
	'admin.users',
	'admin.feeds',
	'admin.screens'
] as const;
export type Action = (typeof actions)[number];

/** Who besides people may do an action, and which roles. */
type Grant = { roles: readonly Role[]; screen?: true; public?: true; anywhere?: true };

const everyRole: readonly Role[] = ['admin', 'lead', 'secretary', 'inspector', 'counter'];

/**
 * The matrix. A role held at one agency reaches that agency; held in the whole city (membership.agency null) it
 * reaches all. `anywhere` marks what a role may do wherever it is held, because it speaks of the city's totals or
 * of published text.
 */
const grants: Record<Action, Grant> = {
	'city.read': { roles: everyRole, screen: true, anywhere: true },
	'agency.read': { roles: everyRole },
	'queue.read': { roles: everyRole, screen: true },
	'tickets.read': { roles: everyRole },
	'presence.read': { roles: everyRole, screen: true },
	'counter.use': { roles: ['counter'] },
	'inspection.read': { roles: ['admin', 'lead', 'secretary', 'inspector'] },
	'inspection.create': { roles: ['inspector'] },
	'photo.read': { roles: ['admin', 'lead', 'secretary', 'inspector'] },
	'photo.create': { roles: ['inspector'] },
	'finding.close': { roles: ['lead', 'inspector'] },
	'checklist.read': { roles: everyRole, public: true, anywhere: true },
	'regulation.read': { roles: everyRole, screen: true, public: true, anywhere: true },
	'regulation.publish': { roles: ['admin', 'lead'] },
	'announcement.make': { roles: ['admin', 'lead'] },
	'alert.act': { roles: ['lead', 'secretary'] },
	'users.read': { roles: ['admin', 'lead'] },
	'admin.users': { roles: ['admin'] },
	'admin.feeds': { roles: ['admin'] },
	'admin.screens': { roles: ['admin', 'lead'] }
};

/** Who may report each type of fact. Feeds additionally need the type on their token. */
const reporters: Record<FactType, { roles: readonly Role[]; feed?: true }> = {
	'queue.read': { roles: ['counter'], feed: true },
	'ticket.issued': { roles: ['counter'], feed: true },
	'ticket.admitted': { roles: ['counter'], feed: true },
	'ticket.called': { roles: ['counter'], feed: true },
	'ticket.recalled': { roles: ['counter'], feed: true },
	'ticket.serving': { roles: ['counter'], feed: true },
	'ticket.served': { roles: ['counter'], feed: true },
	'ticket.noShow': { roles: ['counter'], feed: true },
	'ticket.returned': { roles: ['counter'], feed: true },
	'ticket.cancelled': { roles: ['counter'], feed: true },
	'ticket.transferred': { roles: ['counter'], feed: true },
	'ticket.movedOnline': { roles: ['counter'], feed: true },
	'room.moved': { roles: ['counter', 'secretary'], feed: true },
	'room.counted': { roles: ['counter', 'secretary'], feed: true },
	'presence.counted': { roles: ['secretary'], feed: true },
	'inspection.submitted': { roles: ['inspector'] },
	'finding.closed': { roles: ['lead', 'inspector'] },
	'regulation.published': { roles: ['admin', 'lead'] },
	'regulation.withdrawn': { roles: ['admin', 'lead'] },
	'zone.changed': { roles: ['admin', 'lead'] },
	'alert.acknowledged': { roles: ['lead', 'secretary'] },
	'alert.muted': { roles: ['lead'] },
	'announcement.made': { roles: ['admin', 'lead'] }
};

/**
 * May this caller do this, to this agency? `agency` null asks about the whole city. Default deny; several roles
 * add up per agency.
 */
export function may(viewer: Viewer, action: Action, agency: string | null): boolean {
	const grant = grants[action];
	switch (viewer.kind) {
		case 'person':
			return grant.anywhere
				? viewer.memberships.some(({ role }) => grant.roles.includes(role))
				: holds(viewer, grant.roles, agency);
		case 'screen':
			return grant.screen === true;
		case 'public':
			return grant.public === true;
		case 'feed':
			return false;
		default:
			return viewer satisfies never;
	}
}

function holds(
	viewer: Extract<Viewer, { kind: 'person' }>,
	roles: readonly Role[],
	agency: string | null
): boolean {
	return viewer.memberships.some(
		(membership) =>
			roles.includes(membership.role) &&
			(membership.agency === null || membership.agency === agency)
	);
}

/**
 * May this caller say this fact? A feed speaks as a feed, for its own agencies and the types on its token, and only
 * of what machines see; a person as a person, by role. Nobody outside speaks for the system.
 */
export function mayReport(viewer: Viewer, fact: Fact): boolean {
	const reporter = reporters[fact.type];
	switch (viewer.kind) {
		case 'feed':
			return (
				reporter.feed === true &&
				fact.origin === 'feed' &&
				fact.agency !== null &&
				viewer.agencies.includes(fact.agency) &&
				viewer.factTypes.includes(fact.type)
			);
		case 'person':
			return (
				fact.origin !== 'feed' &&
				fact.origin !== 'system' &&
				holds(viewer, reporter.roles, agencyOf(fact))
			);
		case 'screen':
		case 'public':
			return false;
		default:
			return viewer satisfies never;
	}
}

/** The agency a fact is about: an alert belongs to the one its key begins with, whatever the envelope says. */
function agencyOf(fact: Fact): string | null {
	if (fact.type !== 'alert.acknowledged' && fact.type !== 'alert.muted') return fact.agency;
	return fact.payload.alertKey.split('/')[0] ?? null;
}
