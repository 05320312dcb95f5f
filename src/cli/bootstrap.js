/**
 * The first thing `npm run demo` and `npm test` start, perhaps on Node 20 and with nothing installed: plain
 * JavaScript, no dependency. Installs the packages when they are missing or not those of the lockfile, then
 * runs the TypeScript file named as its first argument under the Node that came with the packages.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const windows = process.platform === 'win32';

/** @typedef {{ version?: string, optional?: boolean, os?: Names, cpu?: Names }} Locked */
/** @typedef {string | string[]} Names */

/**
 * @param {string} id
 * @param {string} en
 */
const say = (id, en) => console.log(`${id} / ${en}`);

/**
 * Packages as a lockfile lists them; null when the file is missing or unreadable.
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
	} catch {
		return null;
	}
}

/** npm writes its hidden lockfile last, so a half-finished installation is told from a whole one. */
function isInstalled() {
	const wanted = packagesOf('package-lock.json');
	const installed = packagesOf('node_modules/.package-lock.json');
	if (!wanted || !installed) return false;
	return Object.entries(wanted).every(([name, { version, optional, os, cpu }]) => {
		// ourselves, and binaries for other machines
		if (name === '' || !fits(os, process.platform) || !fits(cpu, process.arch)) return true;
		const found = installed[name];
		return found ? found.version === version : optional === true;
	});
}

/**
 * @param {Names} names as in `os` and `cpu`: those wanted, or !those unwanted; none means any
 * @param {string} ours
 */
function fits(names = [], ours) {
	const list = [names].flat();
	const wanted = list.filter((name) => !name.startsWith('!'));
	return !list.includes(`!${ours}`) && (wanted.length === 0 || wanted.includes(ours));
}

/** Somebody pressed Ctrl-C. */
let interrupted = false;

/**
 * Runs a program to its end. It gets a process group of its own, so that Ctrl-C reaches it once (through
 * `forward`) and not from the terminal, npm and us; and a channel whose closing tells it that we were killed.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function run(program, args, env) {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd: process.cwd(),
			env,
			detached: !windows,
			stdio: ['inherit', 'inherit', 'inherit', 'ipc']
		});
		/** @param {NodeJS.Signals} signal */
		const forward = (signal) => {
			if (interrupted) return;
			interrupted = true;
			child.kill(signal);
			// it promises to be gone within 10 s; nobody should have to look for what is left of it
			setTimeout(() => {
				if (!windows && child.pid) process.kill(-child.pid, 'SIGKILL');
				else child.kill('SIGKILL');
			}, 12_000).unref();
		};
		const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
		for (const signal of signals) process.on(signal, forward);
		/** @param {number} code */
		const finish = (code) => {
			for (const signal of signals) process.off(signal, forward);
			resolve(code);
		};
		child.once('error', (error) => {
			console.error(error.message);
			finish(1);
		});
		child.once('exit', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 143)));
	});
}

async function install() {
	say('Memasang pustaka (beberapa menit) …', 'Installing packages (a few minutes) …');
	const started = performance.now();
	const seconds = () => Math.round((performance.now() - started) / 1000);
	const ticking = setInterval(() => say(`… ${seconds()} dtk`, `${seconds()} s`), 15_000);
	// the Node that npm itself runs on: ours lies in node_modules, which is about to be replaced
	const { npm_execpath: npm, npm_node_execpath: node, ...env } = process.env;
	const binaries = path.join('node_modules', '.bin');
	env.PATH = (process.env.PATH ?? '')
		.split(path.delimiter)
		.filter((folder) => !folder.endsWith(binaries))
		.join(path.delimiter);
	const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
	const code =
		npm && node
			? await run(node, [npm, ...args], env)
			: await run(windows ? 'npm.cmd' : 'npm', args, env);
	clearInterval(ticking);
	if (interrupted) process.exit(130);
	if (code !== 0) {
		console.error(
			'Pustaka tidak dapat dipasang; periksa sambungan internet lalu ulangi.\n' +
				'The packages could not be installed; check the internet connection and try again.'
		);
		process.exit(code);
	}
	say(`Pustaka terpasang (${seconds()} dtk)`, `Packages installed (${seconds()} s)`);
}

/** Node 24 as installed by npm, else the one we run on if it can read TypeScript; null when neither. */
function modernNode() {
	const machine = `${windows ? 'win' : process.platform}-${process.arch}`;
	for (const name of [`node-${machine}`, `node-bin-${machine}`]) {
		const file = path.join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
		if (existsSync(file)) return file;
	}
	return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

if (!isInstalled()) await install();
const node = modernNode();
if (node === null) {
	console.error(
		`Node ${process.versions.node} terlalu lama; pasang Node 24 atau yang lebih baru.\n` +
			`Node ${process.versions.node} is too old; install Node 24 or newer.`
	);
	process.exit(1);
}
const [script = '', ...args] = process.argv.slice(2);
const folders = [path.join(root, 'node_modules/.bin'), path.dirname(node), process.env.PATH ?? ''];
process.exitCode = await run(node, [path.resolve(root, script), ...args], {
	...process.env,
	PATH: folders.join(path.delimiter)
});
// the channel and the signal listeners would keep us here
process.exit();
