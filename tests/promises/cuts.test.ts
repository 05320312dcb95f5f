import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/server/database.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { ClientScreen } from '../rig/client-screen.ts';
import { feedFact, seeded, seedOf } from '../rig/facts.ts';
import { postFacts } from '../rig/fact-sender.ts';
import { pairScreen } from '../rig/paired-screen.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed, tuesdayMorning } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const screens = 200;
/** Five minutes in the nightly run. */
const seconds = process.env.FULL ? 300 : 20;
const factsPerSecond = 20;
const agencies = ['DINSOS', 'DISNAKER', 'DISDUKCAPIL', 'BAPENDA', 'MPP'];

let database: TestDatabase;
let app: AppProcess | null = null;
let token = '';
const clients: ClientScreen[] = [];

beforeAll(async () => {
	database = await createTestDatabase();
	await fillCity(database.url);
	const opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
	token = (await openFeed({ database: opened }, { agencies })).token;
	await opened.close();
	const simulation = { start: tuesdayMorning, rate: 1 };
	app = await startApp({ databaseUrl: database.url, simulation });
});
afterAll(async () => {
	for (const client of clients) client.close();
	await app?.stop();
	await database?.drop();
});

it(
	'[P14] brings 200 screens through random cuts without a gap or a double, all equal in the end',
	async () => {
		if (!app) throw new Error('no app');
		const { url } = app;
		const random = seeded(seedOf('cuts'));
		const { cookie } = await pairScreen(database.url);
		for (let n = 0; n < screens; n++) clients.push(new ClientScreen(url, cookie));
		await Promise.all(clients.map((client) => client.ready()));

		const answers: ReturnType<typeof postFacts>[] = [];
		let cuts = 0;
		const started = performance.now();
		for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - started) / 1000) {
			while (answers.length < elapsed * factsPerSecond) {
				const agency = agencies[answers.length % agencies.length] ?? '';
				const counted = { wfo: 1 + (answers.length % 15), wfh: 2 };
				const fact = feedFact('presence.counted', agency, counted, tuesdayMorning);
				answers.push(postFacts(url, fact, { token }));
			}
			// each screen is cut every five seconds or so, when the machine keeps up
			for (const client of clients) {
				if (random() > 1 / (5 * factsPerSecond)) continue;
				client.cut(random() < 0.5 ? 'close' : 'reset');
				cuts++;
			}
			await sleep(1000 / factsPerSecond);
		}
		const sent = answers.length;
		for (const { body } of await Promise.all(answers)) {
			expect(body?.receipts?.[0]?.status).toBe('recorded');
		}
		expect(cuts).toBeGreaterThan(screens / 4);
		await until('all have everything', () => clients.every(({ seq }) => seq === sent), 60_000);
		expect(clients.map(({ gaps }) => gaps)).toEqual(Array(screens).fill(0));
		expect(new Set(clients.map(({ hash }) => hash)).size).toBe(1);
		const before = clients.map(({ compared }) => compared);
		await until(
			'all have compared with the server’s hash',
			() => clients.every(({ compared }, n) => compared > (before[n] ?? 0)),
			35_000
		);
		expect(clients.map(({ differed }) => differed)).toEqual(Array(screens).fill(0));
		console.log(`cuts: ${cuts} cuts, ${sent} facts in ${seconds} s`);
	},
	seconds * 1000 + 120_000
);
