import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { projectRoot } from './project-root.ts';
import { startupFault } from './startup-fault.ts';

const migrationsFolder = () => path.join(projectRoot(), 'drizzle/migrations');
/** Any number, the same in every version: one process migrates, the others wait for it. */
const migrationLock = 7_263_418;

/** SHA-256 of each migration this version brings, oldest first. */
export function ownMigrations(): string[] {
	return readMigrationFiles({ migrationsFolder: migrationsFolder() }).map(({ hash }) => hash);
}

/** SHA-256 of each migration the database has been through; none for a fresh one. */
export async function appliedMigrations(sql: postgres.Sql): Promise<string[]> {
	const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
	if (!table?.name) return [];
	const rows = await sql<
		{ hash: string }[]
	>`select hash from drizzle.__drizzle_migrations order by id`;
	return rows.map(({ hash }) => hash);
}

/**
 * Brings the database to this version's schema. Throws the startup fault for a database that has been
 * through migrations this version does not know, and leaves that one untouched.
 */
export async function migrateDatabase(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await sql`select pg_advisory_lock(${migrationLock})`;
		const own = new Set(ownMigrations());
		const applied = await appliedMigrations(sql);
		if (applied.some((hash) => !own.has(hash))) throw startupFault('databaseNewer');
		if (applied.length < own.size) {
			await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() });
		}
	} finally {
		// the session's end gives the lock back
		await sql.end({ timeout: 5 });
	}
}
