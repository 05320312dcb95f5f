import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '#lib/server/project-root.ts';
import { freePort } from './free-port.ts';

export type AppOptions = {
	/** Else the embedded PostgreSQL in dataDir. */
	databaseUrl?: string;
	dataDir?: string;
	simulation?: { start: string; rate: number };
	port?: number;
	env?: Record<string, string>;
	/** Runs it as another user (only root can). */
	user?: { uid: number; gid: number };
	/** The checkout to start; this one by default. */
	root?: string;
};

/** A real `node src/main.js` in a process of its own, from build/. */
export type AppProcess = {
	url: string;
	port: number;
	pid: number;
	/** Everything it printed so far. */
	output(): string;
	/** Resolves with exit code or signal once it is gone. */
	ended: Promise<number | NodeJS.Signals>;
	kill(signal: NodeJS.Signals): void;
	/** SIGTERM and the exit code. */
	stop(): Promise<number | NodeJS.Signals>;
};

/** Starts it without waiting: for starts that are meant to fail. */
export async function spawnApp(options: AppOptions = {}): Promise<AppProcess> {
	const root = options.root ?? projectRoot();
	if (!existsSync(`${root}/build/handler.js`)) throw new Error('build/ is missing: npm run build');
	const port = options.port ?? (await freePort());
	const { simulation } = options;
	const args = simulation
		? ['--simulation', simulation.start, '--rate', String(simulation.rate)]
		: [];
	const child = spawn(process.execPath, ['src/main.js', ...args], {
		cwd: root,
		...options.user,
		// only what is named: a developer's own environment must not decide a test. Empty means unset,
		// and keeps a .env file from filling it
		env: {
			PATH: process.env.PATH,
			HOME: process.env.HOME,
			NODE_ENV: 'production',
			PORT: String(port),
			HOST: '127.0.0.1',
			ORIGIN: '',
			DATABASE_URL: options.databaseUrl ?? '',
			DATA_DIR: options.dataDir ?? '',
			SECRET: 'a secret of at least thirty-two characters',
			TRUSTED_PROXY: '',
			LOG_LEVEL: 'warn',
			...options.env
		},
		// the channel: if the test runner is killed, the app ends too
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let output = '';
	child.stdout?.on('data', (chunk) => (output += String(chunk)));
	child.stderr?.on('data', (chunk) => (output += String(chunk)));
	const ended = new Promise<number | NodeJS.Signals>((resolve) => {
		child.once('close', (code, signal) => resolve(code ?? signal ?? 1));
	});
	const kill = (signal: NodeJS.Signals) => void child.kill(signal);
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		pid: child.pid ?? 0,
		output: () => output,
		ended,
		kill,
		stop: () => {
			kill('SIGTERM');
			return ended;
		}
	};
}

/** Starts it and waits until /api/health/ready answers 200. Throws with its output when it ends before. */
export async function startApp(options: AppOptions = {}): Promise<AppProcess> {
	const app = await spawnApp(options);
	let exit: unknown = null;
	void app.ended.then((code) => (exit = code));
	for (let waited = 0; waited < 45_000; waited += 50) {
		if (exit !== null) throw new Error(`the app ended (${exit}):\n${app.output()}`);
		const answer = await fetch(`${app.url}/api/health/ready`).catch(() => null);
		if (answer?.ok) return app;
		await sleep(50);
	}
	app.kill('SIGKILL');
	throw new Error(`the app did not become ready:\n${app.output()}`);
}
