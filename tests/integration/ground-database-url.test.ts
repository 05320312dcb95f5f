import { readdirSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { temporaryFolder } from '../rig/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

async function start(options: Parameters<typeof startApp>[0] = {}): Promise<AppProcess> {
	const app = await startApp({
		databaseUrl: database.url,
		dataDir: temporaryFolder(),
		...options
	});
	onTestFinished(() => app.kill('SIGKILL'));
	return app;
}
const json = async (url: string): Promise<Record<string, unknown>> => (await fetch(url)).json();

describe('with DATABASE_URL', () => {
	test('an empty database is migrated, and no PostgreSQL of our own is started', async () => {
		const dataDir = temporaryFolder();
		const app = await start({ dataDir });
		expect(readdirSync(dataDir)).not.toContain('postgres');
		expect(await json(`${app.url}/api/health/live`)).toEqual({ live: true });
		expect(await json(`${app.url}/api/health/ready`)).toEqual({
			ready: true,
			database: true,
			migrations: true,
			seq: 0,
			build: expect.stringMatching(/./)
		});
		expect(await app.stop()).toBe(0);
	});

	test('two apps on one database both become ready', async () => {
		const apps = await Promise.all([start(), start()]);
		for (const app of apps) expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200);
		expect(await Promise.all(apps.map((app) => app.stop()))).toEqual([0, 0]);
	});

	test('/version tells version, build and the real clock', async () => {
		const app = await start();
		const { build } = await json(`${app.url}/api/health/ready`);
		const version = await json(`${app.url}/version`);
		expect(version).toEqual({
			name: 'papan-siaga',
			version: packageJson.version,
			build,
			serverTime: expect.stringMatching(/^\d{4}-.*Z$/),
			rate: 1
		});
		expect(Math.abs(Date.parse(String(version.serverTime)) - Date.now())).toBeLessThan(60_000);
	});

	test('only the arguments of the demo play another day', async () => {
		const app = await start({ simulation: { start: '2021-01-12T07:45:00+08:00', rate: 60 } });
		const { serverTime, rate } = await json(`${app.url}/version`);
		expect(rate).toBe(60);
		expect(String(serverTime)).toMatch(/^2021-01-1[12]T/);
	});

	test('[P19] lost sessions are not the end: not ready, then ready again', async () => {
		const app = await start();
		const sql = postgres(database.url, { max: 1 });
		await sql`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid()`;
		await sql.end();
		const status = async () => (await fetch(`${app.url}/api/health/ready`)).status;
		await expect.poll(status, { timeout: 10_000 }).toBe(200);
		expect((await fetch(`${app.url}/api/health/live`)).status).toBe(200);
		expect(await app.stop()).toBe(0);
	});

	test('[P21] a stop while requests run answers them all', async () => {
		const app = await start();
		const answers = Array.from({ length: 20 }, () => fetch(`${app.url}/api/health/ready`));
		await Promise.race(answers);
		const stopped = app.stop();
		const settled = await Promise.allSettled(answers);
		expect(await stopped).toBe(0);
		const answered = settled.filter(
			(one) => one.status === 'fulfilled' && one.value.status === 200
		);
		// those whose connection had not been accepted yet are refused; none is cut off half-way
		const refused = settled.filter(
			(one) =>
				one.status === 'rejected' &&
				/ECONNREFUSED|other side closed|ECONNRESET/.test(
					String(one.reason?.cause?.code ?? one.reason?.cause)
				)
		);
		expect(answered.length + refused.length).toBe(20);
		expect(answered.length).toBeGreaterThan(0);
	});
});
