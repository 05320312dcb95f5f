import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';

/** A fresh, empty, unmigrated database in the run's cluster. `drop` ends its sessions and removes it. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/** Makes one; call `drop` in afterAll. Give its url as `databaseUrl` to openDatabase or startApp. */
export async function createTestDatabase(): Promise<TestDatabase> {
	const name = `test_${randomBytes(6).toString('hex')}`;
	const clusterUrl = inject('clusterUrl');
	const withCluster = async (work: (sql: postgres.Sql) => Promise<unknown>) => {
		const sql = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
		try {
			await work(sql);
		} finally {
			await sql.end();
		}
	};
	await withCluster((sql) => sql`create database ${sql(name)}`);
	const url = new URL(clusterUrl);
	url.pathname = `/${name}`;
	return {
		url: url.href,
		drop: () => withCluster((sql) => sql`drop database if exists ${sql(name)} with (force)`)
	};
}
