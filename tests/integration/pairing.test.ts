import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	approvePairing,
	askPairing,
	beginPairing,
	findPairing,
	readCode
} from '#lib/server/pairing.ts';
import { setProcessHandle } from '#lib/server/process.ts';
import { pairing, screen } from '#lib/server/schema.ts';
import { listScreens, revokeScreen, screenCookie } from '#lib/server/screens.ts';
import { hashToken } from '#lib/server/token.ts';
import { viewerOf } from '#lib/server/viewer.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { startServer, type TestServer } from '../rig/test-server.ts';

const traits = { resolution: '1920×1080', userAgent: 'Chrome/142 Linux', address: '10.0.0.9' };
const place = { name: 'Posko, dinding barat', diagonalInches: 55, distanceMetres: 4 };
const nobody = { kind: 'public' };

it('reads a code however it is typed, and nothing that cannot be one', () => {
	expect(readCode('BCDF-GHJK')).toBe('BCDFGHJK');
	expect(readCode(' bcdf ghjk ')).toBe('BCDFGHJK');
	for (const typed of ['', 'BCDF', 'BCDF-GHJKL', 'BCDA-GHJK', 'BCD1-GHJK', 'ßCDFGHJK']) {
		expect(readCode(typed)).toBeNull();
	}
});

describe('pairing', () => {
	let database: TestDatabase;
	let server: TestServer;
	let admins = 0;
	const db = () => server.app.database;
	/** Each with tries of their own. */
	const admin = () => `admin-${++admins}`;
	const begin = (earlier: string | null = null) => beginPairing(db(), traits, earlier);
	const withCookie = (token: string) => new Headers({ cookie: `${screenCookie}=${token}` });

	async function paired() {
		const { code, secret } = await begin();
		const approved = await approvePairing(db(), admin(), code, place);
		const asked = await askPairing(db(), secret);
		if (!approved.ok || asked.state !== 'approved') throw new Error('not paired');
		return { id: approved.screenId, token: asked.token, code, secret };
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

	it('[W14] gives a screen that an admin approved a cookie that opens the wall', async () => {
		const { code, secret } = await begin();
		expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
		expect(secret).not.toContain(code);
		expect(await askPairing(db(), secret)).toEqual({ state: 'waiting' });

		const by = admin();
		const typed = `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase();
		expect(await findPairing(db(), by, typed)).toEqual({ ok: true, pairing: { code, ...traits } });
		const approved = await approvePairing(db(), by, typed, place);
		expect(approved).toMatchObject({ ok: true });

		const asked = await askPairing(db(), secret);
		if (asked.state !== 'approved') throw new Error(asked.state);
		expect(await viewerOf(withCookie(asked.token))).toMatchObject({
			kind: 'screen',
			name: place.name
		});
	});

	it('[W14] works once: neither the code nor the approval can be used again', async () => {
		const { code, secret } = await paired();
		expect(await askPairing(db(), secret)).toEqual({ state: 'over' });
		const again = await approvePairing(db(), admin(), code, place);
		expect(again).toMatchObject({ ok: false, because: 'unknownCode' });
	});

	it('hands the token out once, however many ask at the same moment', async () => {
		const { code, secret } = await begin();
		const approvals = await Promise.all(
			Array.from({ length: 10 }, () => approvePairing(db(), admin(), code, place))
		);
		expect(approvals.filter(({ ok }) => ok)).toHaveLength(1);
		const asked = await Promise.all(Array.from({ length: 10 }, () => askPairing(db(), secret)));
		expect(asked.filter(({ state }) => state === 'approved')).toHaveLength(1);
	});

	it('[W14] ends after ten minutes', async () => {
		const { code, secret, expiresInSeconds } = await begin();
		expect(expiresInSeconds).toBe(600);
		const [kept] = await db()
			.db.select({
				seconds: sql<number>`extract(epoch from ${pairing.expiresAt} - ${pairing.createdAt})::float8`
			})
			.from(pairing)
			.where(eq(pairing.codeHash, hashToken(code)));
		expect(kept?.seconds).toBe(600);
		await db()
			.db.update(pairing)
			.set({ expiresAt: sql`now() - interval '1 second'` })
			.where(eq(pairing.codeHash, hashToken(code)));
		expect(await askPairing(db(), secret)).toEqual({ state: 'over' });
		expect(await findPairing(db(), admin(), code)).toMatchObject({ because: 'unknownCode' });
		expect(await approvePairing(db(), admin(), code, place)).toMatchObject({ ok: false });
	});

	it('forgets the earlier code of a screen that asks for a new one', async () => {
		const first = await begin();
		const second = await begin(first.secret);
		expect(await askPairing(db(), first.secret)).toEqual({ state: 'over' });
		expect(await findPairing(db(), admin(), first.code)).toMatchObject({ ok: false });
		expect(await askPairing(db(), second.secret)).toEqual({ state: 'waiting' });
	});

	it('[W14] locks an admin after five wrong codes, and no other admin', async () => {
		const by = admin();
		const { code } = await begin();
		for (const triesLeft of [4, 3, 2, 1]) {
			const wrong = await findPairing(db(), by, 'ZZZZ-ZZZZ');
			expect(wrong).toEqual({ ok: false, because: 'unknownCode', triesLeft });
		}
		expect(await findPairing(db(), by, 'not a code')).toMatchObject({ because: 'locked' });
		expect(await findPairing(db(), by, code)).toMatchObject({ ok: false, because: 'locked' });
		const approval = await approvePairing(db(), by, code, place);
		expect(approval).toMatchObject({ ok: false, because: 'locked' });
		expect(await findPairing(db(), admin(), code)).toMatchObject({ ok: true });
	});

	it('counts wrong codes sent straight to the approval as well', async () => {
		const by = admin();
		for (let n = 0; n < 5; n++) await approvePairing(db(), by, 'ZZZZ-ZZZZ', place);
		expect(await findPairing(db(), by, 'ZZZZ-ZZZZ')).toMatchObject({ because: 'locked' });
	});

	it('[P27] does not know a screen from the moment it is revoked', async () => {
		const { id, token } = await paired();
		expect(await viewerOf(withCookie(token))).toMatchObject({ kind: 'screen', id });
		expect(await revokeScreen(db(), id)).toBe(true);
		expect(await viewerOf(withCookie(token))).toEqual(nobody);
		expect(await revokeScreen(db(), id)).toBe(false);
	});

	it('does not open a screen that was revoked before it collected its token', async () => {
		const { code, secret } = await begin();
		const approved = await approvePairing(db(), admin(), code, place);
		if (!approved.ok) throw new Error(approved.because);
		await revokeScreen(db(), approved.screenId);
		expect(await askPairing(db(), secret)).toEqual({ state: 'over' });
	});

	it('keeps hashes only: neither code, secret nor token lies in the database', async () => {
		const waiting = await begin();
		const { token } = await paired();
		const [dump] = await db().sql<{ text: string }[]>`select
			(select jsonb_agg(p) from pairing p)::text || (select jsonb_agg(s) from screen s)::text as text`;
		for (const secret of [waiting.code, waiting.secret, token]) {
			expect(dump?.text).not.toContain(secret);
		}
	});

	it('notes when a screen was seen, at most once a minute', async () => {
		const { id, token } = await paired();
		const seen = async () =>
			(await listScreens(db())).find((one) => one.id === id)?.lastSeenAt ?? null;
		await viewerOf(withCookie(token));
		const first = await seen();
		expect(first).not.toBeNull();
		await viewerOf(withCookie(token));
		expect(await seen()).toBe(first);
		await db()
			.db.update(screen)
			.set({ lastSeenAt: sql`now() - interval '61 seconds'` })
			.where(eq(screen.id, id));
		await viewerOf(withCookie(token));
		expect(Date.parse((await seen()) ?? '')).toBeGreaterThanOrEqual(Date.parse(first ?? ''));
	});

	it('believes no made-up token', async () => {
		for (const token of ['', 'psl_x', 'x'.repeat(5000), "' or 1=1 --"]) {
			expect(await viewerOf(withCookie(token))).toEqual(nobody);
		}
	});
});
