import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { createCluster } from './embedded-postgres-cluster.ts';
import { choosePlace, type Say } from './embedded-postgres-place.ts';
import { waitForExit } from './embedded-postgres-process.ts';
import { findRunning, lastComplaint, startServer } from './embedded-postgres-server.ts';
import { keptSecret, prepareDataDir } from './kept-secret.ts';
import { isStartupFault, reasonOf, startupFault } from './startup-fault.ts';

/** Any number, the same in every version: whoever holds it in the cluster owns the data folder (T18). */
const ownerLock = 7_263_417;

type Options = {
	/** Absolute. */
	dataDir: string;
	/**
	 * True for the app: refuses a second one on the same folder. False for commands, which join a running
	 * server or start one for as long as they last.
	 */
	exclusive: boolean;
	/** False gives up fsync for throw-away clusters of tests. */
	durable?: boolean;
	say: Say;
};

/** A running PostgreSQL of our own. */
export type EmbeddedPostgres = {
	/** postgres://…, database included. */
	url: string;
	/** Stops the server, unless it was running before and belongs to another process. ≤ 6 s. */
	stop(): Promise<void>;
};

/**
 * Takes the lock that says whose data folder this is, on a connection kept for it; retried for 3 s, because
 * a killed owner's connection takes a moment to be noticed. 'gone': the server stopped meanwhile.
 */
async function takeOwnerLock(url: string): Promise<postgres.Sql | 'held' | 'gone'> {
	let owned = false;
	const sql = postgres(url, {
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		backoff: () => 0,
		fetch_types: false,
		connection: { application_name: 'papan-siaga owner' },
		onnotice: () => undefined,
		// the database was restarted: claim the folder again as soon as it answers
		onclose: () => {
			if (owned) setTimeout(() => void claim().catch(() => undefined), 250);
		}
	});
	const claim = () => sql`select pg_try_advisory_lock(${ownerLock}) as owned`;
	try {
		for (let waited = 0; waited < 3000; waited += 200) {
			const [row] = await claim();
			if (row?.owned === true) {
				owned = true;
				return sql;
			}
			await sleep(200);
		}
	} catch {
		await sql.end({ timeout: 1 });
		return 'gone';
	}
	await sql.end({ timeout: 1 });
	return 'held';
}

/**
 * Opens the PostgreSQL that lives in the data folder: makes the cluster at first, joins or starts its
 * server, and (`exclusive`) makes sure that this process is its only owner. Throws StartupFault.
 */
export async function openEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
	const { dataDir, exclusive, durable = true, say } = options;
	prepareDataDir(dataDir);
	// a test's folder is closed to all but its owner; root's database must lie in it all the same, to go with it
	if (!durable) chmodSync(dataDir, 0o711);
	const place = choosePlace(dataDir, say);
	const password = keptSecret(dataDir, 'postgres.secret');
	const logFile = path.join(dataDir, 'postgres.log');
	const major = (version: string) => version.split('.')[0] ?? version;
	try {
		if (!existsSync(place.cluster)) {
			say('Menyiapkan basis data …', 'Preparing the database …');
			await createCluster(place, password, durable);
		}
		const made = readFileSync(path.join(place.cluster, 'PG_VERSION'), 'utf8').trim();
		if (made !== major(place.version)) {
			throw startupFault('clusterOfOtherVersion', place.cluster, made, major(place.version));
		}
		for (let tries = 0; tries < 8; tries++) {
			const running = await findRunning(place, password);
			if (running && !exclusive) return { url: running.url, stop: () => Promise.resolve() };
			const server = running ?? (await startServer(place, password, durable, logFile, say));
			if (!server) {
				// lost a race for the folder or the port, or the children of a killed server still linger
				await sleep(250 * (tries + 1));
				continue;
			}
			if (!exclusive) return server;
			const lock = await takeOwnerLock(server.url);
			if (lock === 'held') throw startupFault('dataDirInUse', dataDir);
			if (lock === 'gone') {
				await waitForExit(server.pid, 10_000);
				continue;
			}
			return {
				url: server.url,
				stop: async () => {
					// the lock is held until the server is gone, so nobody joins one that is about to stop
					await server.stop();
					await lock.end({ timeout: 0 });
				}
			};
		}
	} catch (error) {
		if (isStartupFault(error)) throw error;
		throw startupFault('embeddedFailed', reasonOf(error));
	}
	throw startupFault('embeddedFailed', lastComplaint(logFile));
}
