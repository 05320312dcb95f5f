import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { startupFault } from './startup-fault.ts';

/** Whom PostgreSQL runs as. Null: as whoever runs this program, which is not root. */
export type RunAs = { uid: number; gid: number } | null;

const idOf = (flag: '-u' | '-g', name: string) =>
	Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));

/**
 * PostgreSQL refuses to run as root. Root's cluster is run as `postgres`, else `nobody`; a cluster that
 * exists already (`cluster`, if its folder does) keeps the user who owns it.
 */
export function runAsFor(cluster: string | null): RunAs {
	if (process.getuid?.() !== 0) return null;
	if (cluster !== null) {
		const { uid, gid } = statSync(cluster);
		if (uid !== 0) return { uid, gid };
	}
	for (const name of ['postgres', '_postgres', 'nobody']) {
		try {
			const user = { uid: idOf('-u', name), gid: idOf('-g', name) };
			if (user.uid !== 0) return user;
		} catch {
			// no such user here: try the next
		}
	}
	throw startupFault('cannotDropRoot', 'postgres, nobody');
}

/** Whether that user may pass through every folder down to this one, itself included. */
export function canEnter(user: RunAs, folder: string): boolean {
	if (user === null) return true;
	for (let at = folder; ; at = path.dirname(at)) {
		const { uid, gid, mode } = statSync(at);
		const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
		if ((mode & bit) === 0) return false;
		if (at === path.dirname(at)) return true;
	}
}
