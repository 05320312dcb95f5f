import { readdir, readFile } from 'node:fs/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '#lib/server/accounts.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { sha256Of } from '#lib/server/photo-bytes.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import {
	damagedPhotos,
	hostilePhotos,
	hugePng,
	jpegWithEverything,
	picture,
	telltales
} from '../rig/hostile-photos.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { tuesdayMorning } from '../rig/test-server.ts';

const password = 'kata sandi yang panjang';
const people = {
	admin: { role: 'admin', agency: null },
	lead: { role: 'lead', agency: null },
	secretary: { role: 'secretary', agency: 'DISNAKER' },
	'other-secretary': { role: 'secretary', agency: 'DPK' },
	inspector: { role: 'inspector', agency: null },
	counter: { role: 'counter', agency: 'DISNAKER' }
} as const;
type Who = keyof typeof people | 'nobody';

describe('photos of a visit', () => {
	let testDatabase: TestDatabase;
	let database: Database;
	let app: AppProcess;
	const dataDir = mkdtempSync(path.join(tmpdir(), 'papan-siaga-photos-'));
	const cookies: Partial<Record<Who, string>> = {};
	const as = (who: Who): Record<string, string> => ({ cookie: cookies[who] ?? '' });

	async function signIn(username: Who): Promise<void> {
		const answer = await fetch(`${app.url}/masuk`, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ username, password }),
			headers: { origin: app.url, accept: 'text/html' }
		});
		cookies[username] = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	}

	/** Sends a photo as the tablet does; name and agency may be wrong on purpose. */
	async function put(
		bytes: Buffer,
		how: { who?: Who; name?: string; agency?: string; headers?: Record<string, string> } = {}
	) {
		const { who = 'inspector', name = sha256Of(bytes), agency = 'DISNAKER' } = how;
		const answer = await fetch(`${app.url}/api/v1/photos/${name}?agency=${agency}`, {
			method: 'PUT',
			body: new Uint8Array(bytes),
			headers: { 'content-type': 'image/jpeg', origin: app.url, ...as(who), ...how.headers }
		});
		// boundary: the door's own JSON
		const body = (await answer.json()) as { because?: string; sentence?: object; sha256?: string };
		return { status: answer.status, ...body };
	}

	const get = (name: string, who: Who) =>
		fetch(`${app.url}/photos/${name}`, { headers: { accept: 'image/*', ...as(who) } });

	async function storedFiles(): Promise<Buffer[]> {
		const names = await readdir(path.join(dataDir, 'photos'), { recursive: true }).catch(() => []);
		const files = names.filter((name) => /\.\w+$/.test(name));
		return Promise.all(files.map((name) => readFile(path.join(dataDir, 'photos', name))));
	}

	beforeAll(async () => {
		testDatabase = await createTestDatabase();
		await fillCity(testDatabase.url);
		database = await openDatabase({ databaseUrl: testDatabase.url, dataDir: '' });
		for (const [username, held] of Object.entries(people)) {
			await createPerson(database, { username, name: 'Uji', password, memberships: [held] });
		}
		app = await startApp({
			databaseUrl: testDatabase.url,
			dataDir,
			simulation: { start: tuesdayMorning, rate: 1 },
			env: { PHOTO_LIMIT: '4M' }
		});
		for (const username of Object.keys(people)) await signIn(username as Who);
	}, 120_000);
	afterAll(async () => {
		await app?.stop();
		await database?.close();
		await testDatabase?.drop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	it('[P29] keeps a camera’s JPEG as an upright WebP of at most 1600 px, without a word of its metadata', async () => {
		const sent = await jpegWithEverything(100);
		expect(sent.includes('TelltaleDatum')).toBe(true);
		expect(await put(sent)).toMatchObject({ status: 201, sha256: sha256Of(sent) });
		const answer = await get(sha256Of(sent), 'inspector');
		const bytes = Buffer.from(await answer.arrayBuffer());
		const kept = await sharp(bytes).metadata();
		// 320 × 200 lying on its side
		expect(kept).toMatchObject({ format: 'webp', width: 200, height: 320 });
		expect([kept.exif, kept.icc, kept.xmp, kept.iptc, kept.orientation]).toEqual(
			Array(5).fill(undefined)
		);
		for (const word of telltales) expect(bytes.includes(word), word).toBe(false);

		const wide = await picture(101, 3000, 1000).jpeg().toBuffer();
		expect(await put(wide)).toMatchObject({ status: 201, width: 1600, height: 533 });
	});

	it('[P2] keeps a photo once, however often and for whatever agency it is sent again', async () => {
		const sent = await picture(102).jpeg().toBuffer();
		expect((await put(sent)).status).toBe(201);
		const again = await Promise.all([put(sent), put(sent), put(sent, { agency: 'DPK' })]);
		expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
		const rows = await database.sql`select agency from photo where sha256 = ${sha256Of(sent)}`;
		expect(rows.map(({ agency }) => agency)).toEqual(['DISNAKER']);
	});

	it('draws a photo anew when the disk has lost its file', async () => {
		const sent = await picture(103).jpeg().toBuffer();
		await put(sent);
		const [row] =
			await database.sql`select stored_sha256 from photo where sha256 = ${sha256Of(sent)}`;
		const stored = String(row?.stored_sha256);
		rmSync(path.join(dataDir, 'photos', stored.slice(0, 2), stored.slice(2, 4), `${stored}.webp`));
		expect((await get(sha256Of(sent), 'inspector')).status).toBe(404);
		expect((await put(sent)).status).toBe(201);
		expect((await get(sha256Of(sent), 'inspector')).status).toBe(200);
	});

	it('[P25] takes photos from inspectors only', async () => {
		const sent = await picture(104).jpeg().toBuffer();
		expect((await put(sent, { who: 'nobody' })).status).toBe(401);
		for (const who of ['admin', 'lead', 'secretary', 'counter'] as const)
			expect((await put(sent, { who })).status, who).toBe(403);
		expect((await put(sent, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(
			403
		);
		expect(await put(sent, { agency: 'TIDAK-ADA' })).toMatchObject({
			status: 422,
			because: 'unknownAgency'
		});
		expect((await get(sha256Of(sent), 'inspector')).status).toBe(404);
	});

	it('[P25] shows a photo to inspectors, lead, admin and that agency’s secretary, to nobody else', async () => {
		const sent = await picture(105).jpeg().toBuffer();
		await put(sent);
		const seen: Record<string, number> = {};
		for (const who of [...Object.keys(people), 'nobody'])
			seen[who] = (await get(sha256Of(sent), who as Who)).status;
		expect(seen).toEqual({
			admin: 200,
			lead: 200,
			secretary: 200,
			'other-secretary': 404,
			inspector: 200,
			counter: 404,
			nobody: 401
		});
	});

	it('[P29] serves it so that a browser can only draw it', async () => {
		const sent = await picture(106).jpeg().toBuffer();
		await put(sent);
		const { headers } = await get(sha256Of(sent), 'lead');
		expect(headers.get('content-type')).toBe('image/webp');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
		expect(headers.get('cache-control')).toMatch(/^private/);
	});

	it('refuses with a sentence in both languages: wrong name, wrong hash, too large', async () => {
		const sent = await picture(107).jpeg().toBuffer();
		const other = sha256Of(Buffer.from('another'));
		expect(await put(sent, { name: other })).toMatchObject({
			status: 422,
			because: 'hashMismatch',
			sentence: { id: expect.stringMatching(/Kirim ulang/), en: expect.stringMatching(/again/) }
		});
		for (const name of ['x', other.toUpperCase(), `${other}0`, '..%2f..%2fetc%2fpasswd'])
			expect((await put(sent, { name })).because, name).toBe('badAddress');
		const large = Buffer.concat([sent, Buffer.alloc(4 * 1024 * 1024)]);
		expect(await put(large)).toMatchObject({
			status: 413,
			because: 'tooLarge',
			sentence: { id: expect.stringMatching(/4 MB/) }
		});
		// the same connection goes on
		expect((await put(sent)).status).toBe(201);
	});

	it('[P29] stores nothing of sixty hostile files as it was sent, and stays well', async () => {
		const corpus = await hostilePhotos();
		const answers: Record<string, number> = {};
		const expected = Object.fromEntries(corpus.map(({ name, status }) => [name, status]));
		await Promise.all(
			corpus.map(async ({ name, bytes }) => (answers[name] = (await put(bytes)).status))
		);
		expect(answers).toEqual(expected);

		const damaged = await damagedPhotos(30);
		const statuses = await Promise.all(damaged.map(async (bytes) => (await put(bytes)).status));
		expect(statuses.filter((status) => ![201, 415, 422].includes(status))).toEqual([]);

		expect(corpus.length + damaged.length).toBeGreaterThanOrEqual(60);
		const sentHashes = new Set([...corpus.map(({ bytes }) => bytes), ...damaged].map(sha256Of));
		for (const file of await storedFiles()) {
			expect(sentHashes.has(sha256Of(file))).toBe(false);
			expect((await sharp(file).metadata()).format).toBe('webp');
			for (const word of telltales) expect(file.includes(word), word).toBe(false);
		}
		expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200);
	});

	it('[P29] takes less than 300 MB more for a flood of the largest photos it takes', async () => {
		// over what the process holds anyway: how much that is, the size of the program and the allocator decide
		const before = memoryOf(app.pid, 'VmRSS');
		const black = Array.from({ length: 8 }, (_, i) => hugePng(6000, 3980 + i));
		const colours = [110, 111, 112].map((n) => picture(n, 6000, 3970).png().toBuffer());
		const flood = [...black, ...(await Promise.all(colours))];
		const answers = await Promise.all(flood.map(async (bytes) => (await put(bytes)).status));
		expect(answers).toEqual(flood.map(() => 201));
		const peak = memoryOf(app.pid, 'VmHWM');
		if (peak !== null && before !== null) {
			expect(peak - before).toBeLessThan(300 * 1024 * 1024);
		}
	});
});

/** Resident memory of the process now or at its highest, in bytes; null where the system does not tell. */
function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): number | null {
	try {
		const kilobytes = new RegExp(`${which}:\\s+(\\d+) kB`).exec(
			readFileSync(`/proc/${pid}/status`, 'utf8')
		)?.[1];
		return kilobytes ? Number(kilobytes) * 1024 : null;
	} catch {
		return null;
	}
}
