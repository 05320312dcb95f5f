import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { configKeys, readConfig } from './config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'papan-siaga-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const secret = 'x'.repeat(32);
const read = (env: Record<string, string>, argv: string[] = []) =>
	readConfig({ DATA_DIR: folder, SECRET: secret, ...env }, argv);
const config = (env: Record<string, string>, argv: string[] = []) => {
	const result = read(env, argv);
	if (!result.ok) throw new Error(result.faults.map((fault) => fault.en).join('; '));
	return result.config;
};
const faultyKeys = (env: Record<string, string>, argv: string[] = []) => {
	const result = read(env, argv);
	return result.ok ? [] : result.faults.map((fault) => fault.key);
};

describe('settings', () => {
	test('an empty environment is a working one, on port 3000 with the embedded database', () => {
		const { port, host, origin, databaseUrl, simulation, trustedProxy } = config({});
		expect({ port, host, origin, databaseUrl, simulation, trustedProxy }).toEqual({
			port: 3000,
			host: null,
			origin: null,
			databaseUrl: null,
			simulation: null,
			trustedProxy: []
		});
	});

	test('every fault is named at once, in both languages', () => {
		const result = read(
			{
				PORT: '70000',
				ORIGIN: 'papan.kota.go.id',
				DATABASE_URL: 'mysql://host/name',
				SECRET: 'short',
				TRUSTED_PROXY: '10.0.0.1, nonsense',
				LOG_LEVEL: 'loud',
				PHOTO_LIMIT: '9G'
			},
			['--simulation', 'yesterday', '--rate', '0']
		);
		if (result.ok) throw new Error('accepted');
		expect(result.faults.map((fault) => fault.key)).toEqual([
			'PORT',
			'ORIGIN',
			'DATABASE_URL',
			'SECRET',
			'TRUSTED_PROXY',
			'LOG_LEVEL',
			'PHOTO_LIMIT',
			'--simulation',
			'--rate'
		]);
		for (const { key, id, en } of result.faults) {
			expect(id).toMatch(new RegExp(`^${key} harus`));
			expect(en).toMatch(new RegExp(`^${key} must`));
		}
	});

	test('an origin is a scheme and a host, nothing behind it', () => {
		expect(config({ ORIGIN: 'https://papan.kota.go.id/' }).origin).toBe('https://papan.kota.go.id');
		expect(faultyKeys({ ORIGIN: 'https://papan.kota.go.id/satgas' })).toEqual(['ORIGIN']);
		expect(faultyKeys({ ORIGIN: 'ftp://papan.kota.go.id' })).toEqual(['ORIGIN']);
	});

	test('sizes are written with K or M', () => {
		expect(config({ BODY_LIMIT: '512K', PHOTO_LIMIT: '12m' }).bodyLimit).toEqual({
			facts: 512 * 1024,
			photo: 12 * 1024 * 1024
		});
	});

	test('proxies are addresses or ranges of either family', () => {
		const list = '10.0.0.0/8, ::1,fd00::/8';
		expect(config({ TRUSTED_PROXY: list }).trustedProxy).toEqual(['10.0.0.0/8', '::1', 'fd00::/8']);
		for (const wrong of ['10.0.0.0/33', '10.0.0.0/8/8', 'localhost', '10.0.0.1/']) {
			expect(faultyKeys({ TRUSTED_PROXY: wrong })).toEqual(['TRUSTED_PROXY']);
		}
	});

	test('only the arguments switch the clock to a simulated day', () => {
		const argv = ['--simulation', '2021-01-12T07:45:00+08:00', '--rate', '10'];
		expect(config({}, argv).simulation).toEqual({ start: '2021-01-11T23:45:00.000Z', rate: 10 });
		expect(config({ SIMULATION: '2021-01-12T07:45:00Z', RATE: '10' }).simulation).toBeNull();
	});

	test('a secret may lie in a file, and a file that cannot be read is named', () => {
		const file = path.join(folder, 'database-url');
		writeFileSync(file, 'postgres://a:b@c/d\n');
		expect(config({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://a:b@c/d');
		expect(faultyKeys({ DATABASE_URL_FILE: path.join(folder, 'absent') })).toEqual([
			'DATABASE_URL_FILE'
		]);
	});

	test('production with a database of its own asks for a secret instead of making one', () => {
		const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://a:b@c/d', SECRET: '' };
		expect(faultyKeys(env)).toEqual(['SECRET']);
	});

	test('with the embedded database a secret is made once, for its owner only', () => {
		const first = config({ SECRET: '' }).secret;
		expect(first).toMatch(/^[0-9a-f]{64}$/);
		expect(config({ SECRET: '' }).secret).toBe(first);
		expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600);
	});

	test('.env.example explains every key that is read, and no other', () => {
		const lines = readFileSync('.env.example', 'utf8').split('\n');
		const explained = lines.flatMap((line, at) => {
			const key = /^([A-Z_]+)=/.exec(line)?.[1];
			if (!key) return [];
			const comment = lines.slice(0, at).reverse();
			const above = comment.slice(
				0,
				comment.findIndex((text) => !text.startsWith('#'))
			);
			// Indonesian first, then English: two sentences at least
			expect(above.length, key).toBeGreaterThanOrEqual(2);
			return [key];
		});
		expect(explained.toSorted()).toEqual(configKeys.toSorted());
	});
});
