import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '#lib/server/accounts.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { tuesdayMorning } from '../rig/test-server.ts';

const password = 'kata sandi yang panjang';
const people = {
	admin: { role: 'admin', agency: null },
	lead: { role: 'lead', agency: null },
	secretary: { role: 'secretary', agency: 'DISNAKER' },
	inspector: { role: 'inspector', agency: null },
	counter: { role: 'counter', agency: 'DISNAKER' }
} as const;

/** The pages as a browser without a script meets them, over the built server. */
describe('the doors', () => {
	let testDatabase: TestDatabase;
	let database: Database;
	let app: AppProcess;
	const cookies: Record<string, string> = {};

	const ask = (path: string, init: RequestInit = {}) =>
		fetch(app.url + path, {
			redirect: 'manual',
			...init,
			headers: { accept: 'text/html', 'accept-language': 'id', ...init.headers }
		});
	const post = (path: string, fields: Record<string, string>, headers: HeadersInit = {}) =>
		ask(path, {
			method: 'POST',
			body: new URLSearchParams(fields),
			headers: { origin: app.url, ...headers }
		});
	const as = (who: string) => ({ cookie: cookies[who] ?? '' });

	beforeAll(async () => {
		testDatabase = await createTestDatabase();
		await fillCity(testDatabase.url);
		database = await openDatabase({ databaseUrl: testDatabase.url, dataDir: '' });
		for (const [username, held] of Object.entries(people)) {
			await createPerson(database, { username, name: 'Uji', password, memberships: [held] });
		}
		app = await startApp({
			databaseUrl: testDatabase.url,
			simulation: { start: tuesdayMorning, rate: 1 }
		});
	}, 120_000);
	afterAll(async () => {
		await app?.stop();
		await database?.close();
		await testDatabase?.drop();
	});

	it('leads everybody who signs in to their own screen', async () => {
		const landed: Record<string, string | null> = {};
		for (const username of Object.keys(people)) {
			const answer = await post('/masuk', { username, password });
			expect(answer.status).toBe(303);
			landed[username] = answer.headers.get('location');
			const [cookie = ''] = answer.headers.getSetCookie();
			expect(cookie).toMatch(/^papan_sesi=.*; Path=\/; HttpOnly; SameSite=Lax$/);
			// over plain http in an office network a Secure cookie would never come back
			expect(cookie).not.toMatch(/Secure/);
			cookies[username] = cookie.split(';')[0] ?? '';
		}
		expect(landed).toEqual({
			admin: '/admin',
			lead: '/opd',
			secretary: '/opd/DISNAKER',
			inspector: '/lapangan',
			counter: '/loket/DISNAKER'
		});
	});

	it('says in plain words that user name or password are wrong, and keeps the name', async () => {
		const answer = await post('/masuk', { username: 'admin', password: 'bukan ini' });
		expect(answer.status).toBe(401);
		const page = await answer.text();
		expect(page).toContain('Nama pengguna atau kata sandi salah');
		expect(page).toContain('value="admin"');
		expect(answer.headers.getSetCookie()).toEqual([]);
	});

	it('names the field that was left empty', async () => {
		const answer = await post('/masuk', { username: '', password: '' });
		expect(answer.status).toBe(422);
		const page = await answer.text();
		expect(page).toContain('Isi nama pengguna Anda.');
		expect(page).toContain('Isi kata sandi Anda.');
	});

	it('returns to the page that was asked for, and never to another site', async () => {
		const next = (await ask('/admin/layar?kode=BCDFGHJK')).headers.get('location');
		expect(next).toBe(`/masuk?next=${encodeURIComponent('/admin/layar?kode=BCDFGHJK')}`);
		const answer = await post(next ?? '', { username: 'admin', password });
		expect(answer.headers.get('location')).toBe('/admin/layar?kode=BCDFGHJK');

		for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
			const away = `/masuk?next=${encodeURIComponent(evil)}`;
			const landed = await post(away, { username: 'admin', password });
			expect(landed.headers.get('location')).toBe('/admin');
			const signedIn = await ask(away, { headers: as('admin') });
			expect(signedIn.headers.get('location')).toBe('/admin');
		}
	});

	it('[P25] answers 403 with a sentence in the page, to scripts and to data requests', async () => {
		const page = await ask('/admin/pengguna', { headers: as('counter') });
		expect(page.status).toBe(403);
		expect(await page.text()).toContain('Peran Anda tidak mencakup halaman ini.');

		const english = { ...as('counter'), 'accept-language': 'en' };
		const other = await ask('/loket/DISDUKCAPIL', { headers: english });
		expect(other.status).toBe(403);
		expect(await other.text()).toContain('This page belongs to another agency.');

		const data = await ask('/admin/pengguna/__data.json', { headers: as('lead') });
		expect(data.status).toBe(403);
		expect(await data.text()).not.toContain('username');
	});

	it('[P25] lets nobody but an admin act on the admin’s pages', async () => {
		for (const who of ['lead', 'secretary', 'inspector', 'counter', 'nobody']) {
			for (const path of [
				'/admin/umpan/baru',
				'/admin/pengguna/baru',
				'/admin/layar?/approve',
				'/admin/umpan?/revoke'
			]) {
				const answer = await post(path, { id: 'x' }, as(who));
				const status = who === 'nobody' ? 303 : 403;
				expect([who, path, answer.status]).toEqual([who, path, status]);
			}
		}
		const [made] = await database.sql`select (select count(*) from feed)::int as feeds`;
		expect(made?.feeds).toBe(0);
	});

	it('[P26] accepts no change from another page, whatever its content type', async () => {
		const origins: HeadersInit[] = [
			{},
			{ origin: 'null' },
			{ origin: 'http://evil.example' },
			{ origin: app.url.replace('http:', 'https:') },
			{ origin: `${app.url}.evil.example` }
		];
		const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
		for (const origin of origins) {
			for (const type of types) {
				for (const path of ['/api/v1/facts', '/keluar', '/pasang/kode', '/admin/umpan/baru']) {
					const answer = await ask(path, {
						method: 'POST',
						body: '[]',
						headers: { ...as('admin'), ...origin, 'content-type': type }
					});
					expect([origin, type, path, answer.status]).toEqual([origin, type, path, 403]);
				}
			}
		}
		// the session is still there: /keluar was among them
		expect((await ask('/admin', { headers: as('admin') })).status).toBe(200);
	});

	it('[P31] sends the headers that protect a page, and keeps signed-in pages out of caches', async () => {
		for (const path of ['/masuk', '/pasang', '/admin', '/tidak-ada', '/version']) {
			const { headers } = await ask(path, { headers: as('admin') });
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('referrer-policy')).toBe('same-origin');
			expect(headers.get('permissions-policy')).toContain('camera=(self)');
			expect(headers.get('strict-transport-security')).toBeNull();
		}
		const { headers } = await ask('/admin', { headers: as('admin') });
		expect(headers.get('cache-control')).toContain('no-store');
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toMatch(/script-src 'self' 'nonce-/);
		expect(policy).toContain("frame-ancestors 'none'");
		const refused = await ask('/admin', { headers: as('counter') });
		expect(refused.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/);
	});

	it('answers in the language and appearance chosen, without a script', async () => {
		const chosen = await post(
			'/preferensi',
			{ locale: 'en' },
			{ referer: `${app.url}/masuk?next=%2Fopd` }
		);
		expect(chosen.status).toBe(303);
		expect(chosen.headers.get('location')).toBe('/masuk?next=%2Fopd');
		const cookie = chosen.headers.getSetCookie().map((one) => one.split(';')[0]);
		expect(cookie).toEqual(['locale=en']);

		const page = await ask('/masuk', { headers: { cookie: 'locale=en; theme=dark' } });
		expect(await page.text()).toMatch(/<html lang="en" data-theme="dark">/);
		const away = await post('/preferensi', { theme: 'next' }, { referer: 'http://evil.example/x' });
		expect(away.headers.get('location')).toBe('/');
		const pair = await ask('/pasang', { headers: { cookie: 'theme=light' } });
		expect(await pair.text()).toMatch(/<html lang="id" data-theme="dark">/);
	});

	it('[W14] pairs a screen over HTTP with both secrets out of sight, and forgets a revoked one', async () => {
		const json = { origin: app.url, 'content-type': 'application/json' };
		const resolution = JSON.stringify({ resolution: '1920×1080' });
		const begun = await ask('/pasang/kode', { method: 'POST', headers: json, body: resolution });
		const told = (await begun.json()) as { code: string };
		expect(Object.keys(told).sort()).toEqual(['code', 'expiresInSeconds']);
		const [secret = ''] = begun.headers.getSetCookie();
		expect(secret).toMatch(/^papan_pasang=psp_.*; Path=\/pasang; HttpOnly; SameSite=Strict$/);

		const place = { name: 'Posko', diagonalInches: '55', distanceMetres: '4' };
		const bad = { ...place, code: told.code, distanceMetres: '0' };
		const refused = await post('/admin/layar?/approve', bad, as('admin'));
		expect(await refused.text()).toContain('Isi jarak 1 sampai 50 meter');
		const good = { ...place, code: told.code };
		const approved = await post('/admin/layar?/approve', good, as('admin'));
		expect(await approved.text()).toContain('Posko disetujui');

		const polled = await ask('/pasang/keadaan', {
			method: 'POST',
			headers: { ...json, cookie: secret.split(';')[0] ?? '' },
			body: '{}'
		});
		expect(await polled.json()).toEqual({ state: 'approved' });
		const kept = polled.headers.getSetCookie().find((one) => one.startsWith('papan_layar=psl_'));
		expect(kept).toMatch(/HttpOnly/);
		const screen = { cookie: kept?.split(';')[0] ?? '' };

		expect((await ask('/layar', { headers: screen })).status).toBe(200);
		expect((await ask('/opd', { headers: screen })).headers.get('location')).toMatch(/^\/masuk/);
		const [row] = await database.sql`select id from screen`;
		await post('/admin/layar?/revoke', { id: row?.id }, as('admin'));
		const after = await ask('/layar', { headers: screen });
		expect(after.headers.get('location')).toBe('/pasang');
	});

	it('shows a feed’s token once', async () => {
		const fields = { name: 'Mesin', agencies: 'DISNAKER', factTypes: 'queue.read' };
		const limits = { days: '90', ratePerMinute: '600' };
		const wrong = { ...fields, ...limits, agencies: 'TIDAK-ADA', days: '91' };
		const refused = await post('/admin/umpan/baru', wrong, as('admin'));
		const faults = await refused.text();
		expect(faults).toContain('Pilih paling sedikit satu perangkat daerah.');
		expect(faults).toContain('Isi masa berlaku 1 sampai 90 hari.');

		const made = await post('/admin/umpan/baru', { ...fields, ...limits }, as('admin'));
		const token = /psf_[\w-]{43}/.exec(await made.text())?.[0] ?? 'none';
		const list = await (await ask('/admin/umpan', { headers: as('admin') })).text();
		expect(list).toContain(token.slice(-4));
		expect(list).not.toContain(token);
	});

	it('[P25] does not let an admin change their own account through the form either', async () => {
		const [own] = await database.sql`select id from "user" where username = 'admin'`;
		const path = `/admin/pengguna/${own?.id}`;
		for (const action of ['roles', 'disable', 'enable', 'reset']) {
			const answer = await post(`${path}?/${action}`, { role: 'lead' }, as('admin'));
			expect([action, answer.status]).toEqual([action, 422]);
		}
		expect((await ask('/admin', { headers: as('admin') })).status).toBe(200);
	});

	it('signs out for good', async () => {
		const answer = await post('/keluar', {}, as('counter'));
		expect(answer.headers.get('location')).toBe('/masuk');
		const later = await ask('/loket/DISNAKER', { headers: as('counter') });
		expect(later.headers.get('location')).toMatch(/^\/masuk/);
	});

	it('gives unexpected addresses a page of their own, with a way back', async () => {
		const answer = await ask('/tidak-ada');
		expect(answer.status).toBe(404);
		expect(await answer.text()).toContain('Halaman tidak ada');
	});
});
