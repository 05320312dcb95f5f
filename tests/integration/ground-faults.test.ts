import { createServer, type Server } from 'node:net';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { migrateDatabase } from '#lib/server/migrate.ts';
import { spawnApp, type AppOptions } from '../rig/app-process.ts';
import { freePort } from '../rig/free-port.ts';
import { temporaryFolder } from '../rig/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Starts the app and expects it to end by itself with two sentences and nothing else. */
async function refusal(options: AppOptions): Promise<{ id: string; en: string }> {
	const app = await spawnApp({ dataDir: temporaryFolder(), ...options });
	onTestFinished(() => app.kill('SIGKILL'));
	expect(await app.ended).toBe(1);
	const lines = app.output().trim().split('\n');
	expect(lines, app.output()).toHaveLength(2);
	return { id: lines[0] ?? '', en: lines[1] ?? '' };
}

function listening(port: number): Promise<Server> {
	return new Promise((resolve) => {
		const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
		onTestFinished(() => void server.close());
	});
}

describe('a start that cannot succeed ends with one sentence in each language', () => {
	test('the port is taken', async () => {
		const port = await freePort();
		await listening(port);
		const { id, en } = await refusal({ port });
		expect(id).toContain(`Porta ${port} sudah dipakai`);
		expect(en).toContain(`Port ${port} is in use`);
	});

	test('the data folder cannot be written to, not even by root', async () => {
		const file = path.join(temporaryFolder(), 'a file');
		writeFileSync(file, '');
		const dataDir = path.join(file, 'data');
		const { id, en } = await refusal({ dataDir });
		expect(id).toContain(`Folder data ${dataDir} tidak dapat ditulisi (ENOTDIR)`);
		expect(en).toContain(`The data folder ${dataDir} cannot be written to (ENOTDIR)`);
	});

	test('nobody answers where the database should be', async () => {
		const port = await freePort();
		const { id, en } = await refusal({
			databaseUrl: `postgres://someone:hidden@127.0.0.1:${port}/city`
		});
		expect(id).toContain(`Basis data 127.0.0.1:${port}/city tidak dapat dihubungi (ECONNREFUSED)`);
		expect(en).toContain(`The database 127.0.0.1:${port}/city cannot be reached (ECONNREFUSED)`);
		expect(id + en).not.toContain('hidden');
	});

	test('the password of the database is wrong', async () => {
		const url = new URL(database.url);
		url.password = 'wrong';
		const { en } = await refusal({ databaseUrl: url.href });
		expect(en).toContain('cannot be reached (28P01)');
	});

	test('the database has been used by a newer version', async () => {
		const newer = await createTestDatabase();
		onTestFinished(() => newer.drop());
		await migrateDatabase(newer.url);
		const sql = postgres(newer.url, { max: 1 });
		await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
			values ('of the future', 4102444800000)`;
		await sql.end();
		const { id, en } = await refusal({ databaseUrl: newer.url });
		expect(id).toContain('versi Papan Siaga yang lebih baru');
		expect(en).toContain('a newer version of Papan Siaga');
	});

	test('the database is older than PostgreSQL 15', async () => {
		const old = await createTestDatabase();
		onTestFinished(() => old.drop());
		const sql = postgres(old.url, { max: 1 });
		// a database that says of itself that it is version 14
		await sql.unsafe(`
			create schema old;
			create function old.current_setting(name text) returns text language sql as
				$$ select case when name = 'server_version_num' then '140012' else '14.12' end $$;
			do $$ begin
				execute format('alter database %I set search_path = old, pg_catalog, public',
					current_database());
			end $$;`);
		await sql.end();
		const { id, en } = await refusal({ databaseUrl: old.url });
		expect(id).toContain('PostgreSQL 14.12 terlalu lama');
		expect(en).toContain('PostgreSQL 14.12 is too old');
	});

	test('all wrong settings are named at once', async () => {
		const { id, en } = await refusal({
			env: { PORT: '0', ORIGIN: 'papan', LOG_LEVEL: 'loud', SECRET: 'short' }
		});
		for (const key of ['PORT', 'ORIGIN', 'LOG_LEVEL', 'SECRET']) {
			expect(id).toContain(`${key} harus`);
			expect(en).toContain(`${key} must`);
		}
	});

	test('production with its own database asks for a secret', async () => {
		const { id, en } = await refusal({ databaseUrl: database.url, env: { SECRET: '' } });
		expect(id).toContain('SECRET wajib diisi');
		expect(en).toContain('SECRET is required');
	});
});
