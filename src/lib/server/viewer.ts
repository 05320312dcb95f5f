import { parseCookies } from 'better-auth/cookies';
import { eq, sql } from 'drizzle-orm';
import type { Membership, Viewer } from '#lib/contract/role.ts';
import { auth, sessionCookie } from './auth.ts';
import type { Database } from './database.ts';
import { app } from './process.ts';
import { membership, session, user } from './schema.ts';
import { screenCookie, screenOf } from './screens.ts';

const nobody: Viewer = { kind: 'public' };

/** Idle and absolute limits of a session in hours: a tablet lives in the field, a desk is left in the evening. */
const desk = { idle: 12, absolute: 30 * 24 };
const tablet = { idle: 30 * 24, absolute: 90 * 24 };

/**
 * Who is asking, by the cookies of an HTTP request or a socket handshake: a person with a session, else a
 * paired screen, else the public. Nothing is cached: what an admin revokes is gone with the next question.
 */
export async function viewerOf(headers: Headers): Promise<Viewer> {
	const cookies = parseCookies(headers.get('cookie') ?? '');
	const { database } = app();
	if (cookies.has(sessionCookie)) {
		const signedIn = await auth().api.getSession({ headers });
		const person = signedIn && (await personOf(database, signedIn.session.id));
		if (person) return person;
	}
	const token = cookies.get(screenCookie);
	return (token && (await screenOf(database, token))) || nobody;
}

/** The person behind a session that has not run out, with the roles held now; prolongs the session. */
async function personOf(database: Database, sessionId: string): Promise<Viewer | null> {
	const rows = await database.db
		.select({
			id: user.id,
			name: user.name,
			username: user.username,
			disabledAt: user.disabledAt,
			role: membership.role,
			agency: membership.agency,
			ageHours: sql<number>`extract(epoch from now() - ${session.createdAt})::float8 / 3600`,
			leftHours: sql<number>`extract(epoch from ${session.expiresAt} - now())::float8 / 3600`
		})
		.from(session)
		.innerJoin(user, eq(user.id, session.userId))
		.leftJoin(membership, eq(membership.userId, user.id))
		.where(eq(session.id, sessionId));
	const [first] = rows;
	if (!first || first.disabledAt) return null;

	const memberships = rows.flatMap(({ role, agency }): Membership[] =>
		role === null ? [] : [{ role, agency: agency || null }]
	);
	const inspector =
		memberships.length > 0 && memberships.every((held) => held.role === 'inspector');
	const limits = inspector ? tablet : desk;
	if (first.ageHours > limits.absolute) {
		await database.db.delete(session).where(eq(session.id, sessionId));
		return null;
	}
	// prolonged at most every tenth of an hour: a page full of requests writes once
	if (first.leftHours < limits.idle - 0.1) {
		await database.db
			.update(session)
			.set({ expiresAt: sql`now() + make_interval(hours => ${limits.idle})` })
			.where(eq(session.id, sessionId));
	}
	return {
		kind: 'person',
		id: first.id,
		name: first.name,
		username: first.username ?? '',
		memberships
	};
}
