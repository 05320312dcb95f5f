import { verifyPassword } from 'better-auth/crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Membership } from '#lib/contract/role.ts';
import {
	createPerson,
	disablePerson,
	enablePerson,
	listPeople,
	resetPassword,
	setMemberships
} from '#lib/server/accounts.ts';
import { sessionCookie } from '#lib/server/auth.ts';
import { setProcessHandle } from '#lib/server/process.ts';
import { account, session, user } from '#lib/server/schema.ts';
import { signIn, signOut } from '#lib/server/sign-in.ts';
import { viewerOf } from '#lib/server/viewer.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { startServer, type TestServer } from '../rig/test-server.ts';

const password = 'kata sandi yang panjang';
const nobody = { kind: 'public' };

describe('accounts', () => {
	let database: TestDatabase;
	let server: TestServer;
	let made = 0;
	const db = () => server.app.database;

	/** A new account; its user name is unique in this file. */
	async function person(...memberships: Membership[]) {
		const username = `pegawai-${++made}`;
		const result = await createPerson(db(), { username, name: 'Pegawai', password, memberships });
		if (!result.ok) throw new Error(result.because);
		return { id: result.id, username };
	}
	const from = (address: string) => ({ address, userAgent: 'test' });
	const withCookie = (value: string) =>
		new Headers({ cookie: `${sessionCookie}=${encodeURIComponent(value)}` });

	/** The headers of a browser that has signed in. */
	async function signedIn(username: string, address = `10.1.0.${made}`) {
		const result = await signIn(username, password, from(address));
		if (!result.ok) throw new Error(result.because);
		return withCookie(result.cookie);
	}

	beforeAll(async () => {
		database = await createTestDatabase();
		server = await startServer({ databaseUrl: database.url });
		setProcessHandle('app', server.app);
	});
	afterAll(async () => {
		setProcessHandle('app', undefined);
		await server?.stop();
		await database?.drop();
	});

	it('knows who signed in, with the roles held now', async () => {
		const { id, username } = await person({ role: 'counter', agency: 'DISNAKER' });
		const headers = await signedIn(username.toUpperCase());
		expect(await viewerOf(headers)).toEqual({
			kind: 'person',
			id,
			name: 'Pegawai',
			username,
			memberships: [{ role: 'counter', agency: 'DISNAKER' }]
		});
		await setMemberships(db(), 'an admin', id, [{ role: 'lead', agency: null }]);
		expect(await viewerOf(headers)).toMatchObject({
			memberships: [{ role: 'lead', agency: null }]
		});
	});

	it('refuses a wrong password, an unknown name and the name of another in the same words', async () => {
		const { username } = await person();
		const wrong = { ok: false, because: 'wrong' };
		expect(await signIn(username, 'bukan kata sandinya', from('10.2.0.1'))).toEqual(wrong);
		expect(await signIn('tidak-ada', password, from('10.2.0.1'))).toEqual(wrong);
		expect(await signIn('..', password, from('10.2.0.1'))).toEqual(wrong);
		expect(await signIn(`${username}@papan-siaga.invalid`, password, from('10.2.0.1'))).toEqual(
			wrong
		);
	});

	it('believes no cookie it has not signed', async () => {
		const { username } = await person();
		const headers = await signedIn(username);
		const [row] = await db().db.select({ token: session.token }).from(session).limit(1);
		const signed = decodeURIComponent(headers.get('cookie')?.split('=')[1] ?? '');
		for (const forged of [row?.token ?? '', `${row?.token}.AAAA`, `${signed}x`, '', 'a.b']) {
			expect(await viewerOf(withCookie(forged))).toEqual(nobody);
		}
	});

	it('[P30] looks at 20 of 100 wrong passwords, then refuses the right one too, with a waiting time', async () => {
		const { username } = await person();
		const outcomes: string[] = [];
		for (let n = 0; n < 100; n++) {
			const result = await signIn(username, 'bukan kata sandinya', from(`10.3.0.${n}`));
			outcomes.push(result.ok ? 'in' : result.because);
		}
		expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(20);
		expect(outcomes.filter((outcome) => outcome === 'limited')).toHaveLength(80);
		const right = await signIn(username, password, from('10.3.1.1'));
		expect(right).toMatchObject({ ok: false, because: 'limited' });
	});

	it('[P30] signs 50 people in from one address in one go', { timeout: 180_000 }, async () => {
		const { id } = await person();
		// 49 colleagues with the same password, so that hashing it once is enough
		await db().sql.begin(async (tx) => {
			await tx`insert into "user" (id, username, name, email, email_verified, created_at, updated_at)
				select 'kantor-' || n, 'kantor-' || n, 'Pegawai', n || '@x.invalid', false, now(), now()
				from generate_series(2, 50) n`;
			await tx`insert into account
				(id, account_id, provider_id, user_id, password, created_at, updated_at)
				select 'kantor-' || n, 'kantor-' || n, 'credential', 'kantor-' || n, password, now(), now()
				from generate_series(2, 50) n, account where account.user_id = ${id}`;
			await tx`update "user" set username = 'kantor-1' where id = ${id}`;
		});
		const results = await Promise.all(
			Array.from({ length: 50 }, (_, n) => signIn(`kantor-${n + 1}`, password, from('10.4.0.1')))
		);
		expect(results.filter(({ ok }) => ok)).toHaveLength(50);
	});

	it('[P27] ends every session with the account, and lets nobody in until it is opened again', async () => {
		const { id, username } = await person({ role: 'lead', agency: null });
		const browsers = [await signedIn(username), await signedIn(username)];
		expect(await disablePerson(db(), 'an admin', id)).toEqual({ ok: true });
		for (const headers of browsers) expect(await viewerOf(headers)).toEqual(nobody);
		expect(await signIn(username, password, from('10.5.0.1'))).toEqual({
			ok: false,
			because: 'disabled'
		});
		// whoever does not know the password does not learn that either
		expect(await signIn(username, 'bukan kata sandinya', from('10.5.0.1'))).toEqual({
			ok: false,
			because: 'wrong'
		});
		await enablePerson(db(), 'an admin', id);
		for (const headers of browsers) expect(await viewerOf(headers)).toEqual(nobody);
		expect(await viewerOf(await signedIn(username))).toMatchObject({ kind: 'person', id });
	});

	it('[P27] does not know a person who was disabled behind our back', async () => {
		const { id, username } = await person();
		const headers = await signedIn(username);
		await db()
			.db.update(user)
			.set({ disabledAt: sql`now()` })
			.where(eq(user.id, id));
		expect(await viewerOf(headers)).toEqual(nobody);
	});

	it('ends one session by signing out and all by a new password', async () => {
		const { id, username } = await person();
		const [here, there] = [await signedIn(username), await signedIn(username)];
		await signOut(here);
		expect(await viewerOf(here)).toEqual(nobody);
		expect(await viewerOf(there)).toMatchObject({ id });

		const reset = await resetPassword(db(), id);
		if (!reset.ok) throw new Error(reset.because);
		expect(await viewerOf(there)).toEqual(nobody);
		expect(await signIn(username, password, from('10.6.0.1'))).toMatchObject({ because: 'wrong' });
		expect(await signIn(username, reset.password, from('10.6.0.1'))).toMatchObject({ ok: true });
	});

	it('keeps passwords only as better-auth hashes them', async () => {
		const { id } = await person();
		const [kept] = await db().db.select().from(account).where(eq(account.userId, id));
		expect(kept?.password).not.toContain(password);
		expect(await verifyPassword({ hash: kept?.password ?? '', password })).toBe(true);
	});

	describe('a session', () => {
		const set = (id: string, values: { expiresAt?: unknown; createdAt?: unknown }) =>
			db()
				.db.update(session)
				.set(values as { expiresAt: Date })
				.where(eq(session.userId, id));
		const hoursLeft = async (id: string) => {
			const [row] = await db()
				.db.select({
					left: sql<number>`extract(epoch from ${session.expiresAt} - now())::float8 / 3600`
				})
				.from(session)
				.where(eq(session.userId, id));
			return row?.left ?? 0;
		};

		it('slides: twelve hours at a desk, thirty days on a tablet', async () => {
			const desk = await person({ role: 'secretary', agency: 'DISNAKER' });
			const tablet = await person({ role: 'inspector', agency: null });
			for (const [{ id, username }, idle] of [
				[desk, 12],
				[tablet, 720]
			] as const) {
				const headers = await signedIn(username);
				await set(id, { expiresAt: sql`now() + interval '1 hour'` });
				expect(await viewerOf(headers)).toMatchObject({ id });
				expect(await hoursLeft(id)).toBeGreaterThan(idle - 0.1);
				expect(await hoursLeft(id)).toBeLessThanOrEqual(idle);
			}
		});

		it('ends when it has been idle too long', async () => {
			const { id, username } = await person();
			const headers = await signedIn(username);
			await set(id, { expiresAt: sql`now() - interval '1 second'` });
			expect(await viewerOf(headers)).toEqual(nobody);
		});

		it('ends after thirty days however busy it was', async () => {
			const { id, username } = await person();
			const headers = await signedIn(username);
			await set(id, { createdAt: sql`now() - interval '31 days'` });
			expect(await viewerOf(headers)).toEqual(nobody);
			expect(await db().db.select().from(session).where(eq(session.userId, id))).toEqual([]);
		});
	});

	describe('an account is only made', () => {
		const good = { username: 'baru', name: 'Orang Baru', password, memberships: [] };

		it.each([
			['usernameInvalid', { username: 'ab' }],
			['usernameInvalid', { username: 'dua kata' }],
			['usernameInvalid', { username: 'a'.repeat(49) }],
			['nameInvalid', { name: '   ' }],
			['passwordTooShort', { password: 'sebelas-sja' }],
			['passwordTooLong', { password: 'x'.repeat(129) }],
			['membershipInvalid', { memberships: [{ role: 'secretary', agency: null }] }],
			['membershipInvalid', { memberships: [{ role: 'admin', agency: 'DISNAKER' }] }]
		] as const)('with good particulars: %s', async (because, wrong) => {
			const given = { ...good, ...wrong } as typeof good;
			expect(await createPerson(db(), given)).toEqual({ ok: false, because });
		});

		it('once per user name, in any case of letters, even at the same moment', async () => {
			const results = await Promise.all(
				['satu.saja', 'SATU.SAJA', 'Satu.Saja'].map((username) =>
					createPerson(db(), { ...good, username })
				)
			);
			expect(results.filter(({ ok }) => ok)).toHaveLength(1);
			expect(results.filter((result) => !result.ok).map((result) => result)).toEqual([
				{ ok: false, because: 'usernameTaken' },
				{ ok: false, because: 'usernameTaken' }
			]);
		});
	});

	it('[P25] lets no admin change their own roles or shut their own account', async () => {
		const { id } = await person({ role: 'admin', agency: null });
		const own = { ok: false, because: 'ownAccount' };
		expect(await setMemberships(db(), id, id, [{ role: 'lead', agency: null }])).toEqual(own);
		expect(await disablePerson(db(), id, id)).toEqual(own);
		expect(await enablePerson(db(), id, id)).toEqual(own);
		const listed = (await listPeople(db())).find((one) => one.id === id);
		expect(listed).toMatchObject({
			memberships: [{ role: 'admin', agency: null }],
			disabledAt: null
		});
	});

	it('says so when there is no such account', async () => {
		const unknown = { ok: false, because: 'unknownPerson' };
		expect(await setMemberships(db(), 'a', 'nobody', [])).toEqual(unknown);
		expect(await disablePerson(db(), 'a', 'nobody')).toEqual(unknown);
		expect(await enablePerson(db(), 'a', 'nobody')).toEqual(unknown);
		expect(await resetPassword(db(), 'nobody')).toEqual(unknown);
	});
});
