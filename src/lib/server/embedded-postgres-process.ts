import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from './startup-fault.ts';

/** What postmaster.pid says of a running or dead server. `port` is null until the server has bound it. */
export type Postmaster = { pid: number; port: number | null; status: string };

/** Reads `<cluster>/postmaster.pid`; null when there is none or it is still being written. */
export function readPostmaster(cluster: string): Postmaster | null {
	let lines: string[];
	try {
		lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
	} catch (error) {
		if (reasonOf(error) === 'ENOENT') return null;
		throw error;
	}
	const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
	if (!Number.isInteger(pid) || pid === 0) return null;
	const port = Number.parseInt(lines[3] ?? '', 10);
	return { pid, port: Number.isInteger(port) ? port : null, status: (lines[7] ?? '').trim() };
}

/** Whether a process with this id exists and is not a zombie waiting for a parent that never asks. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch (error) {
		return reasonOf(error) === 'EPERM';
	}
	if (process.platform !== 'linux') return true;
	try {
		// "pid (name) state …", and the name may hold anything, so look behind its last bracket
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return !/^\s*[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
	} catch {
		return false;
	}
}

/** The command line of a process, or null where the system will not say. */
function commandOf(pid: number): string[] | null {
	try {
		if (process.platform === 'linux') {
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
		}
		if (process.platform === 'win32') return null;
		return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).split(
			' '
		);
	} catch {
		return null;
	}
}

/**
 * Whether that process is the PostgreSQL of this cluster. After a crash of the machine its number may
 * belong to any other program, and PostgreSQL would then refuse to start for ever.
 */
export function isPostmasterOf(pid: number, cluster: string): boolean {
	if (!isAlive(pid)) return false;
	const command = commandOf(pid);
	if (command === null) return true; // cannot tell: the careful answer
	if (!path.basename(command[0] ?? '').startsWith('postgres')) return false;
	const folder = command[command.indexOf('-D') + 1];
	try {
		return folder !== undefined && realpathSync(folder) === realpathSync(cluster);
	} catch {
		return false;
	}
}

/** Waits until the process is gone; false when it is still there after that many milliseconds. */
export async function waitForExit(pid: number, milliseconds: number): Promise<boolean> {
	for (let waited = 0; waited < milliseconds; waited += 25) {
		if (!isAlive(pid)) return true;
		await sleep(25);
	}
	return !isAlive(pid);
}

/**
 * Stops a server: fast (sessions end, a checkpoint is written), after 4 s immediate (the log is replayed at
 * the next start), after 5 s by force. Never loses a committed row; done within 6 s.
 */
export async function stopPostmaster(pid: number, bin: string, cluster: string): Promise<void> {
	if (process.platform === 'win32') {
		execFileSync(path.join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-t', '5']);
		return;
	}
	const ladder = [
		['SIGINT', 4000],
		['SIGQUIT', 1000],
		['SIGKILL', 1000]
	] as const;
	for (const [signal, milliseconds] of ladder) {
		try {
			process.kill(pid, signal);
		} catch (error) {
			if (reasonOf(error) === 'ESRCH') return;
			throw error;
		}
		if (await waitForExit(pid, milliseconds)) return;
	}
}
