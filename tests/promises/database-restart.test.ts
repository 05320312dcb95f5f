import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Viewer } from '#lib/contract/role.ts';
import { openEmbeddedPostgres, type EmbeddedPostgres } from '#lib/server/embedded-postgres.ts';
import { ClientScreen } from '../rig/client-screen.ts';
import { feedFact, seeded, seedOf } from '../rig/facts.ts';
import { fillCity } from '../rig/test-city.ts';
import { signIn, startServer, type TestServer } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const restarts = 5;
const senders = 16;
const feed: Viewer = {
	kind: 'feed',
	id: '00000000-0000-4000-8000-000000000001',
	name: 'umpan',
	agencies: ['DINSOS'],
	factTypes: ['presence.counted']
};

let folder = '';
/** A cluster of its own: the others must not be restarted with it. */
let cluster: EmbeddedPostgres;
let server: TestServer;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'papan-siaga-restart-'));
	cluster = await openEmbeddedPostgres({
		dataDir: folder,
		exclusive: false,
		durable: false,
		say: () => undefined
	});
	await fillCity(cluster.url);
	server = await startServer({ databaseUrl: cluster.url });
}, 120_000);
afterAll(async () => {
	await server?.stop();
	await cluster?.stop();
	await rm(folder, { recursive: true, force: true });
});

/** PostgreSQL ends every connection and recovers when one of its processes dies by SIGKILL. */
async function crashDatabase(): Promise<void> {
	const sql = postgres(cluster.url, { max: 1, onnotice: () => undefined });
	const [row] = await sql<{ pid: number }[]>`select pid from pg_stat_activity
		where application_name = 'papan-siaga log' and datname = current_database() limit 1`;
	await sql.end({ timeout: 1 });
	if (row) process.kill(row.pid, 'SIGKILL');
}

it('[P19] loses nothing acknowledged and writes again within 5 s, however often PostgreSQL restarts', async () => {
	const random = seeded(seedOf('database-restart'));
	const heard = new Map<string, number>();
	let stopping = false;
	const sending = Array.from({ length: senders }, async () => {
		while (!stopping) {
			const counted = { wfo: 1 + Math.floor(random() * 20), wfh: 3 };
			const fact = feedFact('presence.counted', 'DINSOS', counted, server.app.clock.now());
			for (;;) {
				const [receipt] = await server.app.record(feed, [fact]);
				if (receipt && receipt.status !== 'refused') {
					heard.set(fact.id, receipt.seq);
					break;
				}
				expect(receipt?.refusal.because).toBe('unavailable');
				await sleep(50);
			}
			await sleep(10);
		}
	});
	const { cookie } = await signIn(server.app, [{ role: 'lead', agency: null }]);
	const screen = await new ClientScreen(server.url, cookie).ready();
	for (let restart = 0; restart < restarts; restart++) {
		await sleep(300 + random() * 700);
		await crashDatabase();
		// answers already on their way when it died
		await sleep(100);
		const before = heard.size;
		await until('it writes again', () => heard.size > before + senders, 5000);
	}
	stopping = true;
	await Promise.all(sending);

	const { sql } = server.app.database;
	const rows = await sql<{ id: string; seq: number }[]>`
		select id, seq::int as seq from fact order by seq`;
	expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, place) => place + 1));
	const kept = new Map(rows.map(({ id, seq }) => [id, seq]));
	expect([...heard].filter(([id, seq]) => kept.get(id) !== seq)).toEqual([]);
	expect(rows.length).toBe(heard.size);
	await until('the screen has everything', () => screen.seq === rows.length);
	expect(screen.disconnects).toEqual([]);
	screen.close();
}, 90_000);
