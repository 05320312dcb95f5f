import { spawn } from 'node:child_process';
import {
	chownSync,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import type { Place } from './embedded-postgres-place.ts';
import { isAlive } from './embedded-postgres-process.ts';

/** The one role of the cluster, and the name of the app's database in it. */
export const role = 'papan_siaga';

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
export async function createCluster(
	place: Place,
	password: string,
	durable: boolean
): Promise<void> {
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
