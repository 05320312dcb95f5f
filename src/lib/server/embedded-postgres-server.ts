import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { role } from './embedded-postgres-cluster.ts';
import type { Place, Say } from './embedded-postgres-place.ts';
import {
	isAlive,
	isPostmasterOf,
	readPostmaster,
	stopPostmaster
} from './embedded-postgres-process.ts';
import { freePort } from './free-port.ts';
import { reasonOf, startupFault } from './startup-fault.ts';

/** A PostgreSQL that answers; `stop` takes 6 s at most, whoever started it. */
export type Server = { url: string; pid: number; stop(): Promise<void> };

const urlOf = (port: number, password: string, database: string) =>
	`postgres://${role}:${password}@127.0.0.1:${port}/${database}`;

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
export async function findRunning(place: Place, password: string): Promise<Server | null> {
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
				// a process group of its own: Ctrl-C must reach the app first, which then stops the database;
				// a test's database belongs to the test run's group and ends with it in any case
				detached: durable,
				// a file, not a pipe: the log of a database that outlives a killed app must have somewhere to go
				stdio: ['ignore', log, log]
			}
		);
	} finally {
		closeSync(log);
	}
}

/** Starts the server and keeps it running on the same port until `stop` (P19: a crash is not the end). */
export async function startServer(
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

/** The last thing the server complained about, for the sentence at start. */
export function lastComplaint(logFile: string): string {
	const lines = readFileSync(logFile, 'utf8').split('\n');
	const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|cannot|error/.test(line));
	return complaint?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '').trim() ?? `→ ${logFile}`;
}
