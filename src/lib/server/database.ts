import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Config } from './config.ts';
import { openEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import type { Say } from './embedded-postgres-place.ts';
import { migrateDatabase } from './migrate.ts';
import * as schema from './schema.ts';
import { reasonOf, startupFault } from './startup-fault.ts';

export type Database = {
	/**
	 * Plain postgres.js: `sql.json(value)` for jsonb, Date for timestamptz. A pool of its own, because
	 * drizzle switches off the json and time conversions of the client it is given.
	 */
	sql: postgres.Sql;
	db: PostgresJsDatabase<typeof schema>;
	/** postgres://…, with its password: never log it. */
	url: string;
	/**
	 * Hears NOTIFY on a connection of its own that re-listens after every break. `onListen` is called each
	 * time it listens (again): what was said in between is lost, so read the log then.
	 */
	listen(channel: string, onNotify: () => void, onListen: () => void): Promise<void>;
	/** Ends connections (2 s at most), then stops the embedded server if this process started it. */
	close(): Promise<void>;
};

type Options = {
	/** False lets a command join the embedded server of a running app. Default true. */
	exclusive?: boolean;
	say?: Say;
};

const toConsole: Say = (id, en) => console.log(`${id} / ${en}`);

/** host:port/name, without the password. */
function whereIs(url: string): string {
	const { hostname, port, pathname } = new URL(url);
	return `${hostname}:${port || '5432'}${pathname}`;
}

/** Waits up to 5 s for a server that is just starting, then checks that it is new enough. */
async function checkServer(url: string): Promise<void> {
	const sql = postgres(url, {
		max: 1,
		connect_timeout: 5,
		backoff: () => 0,
		fetch_types: false,
		onnotice: () => undefined
	});
	try {
		for (let waited = 0; ; waited += 500) {
			try {
				const [row] = await sql`select current_setting('server_version_num')::int as number,
					current_setting('server_version') as version`;
				if (row && Number(row.number) < 150_000) throw startupFault('databaseTooOld', row.version);
				return;
			} catch (error) {
				const reason = reasonOf(error);
				// 57P03: starting up
				if (!['ECONNREFUSED', '57P03', 'ECONNRESET'].includes(reason) || waited >= 5000)
					throw error;
			}
			await sleep(500);
		}
	} catch (error) {
		if (error instanceof Error && error.name === 'StartupFault') throw error;
		throw startupFault('databaseUnreachable', whereIs(url), reasonOf(error));
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/**
 * Opens the database of this configuration, brings it to this version's schema and returns its handles.
 * Nothing is opened before this is called. Throws StartupFault.
 */
export async function openDatabase(
	config: Pick<Config, 'databaseUrl' | 'dataDir'>,
	options: Options = {}
): Promise<Database> {
	let embedded: EmbeddedPostgres | null = null;
	if (config.databaseUrl === null) {
		embedded = await openEmbeddedPostgres({
			dataDir: config.dataDir,
			exclusive: options.exclusive ?? true,
			say: options.say ?? toConsole
		});
	}
	const url = embedded?.url ?? config.databaseUrl ?? '';
	try {
		await checkServer(url);
		await migrateDatabase(url);
	} catch (error) {
		await embedded?.stop();
		throw error;
	}
	const connect = (max: number) =>
		postgres(url, {
			max,
			connect_timeout: 10,
			// its own would wait up to 20 s after a restart of the database (P19)
			backoff: (retries) => Math.min(0.05 * 2 ** retries, 1),
			connection: { TimeZone: 'UTC', application_name: 'papan-siaga' },
			onnotice: () => undefined
		});
	const sql = connect(6);
	const db = drizzle(connect(6), { schema, casing: 'snake_case' });
	return {
		sql,
		db,
		url,
		listen: async (channel, onNotify, onListen) => {
			await sql.listen(channel, onNotify, onListen);
		},
		close: async () => {
			await Promise.all([sql.end({ timeout: 2 }), db.$client.end({ timeout: 2 })]);
			await embedded?.stop();
		}
	};
}
