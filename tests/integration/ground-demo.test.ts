import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { demoCityFolder, importCity, readCityFolder } from '#lib/server/city-import.ts';
import { openDatabase } from '#lib/server/database.ts';
import {
	isAlive,
	isPostmasterOf,
	readPostmaster,
	waitForExit
} from '#lib/server/embedded-postgres-process.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { freePort } from '../rig/free-port.ts';
import { temporaryFolder } from '../rig/temporary-folder.ts';
import { createTestDatabase } from '../rig/test-database.ts';

/** `npm run demo` without npm. Whatever it leaves behind ends with the test. */
function demo(dataDir: string, port: number, env: Record<string, string> = {}) {
	const child = spawn(process.execPath, ['src/cli/demo.ts', '--speed', '60'], {
		cwd: projectRoot(),
		env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', ...env },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let output = '';
	child.stdout?.on('data', (chunk) => (output += String(chunk)));
	child.stderr?.on('data', (chunk) => (output += String(chunk)));
	const ended = new Promise<unknown>((resolve) => child.once('exit', (code) => resolve(code)));
	const cluster = path.join(dataDir, 'postgres');
	onTestFinished(async () => {
		child.kill('SIGKILL');
		const database = readPostmaster(cluster)?.pid ?? 0;
		if (!isPostmasterOf(database, cluster)) return;
		process.kill(database, 'SIGQUIT');
		await waitForExit(database, 5000);
	});
	return { child, ended, output: () => output, url: `http://127.0.0.1:${port}` };
}
type Demo = ReturnType<typeof demo>;

/** Every process the demo started, the database included. */
function family({ child }: Demo): number[] {
	const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
	return rows.flatMap((row) => {
		const [pid, parent] = row.trim().split(/\s+/).map(Number);
		return pid !== undefined && parent === child.pid ? [pid] : [];
	});
}

const ready = async ({ url }: Demo): Promise<{ ready?: boolean; seq?: number }> =>
	fetch(`${url}/api/health/ready`).then(
		(answer) => answer.json(),
		() => ({})
	);
const livesItsDay = (running: Demo) =>
	expect
		.poll(async () => (await ready(running)).seq ?? 0, { timeout: 50_000, interval: 200 })
		.toBeGreaterThan(0);

describe('the demo', () => {
	test('plays a day through the feed interface, says how to get in, and ends as one', async () => {
		const running = demo(temporaryFolder(), await freePort());
		await livesItsDay(running);
		const version = await (await fetch(`${running.url}/version`)).json();
		expect(version).toMatchObject({ rate: 60 });
		expect(version.serverTime).toMatch(/^2021-01-1[12]T/);
		expect(running.output()).toContain('SIMULASI / SIMULATION');
		expect(running.output()).toContain('peragaan-satgas');

		const processes = family(running);
		expect(processes).toHaveLength(3); // database, app, simulator
		const asked = performance.now();
		running.child.kill('SIGINT');
		expect(await running.ended).toBe(0);
		expect(performance.now() - asked).toBeLessThan(10_000);
		expect(processes.filter(isAlive)).toEqual([]);
	}, 90_000);

	test('[P22] killed, it takes app and simulator along, and the next start is a fresh day', async () => {
		const dataDir = temporaryFolder();
		const port = await freePort();
		const killed = demo(dataDir, port);
		await livesItsDay(killed);
		const processes = family(killed);
		const database = readPostmaster(path.join(dataDir, 'postgres'))?.pid ?? 0;
		killed.child.kill('SIGKILL');
		const others = processes.filter((pid) => pid !== database);
		await expect.poll(() => others.filter(isAlive), { timeout: 10_000 }).toEqual([]);

		const next = demo(dataDir, port);
		await livesItsDay(next);
		next.child.kill('SIGTERM');
		expect(await next.ended).toBe(0);
		expect(isAlive(database)).toBe(false);
	}, 120_000);

	test('[P22] a second demo on the same folder is refused, and the first plays on', async () => {
		const dataDir = temporaryFolder();
		const first = demo(dataDir, await freePort());
		await livesItsDay(first);
		const second = demo(dataDir, await freePort());
		expect(await second.ended).toBe(1);
		expect(second.output()).toContain('Papan Siaga lain sedang berjalan pada folder data');
		expect(second.output()).toContain('Another Papan Siaga is running on the data folder');
		expect(await ready(first)).toMatchObject({ ready: true });
		first.child.kill('SIGINT');
		expect(await first.ended).toBe(0);
	}, 90_000);

	test('refuses the database of a real city and leaves it as it was', async () => {
		const real = await createTestDatabase();
		onTestFinished(() => real.drop());
		const database = await openDatabase({ databaseUrl: real.url, dataDir: '/nowhere' });
		const now = '2021-01-11T00:00:00.000Z';
		await importCity(database, readCityFolder(demoCityFolder()), { simulated: false, now });

		const refused = demo(temporaryFolder(), await freePort(), {
			DATABASE_URL: real.url,
			SECRET: 'a secret of at least thirty-two characters'
		});
		expect(await refused.ended).toBe(1);
		expect(refused.output()).toContain('berisi catatan sungguhan');
		expect(refused.output()).toContain('holds real records');
		const [held] = await database.sql`select simulated from city`;
		expect(held?.simulated).toBe(false);
		await database.close();
	});

	test('a wrong flag is named before anything is started', async () => {
		const wrong = spawn(process.execPath, ['src/cli/demo.ts', '--speed', '7'], {
			cwd: projectRoot(),
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let output = '';
		wrong.stderr.on('data', (chunk) => (output += String(chunk)));
		expect(await new Promise((resolve) => wrong.once('close', resolve))).toBe(1);
		expect(output).toBe(
			'Argumen --speed keliru; contoh: --speed 1 | 10 | 60.\n' +
				'Wrong argument --speed; for example: --speed 1 | 10 | 60.\n'
		);
	});
});
