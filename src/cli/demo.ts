/**
 * npm run demo -- [--date YYYY-MM-DD] [--speed 1|10|60]
 *
 * The fictional city's working day on a simulated clock: its database, the app, and the simulator that
 * reports to it as any machine feed would, three processes that start and end together.
 */
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { instantAt } from '#lib/domain/local-time.ts';
import { requireConfig, type Config } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { reasonOf, reportFault, startupFault } from '#lib/server/startup-fault.ts';
import { ensureBuilt } from './built.ts';
import { startChild, type Child } from './child.ts';
import {
	demoSignIns,
	ensureDemoSignIns,
	refuseRealRecords,
	resetDemo,
	simulatorToken
} from './demo-data.ts';
import { say } from './say.ts';

const dawn = '07:45';
const speeds = ['1', '10', '60'];

type Flags = { date: string; speed: number };

function readFlags(argv: string[]): Flags {
	const { values } = parseArgs({
		args: argv,
		strict: false,
		options: { date: { type: 'string' }, speed: { type: 'string' } }
	});
	const { date = '2021-01-12', speed = '10' } = values;
	if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date) || !Date.parse(date)) {
		throw startupFault('badArgument', '--date', '--date 2021-01-12');
	}
	if (typeof speed !== 'string' || !speeds.includes(speed)) {
		throw startupFault('badArgument', '--speed', `--speed ${speeds.join(' | ')}`);
	}
	return { date, speed: Number(speed) };
}

/** Finds out that the port is taken before minutes are spent on building. */
function portMustBeFree({ port, host }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error) => {
			const reason = reasonOf(error);
			if (reason === 'EADDRINUSE') reject(startupFault('portInUse', port));
			else reject(startupFault('cannotListen', `${host ?? '*'}:${port}`, reason));
		});
		probe.listen({ port, host: host ?? undefined }, () => probe.close(() => resolve()));
	});
}

const addressOf = ({ port, host }: Config) =>
	`http://${host === null || host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;

/** Waits until the app says that it is ready; false when it ended or took longer than a minute. */
async function becomesReady(url: string, app: Child): Promise<boolean> {
	let ended = false;
	void app.ended.then(() => (ended = true));
	for (let waited = 0; waited < 60_000 && !ended; waited += 100) {
		const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
		if (answer?.ok) return true;
		await sleep(100);
	}
	return false;
}

function startApp(config: Config, database: Database, { date, speed }: Flags): Child {
	const start = instantAt(date, dawn, 'Asia/Makassar');
	const env = {
		...process.env,
		NODE_ENV: 'production',
		DATABASE_URL: database.url,
		DATABASE_URL_FILE: '',
		SECRET: config.secret,
		SECRET_FILE: '',
		DATA_DIR: config.dataDir,
		// what is worth reading here is printed below; requests are not
		LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn'
	};
	return startChild(['src/main.js', '--simulation', start, '--rate', String(speed)], env);
}

const startSimulator = (url: string, token: string) =>
	startChild(['--import', './src/cli/end-with-parent.ts', 'src/cli/simulate.ts'], {
		...process.env,
		SIMULATE_URL: url,
		SIMULATE_TOKEN: token
	});

function printWelcome(url: string, { date, speed }: Flags): void {
	const rows = [
		['Dinding / Wall', `${url}/layar`],
		['Masuk / Sign in', `${url}/masuk`],
		...demoSignIns.map(({ username, password, name }) => [
			`  ${username}`,
			`${password.padEnd(22)}${name}`
		])
	];
	console.log(
		[
			'',
			`Papan Siaga · SIMULASI / SIMULATION · ${date} ${dawn} WITA · ${speed}×`,
			...rows.map(([label = '', value = '']) => `  ${label.padEnd(18)}${value}`),
			'Ctrl-C menghentikan semuanya. / Ctrl-C stops everything.',
			''
		].join('\n')
	);
}

/** Resolves at Ctrl-C, at a request to end, or when whoever started us is gone. */
const stopRequest = new Promise<'asked'>((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
		process.on(signal, () => resolve('asked'));
	}
});

/** Runs until asked to stop or until a part dies; returns the exit code. */
async function runDay(config: Config, database: Database, flags: Flags): Promise<number> {
	const url = addressOf(config);
	const children: Child[] = [];
	try {
		say('Menyiapkan kota peragaan …', 'Preparing the demo city …');
		await resetDemo(database, config.dataDir);
		const app = startApp(config, database, flags);
		children.push(app);
		// while it starts: hashing passwords takes a second
		await ensureDemoSignIns(database);
		const token = await simulatorToken(database);
		const ready = await Promise.race([becomesReady(url, app), stopRequest]);
		if (ready === 'asked') return 0;
		if (!ready) {
			console.error('Aplikasi tidak dapat dimulai.\nThe app could not be started.');
			return 1;
		}
		const simulator = startSimulator(url, token);
		children.push(simulator);
		printWelcome(config.origin ?? url, flags);

		// a simulator whose day is over has done its work; the board stays up
		const failed = simulator.ended.then((code) =>
			code === 0 ? new Promise<never>(() => undefined) : ('simulator' as const)
		);
		const over = await Promise.race([stopRequest, app.ended.then(() => 'app' as const), failed]);
		if (over === 'asked') {
			say('Menghentikan …', 'Stopping …');
			return 0;
		}
		const [id, en] = over === 'app' ? ['Aplikasi', 'The app'] : ['Simulator', 'The simulator'];
		console.error(`${id} berhenti tak terduga.\n${en} ended unexpectedly.`);
		return 1;
	} finally {
		await Promise.all(children.map((child) => child.stop(3500)));
	}
}

async function main(): Promise<number> {
	const flags = readFlags(process.argv.slice(2));
	const config = requireConfig(process.env, []);
	await portMustBeFree(config);
	if (!(await ensureBuilt())) return 1;
	const database = await openDatabase(config, { say });
	try {
		await refuseRealRecords(database);
		return await runDay(config, database, flags);
	} finally {
		await database.close();
	}
}

const code = await main().catch(reportFault);
process.exit(code);
