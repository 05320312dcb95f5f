import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '#lib/server/project-root.ts';
import { temporaryFolder } from '../rig/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Runs one command against the test database. */
function satgas(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/satgas.ts', ...args], {
		cwd: projectRoot(),
		encoding: 'utf8',
		env: {
			...process.env,
			DATABASE_URL: database.url,
			SECRET: 'a secret of at least thirty-two characters',
			DATA_DIR: '/nowhere'
		}
	});
	return { status, stdout, stderr };
}

describe('satgas', () => {
	test('explains its commands in both languages', () => {
		const { status, stdout } = satgas('help');
		expect(status).toBe(0);
		expect(stdout).toContain('buat akun admin, cetak kata sandinya / make an admin account');
		expect(satgas('no:such').status).toBe(1);
	});

	test('imports the demo city, makes an admin and a feed, lists and revokes it', () => {
		expect(satgas('city:import', '--demo')).toMatchObject({ status: 0, stderr: '' });

		expect(satgas('admin:create', 'kepala', 'Kepala', 'Satgas').status).toBe(0);
		const again = satgas('admin:create', 'kepala', 'Kepala');
		expect(again.status).toBe(1);
		expect(again.stderr).toContain('nama pengguna sudah dipakai');
		expect(again.stderr).toContain('the user name is taken');

		const made = satgas(
			'feed:create',
			'Antrean',
			'--agencies',
			'DISNAKER',
			'--types',
			'queue.read'
		);
		expect(made.stdout).toMatch(/psf_[\w-]{43}\n$/);
		const id = /[0-9a-f-]{36}/.exec(made.stdout)?.[0] ?? '';
		const listed = satgas('feed:list').stdout;
		expect(listed).toContain(id);
		expect(listed).not.toContain('psf_');
		expect(satgas('feed:revoke', id).status).toBe(0);
		expect(satgas('feed:revoke', id).stderr).toContain('No working feed');
		expect(satgas('feed:list').stdout).toContain('revoked');
	}, 120_000);

	test('a feed for an unknown agency or fact type is refused by name', () => {
		const agency = satgas('feed:create', 'x', '--agencies', 'NOPE', '--types', 'queue.read');
		expect(agency.status).toBe(1);
		expect(agency.stderr).toContain('NOPE');
		const type = satgas('feed:create', 'x', '--agencies', 'DISNAKER', '--types', 'queue.guess');
		expect(type.status).toBe(1);
		expect(type.stderr).toContain('queue.guess');
	});
});

describe('the bootstrap', () => {
	const run = (script: string) => {
		const file = path.join(temporaryFolder(), 'script.ts');
		writeFileSync(file, script);
		return spawn(process.execPath, ['src/cli/bootstrap.js', file, 'one', '--two'], {
			cwd: projectRoot(),
			stdio: ['ignore', 'pipe', 'inherit'],
			// as a terminal does it: one group, so that Ctrl-C hits everybody in it
			detached: true
		});
	};

	test('runs TypeScript under Node 24 with its arguments, and hands back the exit code', async () => {
		const child = run(`const [one, two]: string[] = process.argv.slice(2);
			console.log(process.versions.node.split('.')[0], one, two);
			process.exit(7);`);
		let output = '';
		child.stdout.on('data', (chunk) => (output += String(chunk)));
		const code = await new Promise((resolve) => child.once('close', resolve));
		expect(output).toBe('24 one --two\n');
		expect(code).toBe(7);
	});

	test('Ctrl-C reaches the program once, and its own end is waited for', async () => {
		const child = run(`let times = 0;
			process.on('SIGINT', () => {
				if (++times === 1) setTimeout(() => process.exit(10 + times), 600);
			});
			setInterval(() => undefined, 1000);
			console.log('ready');`);
		await new Promise((resolve) => child.stdout.once('data', resolve));
		if (child.pid) process.kill(-child.pid, 'SIGINT');
		if (child.pid) process.kill(-child.pid, 'SIGINT');
		expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(11);
	});

	test('a program whose bootstrap is killed hears of it', async () => {
		const child = run(`process.once('disconnect', () => { console.log('alone'); process.exit(); });
			setTimeout(() => undefined, 30_000);
			console.log('ready');`);
		await new Promise((resolve) => child.stdout.once('data', resolve));
		const alone = new Promise((resolve) => child.stdout.once('data', resolve));
		child.kill('SIGKILL');
		expect(String(await alone)).toBe('alone\n');
	});
});
