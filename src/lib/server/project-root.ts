import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of package.json, absolute. Found by walking up, because this code runs from src/lib/server
 * (commands, tests) and from build/server/chunks (the built server) alike.
 */
export function projectRoot(): string {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	for (;;) {
		const file = path.join(folder, 'package.json');
		if (existsSync(file) && readFileSync(file, 'utf8').includes('"name": "papan-siaga"')) {
			return folder;
		}
		const parent = path.dirname(folder);
		if (parent === folder) throw new Error('package.json of papan-siaga not found above this file');
		folder = parent;
	}
}
