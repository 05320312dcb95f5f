/**
 * npm test -- [--only STEP]
 *
 * Every gate in the order of what fails fastest; stops at the first that fails, with its exit code.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { projectRoot } from '#lib/server/project-root.ts';
import { ensureBrowser } from './browser.ts';
import { ensureBuilt } from './built.ts';

type Step = {
	name: string;
	title: string;
	/** Programs of node_modules/.bin with their arguments, one after the other. */
	commands: string[][];
	/** What must be there first. */
	needs?: ('build' | 'browser')[];
};

const paraglide = [
	'paraglide-js',
	'compile',
	'--project',
	'./src/lib/i18n/project.inlang',
	'--outdir',
	'./src/lib/i18n/paraglide',
	'--silent'
];

const steps: Step[] = [
	{
		name: 'check',
		title: 'Tipe / Types',
		commands: [
			paraglide,
			['svelte-kit', 'sync'],
			[
				'svelte-check',
				'--tsconfig',
				'./tsconfig.json',
				'--output',
				'human',
				'--threshold',
				'warning'
			]
		]
	},
	{
		name: 'lint',
		title: 'Gaya dan impor / Style and imports',
		commands: [
			['prettier', '--check', '.', '--log-level', 'warn'],
			['eslint', '.'],
			['depcruise', '--config', '.dependency-cruiser.js', 'src', '--output-type', 'err'],
			['knip']
		]
	},
	{
		name: 'unit',
		title: 'Uji satuan / Unit tests',
		commands: [paraglide, ['vitest', 'run', '--project', 'unit']]
	},
	{
		name: 'integration',
		title: 'Uji integrasi / Integration tests',
		needs: ['build'],
		commands: [['vitest', 'run', '--project', 'integration']]
	},
	{
		name: 'e2e',
		title: 'Uji peramban / Browser tests',
		needs: ['build', 'browser'],
		commands: [['playwright', 'test', '-c', 'tests/e2e/playwright.config.ts']]
	}
];

/** Set at Ctrl-C: the running program is asked to end, no further one starts. */
let stopped = false;
let current: ReturnType<typeof spawn> | null = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
	process.on(signal, () => {
		stopped = true;
		endGroup('SIGINT');
		setTimeout(() => endGroup('SIGKILL'), 8000).unref();
	});
}

/** Signals the running program and whatever it started, its process group; false when all are gone. */
function endGroup(signal: NodeJS.Signals | 0): boolean {
	if (!current?.pid) return false;
	try {
		return process.kill(process.platform === 'win32' ? current.pid : -current.pid, signal);
	} catch {
		return false; // all gone already
	}
}

/** Waits until what a program started has ended by itself too, 5 s at most; then ends it. */
async function endRemains(): Promise<void> {
	for (let waited = 0; waited < 5000 && endGroup(0); waited += 50) await sleep(50);
	endGroup('SIGKILL');
}

/** Runs one program to its end; returns its exit code. Nothing of its process group survives it. */
async function run([program = '', ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
	const root = projectRoot();
	const child = spawn(path.join(root, 'node_modules/.bin', program), args, {
		cwd: root,
		env,
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: process.platform !== 'win32',
		shell: process.platform === 'win32'
	});
	current = child;
	const code = await new Promise<number>((resolve) => {
		child.once('error', () => resolve(1));
		child.once('exit', (code) => resolve(code ?? 1));
	});
	await endRemains();
	current = null;
	return code;
}

async function runStep({ commands, needs = [] }: Step): Promise<number> {
	const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: undefined };
	if (needs.includes('build') && !(await ensureBuilt())) return 1;
	if (needs.includes('browser')) {
		const browser = ensureBrowser();
		if (browser === null) return 1;
		env.CHROMIUM = browser;
	}
	for (const command of commands) {
		if (stopped) return 130;
		const code = await run(command, env);
		if (code !== 0) return code;
	}
	return stopped ? 130 : 0;
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		args: process.argv.slice(2),
		options: { only: { type: 'string' } },
		strict: false
	});
	const chosen =
		values.only === undefined ? steps : steps.filter(({ name }) => name === values.only);
	if (chosen.length === 0) {
		const names = steps.map(({ name }) => name).join(', ');
		console.error(`--only: pilih dari ${names} / choose from ${names}`);
		return 2;
	}
	let passed = 0;
	let code = 0;
	for (const step of chosen) {
		const started = performance.now();
		console.log(`\n── ${step.name} · ${step.title}`);
		code = await runStep(step);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		console.log(
			`── ${step.name}: ${code === 0 ? 'lulus / passed' : 'gagal / failed'} · ${seconds} s`
		);
		if (code !== 0) break;
		passed++;
	}
	console.log(`\n${passed} passed, ${code === 0 ? 0 : 1} failed`);
	return code;
}

const code = await main();
process.exit(code);
