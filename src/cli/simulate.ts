/**
 * npm run simulate
 *
 * Lives the demo city's days through the public interface, as fast as the server's clock runs.
 * SIMULATE_URL   the board, http://127.0.0.1:3000 unless said otherwise
 * SIMULATE_TOKEN a feed's token that may speak for every agency (required)
 * SIMULATE_SEED  another seed is another day; `demo` unless said otherwise
 * SIMULATE_INSPECTOR_USERNAME, SIMULATE_INSPECTOR_PASSWORD   who submits the sidak visits;
 *                the demo's own inspector, whose password is public, unless said otherwise
 */
import { readFile } from 'node:fs/promises';
import { Simulation } from '../simulate/simulation.ts';
import { simulatedCityOf } from '../simulate/simulated-city.ts';

async function seedFile(name: string): Promise<unknown> {
	const file = new URL(`../../drizzle/seed/${name}.json`, import.meta.url);
	return JSON.parse(await readFile(file, 'utf8'));
}

const {
	SIMULATE_URL: server = 'http://127.0.0.1:3000',
	SIMULATE_TOKEN: token = '',
	SIMULATE_SEED: seed = 'demo',
	SIMULATE_INSPECTOR_USERNAME: username = 'inspektur',
	SIMULATE_INSPECTOR_PASSWORD: password = 'peragaan-inspektur'
} = process.env;

if (token === '' || !URL.canParse(server)) {
	console.error(
		'SIMULATE_TOKEN wajib diisi dan SIMULATE_URL harus berupa alamat; lihat npm run satgas -- feed:create\n' +
			'SIMULATE_TOKEN is required and SIMULATE_URL must be an address; see npm run satgas -- feed:create'
	);
	process.exitCode = 2;
} else {
	const stop = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
	const simulation = new Simulation({
		city: simulatedCityOf({
			city: await seedFile('city'),
			agencies: await seedFile('agencies'),
			regulations: await seedFile('regulations'),
			checklist: await seedFile('checklist')
		}),
		server,
		token,
		seed,
		inspector: { username, password },
		print: (line) => console.log(line),
		signal: stop.signal
	});
	await simulation.run();
}
