import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factTypes } from '#lib/contract/facts.ts';
import { createPerson } from '#lib/server/accounts.ts';
import { demoCityFolder, importCity, readCityFolder } from '#lib/server/city-import.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { planDay } from '../../src/simulate/day-plan.ts';
import { Simulation } from '../../src/simulate/simulation.ts';
import { simulatedCityOf } from '../../src/simulate/simulated-city.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed } from '../rig/test-server.ts';

const tuesday = '2021-01-12';
/** Forty seconds before midnight in WITA: the whole day is past and to be caught up with. */
const simulation = { start: '2021-01-12T15:59:20.000Z', rate: 1 };
const city = simulatedCityOf(readCityFolder(demoCityFolder()));
const plan = planDay(city, tuesday, 'demo');

let test: TestDatabase;
let database: Database;
let app: AppProcess;
let token: string;
let dataDir: string;
const inspector = { username: 'inspektur', password: 'sandi-uji-inspektur' };

beforeAll(async () => {
	test = await createTestDatabase();
	dataDir = await mkdtemp(path.join(tmpdir(), 'papan-siaga-simulate-'));
	database = await openDatabase({ databaseUrl: test.url, dataDir: '' });
	const files = readCityFolder(demoCityFolder());
	const imported = await importCity(database, files, { simulated: true, now: simulation.start });
	if (!imported.ok) throw new Error(JSON.stringify(imported));
	const memberships = [{ role: 'inspector' as const, agency: null }];
	const made = await createPerson(database, { ...inspector, name: 'Rahma', memberships });
	if (!made.ok) throw new Error(made.because);
	const agencies = city.agencies.map(({ code }) => code);
	({ token } = await openFeed({ database }, { agencies, factTypes: [...factTypes] }));
	app = await startApp({ databaseUrl: test.url, dataDir, simulation });
});
afterAll(async () => {
	await app?.stop();
	await database?.close();
	await test?.drop();
	if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

async function liveTheDay(): Promise<string[]> {
	const lines: string[] = [];
	await new Simulation({
		city,
		server: app.url,
		token,
		seed: 'demo',
		inspector,
		print: (line) => lines.push(line),
		signal: AbortSignal.timeout(200_000),
		oneDay: true
	}).run();
	return lines;
}

/** How many facts of each type, counted by whoever asks. */
const inPlan = () => {
	const types = [
		...plan.facts.map(({ fact }) => fact.type),
		...plan.visits.map(() => 'inspection.submitted' as const)
	];
	return Object.fromEntries(
		Object.entries(Object.groupBy(types, (type) => type)).map(([type, all]) => [type, all?.length])
	);
};
const inLog = async () => {
	const rows = await database.sql<{ type: string; facts: number }[]>`
		select type, count(*)::int as facts from fact group by type`;
	return Object.fromEntries(rows.map(({ type, facts }) => [type, facts]));
};

describe('[G6] a simulated day through the public interface', () => {
	it('is recorded to the last fact, sidak and photos included, and nothing is refused', async () => {
		const lines = await liveTheDay();
		expect(lines.filter((line) => line.startsWith('!'))).toEqual([]);
		expect(lines.at(-1)).toMatch(/, 0 refused · \d+ visitors/);
		expect(await inLog()).toEqual(inPlan());
		const [photo] = await database.sql`select count(*)::int as photos from photo`;
		const planned = plan.visits.flatMap(({ photos }) => photos);
		expect(photo).toEqual({ photos: planned.length });
	}, 240_000);

	it('says nothing new when the simulator is started again', async () => {
		const before = await inLog();
		await liveTheDay();
		expect(await inLog()).toEqual(before);
	}, 240_000);
});
