import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '#lib/server/project-root.ts';
import { say } from './say.ts';

const inputs = [
	'src',
	'static',
	'drizzle',
	'package.json',
	'package-lock.json',
	'vite.config.ts',
	'svelte.config.js'
];
/** Generated from other inputs, or no part of the build. */
const ignored =
	/^src\/(lib\/i18n\/paraglide|lib\/i18n\/project\.inlang\/(?!settings)|cli\/|connect\/|simulate\/)|\.test\.ts$/;
const stampFile = 'build/.inputs';

/** Every file below, relative to the root with forward slashes, in a fixed order. */
function filesBelow(root: string, entry: string): string[] {
	const folder = path.join(root, entry);
	let names;
	try {
		names = readdirSync(folder, { recursive: true, withFileTypes: true });
	} catch {
		return [entry]; // a file
	}
	return names
		.filter((item) => item.isFile())
		.map((item) => path.relative(root, path.join(item.parentPath, item.name)))
		.map((file) => file.split(path.sep).join('/'))
		.sort();
}

/** SHA-256 (hex) over everything the build is made from. */
export function hashOfInputs(root: string): string {
	const hash = createHash('sha256');
	for (const file of inputs.flatMap((entry) => filesBelow(root, entry))) {
		if (ignored.test(file)) continue;
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

function stampOf(root: string): string | null {
	try {
		return readFileSync(path.join(root, stampFile), 'utf8');
	} catch {
		return null;
	}
}

/**
 * Builds the app unless build/ is already made from exactly these sources. Returns false, after printing
 * the build's output, when it failed.
 */
export async function ensureBuilt(): Promise<boolean> {
	const root = projectRoot();
	const hash = hashOfInputs(root);
	if (stampOf(root) === hash) return true;

	say('Membangun program …', 'Building the program …');
	const started = performance.now();
	const seconds = () => Math.round((performance.now() - started) / 1000);
	const ticking = setInterval(() => say(`… ${seconds()} dtk`, `${seconds()} s`), 15_000);
	const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NODE_ENV: 'production' }
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += String(chunk)));
	child.stderr.on('data', (chunk) => (output += String(chunk)));
	const code = await new Promise((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', resolve);
	});
	clearInterval(ticking);
	if (code !== 0) {
		console.error(output);
		console.error('Pembangunan gagal. / The build failed.');
		return false;
	}
	writeFileSync(path.join(root, stampFile), hash);
	say(`Program siap (${seconds()} dtk)`, `The program is built (${seconds()} s)`);
	return true;
}
