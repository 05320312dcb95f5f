import type { Database } from './database.ts';
import { appliedMigrations, ownMigrations } from './migrate.ts';

export type Readiness = {
	ready: boolean;
	/** PostgreSQL answered within two seconds. */
	database: boolean;
	/** Every migration of this version has run, and none of a newer one. */
	migrations: boolean;
	/** Sequence of the newest fact; null while the database does not answer. */
	seq: number | null;
};

const down: Readiness = { ready: false, database: false, migrations: false, seq: null };

/** Asks the database now. Never throws and never waits longer than two seconds. */
export async function readinessOf({ sql }: Pick<Database, 'sql'>): Promise<Readiness> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<Readiness>((resolve) => {
		timer = setTimeout(() => resolve(down), 2000);
	});
	const asked = (async () => {
		const [head] = await sql<
			{ seq: number }[]
		>`select seq::float8 as seq from log_head where "only"`;
		const applied = await appliedMigrations(sql);
		const migrations = applied.join() === ownMigrations().join();
		return { ready: migrations, database: true, migrations, seq: head?.seq ?? 0 };
	})();
	try {
		return await Promise.race([asked, late]);
	} catch {
		return down;
	} finally {
		clearTimeout(timer);
	}
}
