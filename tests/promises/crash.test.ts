import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/server/database.ts';
import { spawnApp, startApp, type AppProcess } from '../rig/app-process.ts';
import { feedFact, seeded, seedOf } from '../rig/facts.ts';
import { sendUntilHeard } from '../rig/fact-sender.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed, tuesdayMorning } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const kills = 10;
const senders = 16;
const simulation = { start: tuesdayMorning, rate: 1 };

let database: TestDatabase;
let app: AppProcess | null = null;
let token = '';

beforeAll(async () => {
	database = await createTestDatabase();
	await fillCity(database.url);
	const opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
	token = (await openFeed({ database: opened }, { agencies: ['DINSOS'] })).token;
	await opened.close();
});
afterAll(async () => {
	await app?.stop();
	await database?.drop();
});

it('[P1] has every acknowledged fact, once, after kill -9 ten times under load', async () => {
	const random = seeded(seedOf('crash'));
	app = await startApp({ databaseUrl: database.url, simulation });
	const { port, url } = app;
	let stopping = false;
	const heard = new Map<string, number>();

	const sending = Array.from({ length: senders }, async () => {
		while (!stopping) {
			const counted = { wfo: 1 + Math.floor(random() * 20), wfh: 3 };
			const fact = feedFact('presence.counted', 'DINSOS', counted, tuesdayMorning);
			const receipt = await sendUntilHeard(() => url, fact, token);
			if (receipt.status === 'refused') throw new Error(JSON.stringify(receipt));
			heard.set(fact.id, receipt.seq);
		}
	});
	for (let kill = 0; kill < kills; kill++) {
		const before = heard.size;
		await until('it takes facts', () => heard.size > before + senders, 60_000);
		await sleep(random() * 1500);
		app.kill('SIGKILL');
		await app.ended;
		await sleep(random() * 300);
		app = await spawnApp({ databaseUrl: database.url, simulation, port });
	}
	stopping = true;
	await Promise.all(sending);
	console.log(`crash: ${heard.size} facts heard through ${kills} kills`);

	const sql = postgres(database.url, { max: 1 });
	const rows = await sql<{ id: string; seq: number }[]>`
		select id, seq::int as seq from fact order by seq`;
	await sql.end();
	expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, place) => place + 1));
	const kept = new Map(rows.map(({ id, seq }) => [id, seq]));
	expect(kept.size).toBe(rows.length);
	const lost = [...heard].filter(([id, seq]) => kept.get(id) !== seq);
	expect(lost).toEqual([]);
	// every sender heard of everything it sent, so nothing else can be there
	expect(rows.length).toBe(heard.size);
}, 400_000);
