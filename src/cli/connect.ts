/**
 * npm run connect -- --config FILE [--once] [--files A B …] [--restamp now] [--speed N] [--dry-run]
 *
 * Exit code 0: all was read and recorded; 1: something was reported by name; 2: it could not start.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConnectorConfig, type ConnectorConfig } from '../connect/connector-config.ts';
import { Connector } from '../connect/connector.ts';
import { reasonOf } from '../connect/source.ts';

class CannotStart extends Error {}

const usage =
	'npm run connect -- --config FILE [--once] [--files A B …] [--restamp now] [--speed N] [--dry-run]';

function argumentsOf() {
	const options = {
		config: { type: 'string' },
		once: { type: 'boolean', default: false },
		files: { type: 'string', multiple: true },
		restamp: { type: 'string' },
		speed: { type: 'string', default: '1' },
		'dry-run': { type: 'boolean', default: false }
	} as const;
	try {
		return parseArgs({ options, allowPositionals: true });
	} catch (error) {
		throw new CannotStart(`${reasonOf(error)}\n${usage}`);
	}
}

async function configOf(path: string): Promise<ConnectorConfig> {
	let input: unknown;
	try {
		input = JSON.parse(await readFile(path, 'utf8'));
	} catch (error) {
		throw new CannotStart(
			`Konfigurasi ${path} tidak dapat dibaca: ${reasonOf(error)}\n` +
				`Configuration ${path} cannot be read: ${reasonOf(error)}`
		);
	}
	const read = readConnectorConfig(input);
	if (read.ok) return read.config;
	const faults = read.faults.map(({ id, en }) => `  ${id} / ${en}`).join('\n');
	throw new CannotStart(
		`Konfigurasi ${path} tidak dapat dipakai / Configuration ${path} cannot be used:\n${faults}`
	);
}

async function tokenOf(config: ConnectorConfig, folder: string): Promise<string> {
	const { tokenEnv, tokenFile } = config;
	const from = tokenEnv ?? tokenFile ?? '';
	const token = tokenEnv
		? process.env[tokenEnv]
		: await readFile(resolve(folder, from), 'utf8').catch(() => undefined);
	if (token?.trim()) return token.trim();
	throw new CannotStart(
		`Token feed tidak ada di ${tokenEnv ? 'variabel' : 'berkas'} ${from}; buat di /admin atau dengan npm run satgas\n` +
			`No feed token in ${tokenEnv ? 'variable' : 'file'} ${from}; make one at /admin or with npm run satgas`
	);
}

async function main(): Promise<number> {
	const { values, positionals } = argumentsOf();
	if (values.config === undefined) throw new CannotStart(usage);
	if (values.restamp !== undefined && values.restamp !== 'now') {
		throw new CannotStart("--restamp: hanya 'now' / only 'now'");
	}
	const speed = Number(values.speed);
	if (!(speed > 0)) throw new CannotStart('--speed: angka di atas nol / a number above zero');
	if (positionals.length > 0 && !values.files) throw new CannotStart(usage);

	const config = await configOf(values.config);
	const folder = dirname(resolve(values.config));
	const named = [...(values.files ?? []), ...positionals].map((file) => resolve(file));
	const files =
		named.length > 0 ? named : (config.source.files ?? []).map((file) => resolve(folder, file));
	const stop = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
	const connector = new Connector({
		config,
		token: values['dry-run'] ? '' : await tokenOf(config, folder),
		files,
		once: values.once || values['dry-run'],
		restamp: values.restamp === 'now',
		speed,
		dryRun: values['dry-run'],
		print: (line) => console.log(line),
		signal: stop.signal
	});
	const clean = await connector.run();
	return clean || stop.signal.aborted ? 0 : 1;
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof CannotStart)) throw error;
	console.error(error.message);
	process.exitCode = 2;
}
