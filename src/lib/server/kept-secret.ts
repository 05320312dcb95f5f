import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf, startupFault } from './startup-fault.ts';

/** Makes the data folder if it is missing; throws the startup fault if nothing can be written there. */
export function prepareDataDir(dataDir: string): void {
	try {
		// as root the database runs as another user, who must be able to pass through (not list) the folder
		mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
		const probe = path.join(dataDir, `.probe-${process.pid}`);
		writeFileSync(probe, '');
		rmSync(probe);
	} catch (error) {
		throw startupFault('dataDirUnwritable', dataDir, reasonOf(error));
	}
}

/** A 256-bit secret (hex) kept in DATA_DIR under this name, readable by the owner only; made on first use. */
export function keptSecret(dataDir: string, name: string): string {
	const file = path.join(dataDir, name);
	const read = () => readFileSync(file, 'utf8').trim();
	try {
		return read();
	} catch (error) {
		if (reasonOf(error) !== 'ENOENT') {
			throw startupFault('dataDirUnwritable', dataDir, reasonOf(error));
		}
	}
	prepareDataDir(dataDir);
	// written aside and linked into place: two processes that start together end up with the same secret
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
	try {
		linkSync(draft, file);
	} catch (error) {
		if (reasonOf(error) !== 'EEXIST') throw error;
	} finally {
		rmSync(draft);
	}
	return read();
}
