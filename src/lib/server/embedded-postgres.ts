import { spawn, type ChildProcess } from 'node:child_process';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { choosePlace, type Place, type Say } from './embedded-postgres-place.ts';
import {
	isAlive,
	isPostmasterOf,
	readPostmaster,
	stopPostmaster,
	waitForExit
} from './embedded-postgres-process.ts';
import { freePort } from './free-port.ts';
import { keptSecret, prepareDataDir } from './kept-secret.ts';
import { isStartupFault, reasonOf, startupFault } from './startup-fault.ts';

const role = 'papan_siaga';
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
	/** Stops the server, unless it was running before and belongs to another process. ≤ 8 s. */
	stop(): Promise<void>;
};

type Server = { url: string; pid: number; stop(): Promise<void> };

const urlOf = (port: number, password: string, database: string) =>
	`postgres://${role}:${password}@127.0.0.1:${port}/${database}`;

/** Runs one program to its end as the cluster's user; returns its output, or throws with it. */
function run(place: Place, program: string, args: string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(path.join(place.bin, program), args, {
			...place.runAs,
			cwd: '/',
			env: { ...process.env, LC_ALL: 'C' },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		child.stdout.on('data', (chunk) => (output += String(chunk)));
		child.stderr.on('data', (chunk) => (output += String(chunk)));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve(output) : reject(new Error(output.trim()))
		);
	});
}

/** Makes the cluster, aside and renamed into place, so that a start killed half-way leaves nothing in the way. */
async function createCluster(place: Place, password: string, durable: boolean): Promise<void> {
	const parent = path.dirname(place.cluster);
	for (const name of readdirSync(parent)) {
		const pid = /^postgres\.new-(\d+)/.exec(name)?.[1];
		if (pid && !isAlive(Number(pid))) rmSync(path.join(parent, name), { recursive: true });
	}
	const draft = path.join(parent, `postgres.new-${process.pid}`);
	const passwordFile = `${draft}.password`;
	mkdirSync(draft, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	try {
		if (place.runAs) {
			chownSync(draft, place.runAs.uid, place.runAs.gid);
			chownSync(passwordFile, place.runAs.uid, place.runAs.gid);
		}
		await run(place, 'initdb', [
			`--pgdata=${draft}`,
			`--username=${role}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			// the same order of text on every machine, and upper and lower case beyond ASCII
			'--locale=C',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--data-checksums',
			'--no-instructions',
			...(durable ? [] : ['--no-sync'])
		]);
		renameSync(draft, place.cluster);
	} catch (error) {
		// ENOTEMPTY: another start finished first, and its cluster is as good
		if (!existsSync(path.join(place.cluster, 'PG_VERSION'))) throw error;
	} finally {
		rmSync(draft, { recursive: true, force: true });
		rmSync(passwordFile, { force: true });
	}
}

/** Whether the server answers queries: true, false for not yet, or throws when it never will. */
async function answers(port: number, password: string): Promise<boolean> {
	const sql = postgres(urlOf(port, password, 'postgres'), {
		max: 1,
		connect_timeout: 3,
		fetch_types: false,
		onnotice: () => undefined
	});
	try {
		const [row] = await sql`select 1 from pg_database where datname = ${role}`;
		if (!row) await sql`create database ${sql(role)}`;
		return true;
	} catch (error) {
		// 28P01: wrong password; the secret beside the cluster is not the one it was made with
		if (reasonOf(error) === '28P01') {
			throw startupFault('embeddedFailed', 'postgres.secret ≠ PostgreSQL (28P01)');
		}
		// 42P04: another process made the database between our two statements
		return reasonOf(error) === '42P04';
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/**
 * A server that runs already on this cluster, waited for if it is just starting, recovering or stopping;
 * null when there is none. A pid file that no living server stands behind is cleared away.
 */
async function findRunning(place: Place, password: string): Promise<Server | null> {
	for (let waited = 0; ; waited += 100) {
		const found = readPostmaster(place.cluster);
		if (!found) return null;
		if (!isPostmasterOf(found.pid, place.cluster)) {
			rmSync(path.join(place.cluster, 'postmaster.pid'), { force: true });
			return null;
		}
		const ready = found.port !== null && (await answers(found.port, password));
		if (ready && found.port !== null) {
			const { pid, port } = found;
			return {
				pid,
				url: urlOf(port, password, role),
				stop: () => stopPostmaster(pid, place.bin, place.cluster)
			};
		}
		if (waited >= 20_000) await stopPostmaster(found.pid, place.bin, place.cluster);
		await sleep(100);
	}
}

function spawnServer(place: Place, port: number, durable: boolean, logFile: string): ChildProcess {
	const settings = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		max_connections: 80,
		timezone: 'UTC',
		log_timezone: 'UTC',
		cluster_name: 'papan-siaga',
		log_checkpoints: 'off',
		...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' })
	};
	const log = openSync(logFile, 'a', 0o600);
	try {
		return spawn(
			path.join(place.bin, 'postgres'),
			[
				'-D',
				place.cluster,
				...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
			],
			{
				...place.runAs,
				cwd: '/',
				env: { ...process.env, LC_ALL: 'C' },
				// a process group of its own: Ctrl-C must reach the app first, which then stops the database
				detached: true,
				// a file, not a pipe: the log of a database that outlives a killed app must have somewhere to go
				stdio: ['ignore', log, log]
			}
		);
	} finally {
		closeSync(log);
	}
}

/** Starts the server and keeps it running on the same port until `stop` (P19: a crash is not the end). */
async function startServer(
	place: Place,
	password: string,
	durable: boolean,
	logFile: string,
	say: Say
): Promise<Server | null> {
	writeFileSync(logFile, '', { mode: 0o600 });
	const port = await freePort();
	let stopping = false;
	let child = spawnServer(place, port, durable, logFile);
	let failure: unknown = null;
	child.once('error', (error) => (failure = error));

	for (let waited = 0; ; waited += 50) {
		if (failure) throw startupFault('cannotDropRoot', reasonOf(failure));
		if (child.exitCode !== null || child.signalCode !== null) return null;
		if (waited >= 60_000) throw startupFault('embeddedFailed', 'timeout');
		if (readPostmaster(place.cluster)?.status === 'ready' && (await answers(port, password))) break;
		await sleep(50);
	}

	const server: Server = {
		pid: child.pid ?? 0,
		url: urlOf(port, password, role),
		stop: async () => {
			stopping = true;
			if (isAlive(server.pid)) await stopPostmaster(server.pid, place.bin, place.cluster);
		}
	};
	const keepRunning = () => {
		child.once('exit', () => {
			if (stopping) return;
			say(
				'Basis data berhenti sendiri; dijalankan lagi',
				'The database stopped by itself; restarting'
			);
			setTimeout(() => {
				if (stopping) return;
				child = spawnServer(place, port, durable, logFile);
				server.pid = child.pid ?? 0;
				keepRunning();
			}, 500);
		});
		child.once('error', () => undefined);
		child.unref();
	};
	keepRunning();
	return server;
}

/**
 * Takes the lock that says whose data folder this is, on a connection kept for it; retried for 3 s, because
 * a killed owner's connection takes a moment to be noticed. 'gone': the server stopped meanwhile.
 */
async function takeOwnerLock(url: string): Promise<postgres.Sql | 'held' | 'gone'> {
	const connect = () => {
		const sql = postgres(url, {
			max: 1,
			idle_timeout: 0,
			max_lifetime: null,
			fetch_types: false,
			connection: { application_name: 'papan-siaga owner' },
			onnotice: () => undefined,
			// the database was restarted: claim the folder again as soon as it answers
			onclose: () => {
				if (!owned) return;
				setTimeout(() => void claim().catch(() => undefined), 250);
			}
		});
		const claim = () => sql`select pg_try_advisory_lock(${ownerLock}) as owned`;
		return { sql, claim };
	};
	let owned = false;
	const { sql, claim } = connect();
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

/** The last thing the server complained about, for the sentence at start. */
function lastComplaint(logFile: string): string {
	const lines = readFileSync(logFile, 'utf8').split('\n');
	const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|cannot|error/.test(line));
	return complaint?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '').trim() ?? `→ ${logFile}`;
}

/**
 * Opens the PostgreSQL that lives in the data folder: makes the cluster at first, joins or starts its
 * server, and (`exclusive`) makes sure that this process is its only owner. Throws StartupFault.
 */
export async function openEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
	const { dataDir, exclusive, durable = true, say } = options;
	prepareDataDir(dataDir);
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
