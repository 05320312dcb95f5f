import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Membership, Role } from '#lib/contract/role.ts';
import {
	generatePassword,
	maxPasswordLength,
	maxUsernameLength,
	minPasswordLength,
	minUsernameLength,
	technicalEmail,
	usernamePattern
} from './credentials.ts';
import type { Database } from './database.ts';
import { account, membership, session, user } from './schema.ts';

// Everything here works with a Database alone, so that the command line can use it beside the server.
// Times are the database's own: accounts live in real time even where the city's day is simulated.

export type NewPerson = {
	username: string;
	name: string;
	password: string;
	memberships: Membership[];
};

export type Person = {
	id: string;
	username: string;
	name: string;
	memberships: Membership[];
	/** ISO 8601 UTC, or null while the account is open. */
	disabledAt: string | null;
	createdAt: string;
};

export type AccountRefusal =
	| 'usernameInvalid'
	| 'usernameTaken'
	| 'nameInvalid'
	| 'passwordTooShort'
	| 'passwordTooLong'
	| 'membershipInvalid'
	| 'unknownPerson'
	/** Nobody changes their own roles, shuts their own account or lets themselves back in. */
	| 'ownAccount';
export type AccountResult<T = object> = ({ ok: true } & T) | { ok: false; because: AccountRefusal };

const refused = (because: AccountRefusal) => ({ ok: false, because }) as const;

const cityRoles: readonly Role[] = ['admin', 'lead', 'inspector'];

/** A secretary and a counter officer always belong to an agency; the other roles are the whole city's. */
const membershipFits = ({ role, agency }: Membership): boolean =>
	cityRoles.includes(role) === (agency === null);

/** Which field of a new person is not acceptable, or null. Agency codes are the caller's to check. */
function faultOf(person: NewPerson): AccountRefusal | null {
	const { username, name, password, memberships } = person;
	if (username.length < minUsernameLength || username.length > maxUsernameLength) {
		return 'usernameInvalid';
	}
	if (!usernamePattern.test(username)) return 'usernameInvalid';
	if (name.trim() === '' || name.length > 200) return 'nameInvalid';
	if (password.length < minPasswordLength) return 'passwordTooShort';
	if (password.length > maxPasswordLength) return 'passwordTooLong';
	return memberships.every(membershipFits) ? null : 'membershipInvalid';
}

const rowsOf = (userId: string, memberships: Membership[]) =>
	memberships.map(({ role, agency }) => ({ userId, role, agency: agency ?? '' }));

/** Opens an account with a password hashed as better-auth hashes it. The user name is kept in lower case. */
export async function createPerson(
	database: Database,
	person: NewPerson
): Promise<AccountResult<{ id: string }>> {
	const fault = faultOf(person);
	if (fault) return refused(fault);
	const id = randomUUID();
	const username = person.username.toLowerCase();
	const password = await hashPassword(person.password);
	const now = sql`now()`;
	return database.db.transaction(async (tx) => {
		const created = await tx
			.insert(user)
			.values({
				id,
				username,
				name: person.name.trim(),
				email: technicalEmail(username),
				emailVerified: false,
				createdAt: now,
				updatedAt: now
			})
			.onConflictDoNothing()
			.returning({ id: user.id });
		if (created.length === 0) return refused('usernameTaken');
		await tx.insert(account).values({
			id: randomUUID(),
			accountId: id,
			providerId: 'credential',
			userId: id,
			password,
			createdAt: now,
			updatedAt: now
		});
		const rows = rowsOf(id, person.memberships);
		if (rows.length > 0) await tx.insert(membership).values(rows).onConflictDoNothing();
		return { ok: true, id } as const;
	});
}

/** Everybody with an account, by user name. */
export async function listPeople(database: Database): Promise<Person[]> {
	const [people, memberships] = await Promise.all([
		database.db.select().from(user).orderBy(asc(user.username)),
		database.db.select().from(membership).orderBy(asc(membership.role), asc(membership.agency))
	]);
	return people.map((person) => ({
		id: person.id,
		username: person.username ?? '',
		name: person.name,
		memberships: memberships
			.filter(({ userId }) => userId === person.id)
			.map(({ role, agency }) => ({ role, agency: agency === '' ? null : agency })),
		disabledAt: person.disabledAt?.toISOString() ?? null,
		createdAt: person.createdAt.toISOString()
	}));
}

/**
 * Replaces somebody's roles. `actor` is who does it, null for the command line; an admin cannot
 * change what they themselves may do (G1). Takes effect with the next request.
 */
export async function setMemberships(
	database: Database,
	actor: string | null,
	userId: string,
	memberships: Membership[]
): Promise<AccountResult> {
	if (actor === userId) return refused('ownAccount');
	if (!memberships.every(membershipFits)) return refused('membershipInvalid');
	return database.db.transaction(async (tx) => {
		// the row lock makes two replacements at once follow each other
		const known = await tx
			.select({ id: user.id })
			.from(user)
			.where(eq(user.id, userId))
			.for('update');
		if (known.length === 0) return refused('unknownPerson');
		await tx.delete(membership).where(eq(membership.userId, userId));
		const rows = rowsOf(userId, memberships);
		if (rows.length > 0) await tx.insert(membership).values(rows).onConflictDoNothing();
		return { ok: true } as const;
	});
}

/** Shuts an account: no sign-in, and every session of it ends in the same transaction. */
export async function disablePerson(
	database: Database,
	actor: string | null,
	userId: string
): Promise<AccountResult> {
	if (actor === userId) return refused('ownAccount');
	return database.db.transaction(async (tx) => {
		const shut = await tx
			.update(user)
			.set({ disabledAt: sql`coalesce(${user.disabledAt}, now())`, updatedAt: sql`now()` })
			.where(eq(user.id, userId))
			.returning({ id: user.id });
		if (shut.length === 0) return refused('unknownPerson');
		await tx.delete(session).where(eq(session.userId, userId));
		return { ok: true } as const;
	});
}

/** Opens a shut account again; its old sessions stay ended. */
export async function enablePerson(
	database: Database,
	actor: string | null,
	userId: string
): Promise<AccountResult> {
	if (actor === userId) return refused('ownAccount');
	const opened = await database.db
		.update(user)
		.set({ disabledAt: null, updatedAt: sql`now()` })
		.where(eq(user.id, userId))
		.returning({ id: user.id });
	return opened.length === 0 ? refused('unknownPerson') : { ok: true };
}

/** Gives an account a new random password, returned this once, and ends its sessions. */
export async function resetPassword(
	database: Database,
	userId: string
): Promise<AccountResult<{ password: string }>> {
	const password = generatePassword();
	const hash = await hashPassword(password);
	return database.db.transaction(async (tx) => {
		const changed = await tx
			.update(account)
			.set({ password: hash, updatedAt: sql`now()` })
			.where(and(eq(account.userId, userId), eq(account.providerId, 'credential')))
			.returning({ id: account.id });
		if (changed.length === 0) return refused('unknownPerson');
		await tx.delete(session).where(eq(session.userId, userId));
		return { ok: true, password } as const;
	});
}
