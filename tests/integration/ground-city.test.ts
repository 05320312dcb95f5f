import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { demoCityFolder, importCity, readCityFolder } from '#lib/server/city-import.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { resetDemo } from '../../src/cli/demo-data.ts';
import { temporaryFolder } from '../rig/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';

const now = '2021-01-11T23:45:00.000Z';
const opened: { database: Database; test: TestDatabase }[] = [];
let database: Database;
beforeEach(async () => {
	const fresh = await createTestDatabase();
	database = await openDatabase({ databaseUrl: fresh.url, dataDir: '/nowhere' });
	opened.push({ database, test: fresh });
});
afterAll(async () => {
	for (const { database, test } of opened) {
		await database.close();
		await test.drop();
	}
});
const files = () => structuredClone(readCityFolder(demoCityFolder()));
const counts = async () => {
	const [row] = await database.sql`select (select count(*)::int from city) as cities,
		(select count(*)::int from agency) as agencies,
		(select count(*)::int from regulation) as regulations,
		(select count(*)::int from checklist) as checklists`;
	return row;
};

describe('importing a city', () => {
	test('the demo city is valid: thirty agencies under twelve regulations', async () => {
		const imported = await importCity(database, files(), { simulated: true, now });
		expect(imported).toEqual({ ok: true, agencies: 30, regulations: 12 });
		expect(await counts()).toEqual({ cities: 1, agencies: 30, regulations: 12, checklists: 1 });
	});

	test('a second time changes nothing, even at the same moment', async () => {
		const twice = [1, 2].map(() => importCity(database, files(), { simulated: true, now }));
		expect((await Promise.all(twice)).map((one) => one.ok)).toEqual([true, true]);
		expect(await counts()).toEqual({ cities: 1, agencies: 30, regulations: 12, checklists: 1 });
	});

	test('another city, or the same as a real one, is refused', async () => {
		await importCity(database, files(), { simulated: true, now });
		const real = await importCity(database, files(), { simulated: false, now });
		expect(real).toMatchObject({ ok: false, because: 'otherCity' });
		const other = { ...files(), city: { ...(files().city as object), code: 'other' } };
		const moved = await importCity(database, other, { simulated: true, now });
		expect(moved).toMatchObject({ ok: false, because: 'otherCity' });
	});

	test('a wrong value is named by file and field, and nothing is kept', async () => {
		const { agencies, ...rest } = files();
		const [first, ...others] = agencies as { headcount: number }[];
		const wrong = { ...rest, agencies: [{ ...first, headcount: -1 }, ...others] };
		expect(await importCity(database, wrong, { simulated: true, now })).toEqual({
			ok: false,
			because: 'invalid',
			where: ['agencies.0.headcount: negative']
		});
		expect(await counts()).toMatchObject({ cities: 0, agencies: 0 });
	});
});

describe('the demo’s fresh day', () => {
	test('empties log and photos under a new epoch, and keeps accounts', async () => {
		const dataDir = temporaryFolder();
		await resetDemo(database, dataDir);
		const epochOf = async () => (await database.sql`select epoch, seq from log_head`)[0];
		const before = await epochOf();
		await database.sql`insert into "user" (id, name, email, email_verified, created_at, updated_at)
			values ('1', 'Budi', 'b@example.org', false, now(), now())`;
		await database.sql`insert into fact
			(seq, id, type, origin, day, observed_at, received_at, payload, content_hash)
			values (1, '01770000-0000-7000-8000-000000000001', 'announcement.made', 'system',
				'2021-01-12', now(), now(), '{}', 'x')`;
		mkdirSync(path.join(dataDir, 'photos'));
		writeFileSync(path.join(dataDir, 'photos/old.webp'), '');

		await resetDemo(database, dataDir);
		const after = await epochOf();
		expect(after?.epoch).not.toBe(before?.epoch);
		expect(Number(after?.seq)).toBe(0);
		expect(existsSync(path.join(dataDir, 'photos'))).toBe(false);
		expect((await database.sql`select count(*)::int as n from fact`)[0]?.n).toBe(0);
		expect((await database.sql`select count(*)::int as n from "user"`)[0]?.n).toBe(1);
	});

	test('refuses the database of a real city', async () => {
		await importCity(database, files(), { simulated: false, now });
		await expect(resetDemo(database, temporaryFolder())).rejects.toMatchObject({
			kind: 'realRecords'
		});
	});

	test('refuses a database with accounts but no city: somebody is setting it up', async () => {
		await database.sql`insert into "user" (id, name, email, email_verified, created_at, updated_at)
			values ('1', 'Budi', 'b@example.org', false, now(), now())`;
		await expect(resetDemo(database, temporaryFolder())).rejects.toMatchObject({
			kind: 'realRecords'
		});
	});
});
