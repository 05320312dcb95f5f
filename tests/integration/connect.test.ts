import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '#lib/contract/channels.ts';
import { viewOf } from '#lib/domain/agency-view.ts';
import { cityFigures } from '#lib/domain/city-view.ts';
import { limitsFor } from '#lib/domain/regulation.ts';
import { importCity, readCityFolder } from '#lib/server/city-import.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { ClientScreen } from '../rig/client-screen.ts';
import { pairScreen } from '../rig/paired-screen.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const leipzig = fileURLToPath(new URL('../fixtures/leipzig/', import.meta.url));
const recordings = ['11_11', '12_02', '12_33'].map((at) =>
	path.join(leipzig, `leipzig-241106_${at}.json`)
);
/** Tuesday, 10.00 WIB; a minute passes in a second. */
const simulation = { start: '2021-01-12T03:00:00.000Z', rate: 60 };

let test: TestDatabase;
let database: Database;
let app: AppProcess;
let token: string;
let screen: ClientScreen;
let board: Snapshot;
let folder: string;
let machine: Server;
let machineUrl: string;
/** What the ticket machine answers to the next request. */
let answer: { status: number; body: string } = { status: 200, body: '' };

beforeAll(async () => {
	test = await createTestDatabase();
	database = await openDatabase({ databaseUrl: test.url, dataDir: '' });
	const imported = await importCity(database, readCityFolder(leipzig), {
		simulated: true,
		now: simulation.start
	});
	if (!imported.ok) throw new Error(JSON.stringify(imported));
	const agencies = (await readJson('agencies.json')).map(({ code }: { code: string }) => code);
	({ token } = await openFeed({ database }, { agencies, factTypes: ['queue.read'] }));
	app = await startApp({ databaseUrl: test.url, simulation });
	const { cookie } = await pairScreen(test.url);
	screen = new ClientScreen(app.url, cookie);
	screen.socket.on('snapshot', (snapshot) => (board = snapshot));
	await screen.ready();
	folder = await mkdtemp(path.join(tmpdir(), 'papan-siaga-connect-'));
	machine = createServer((_request, response) =>
		response.writeHead(answer.status).end(answer.body)
	);
	await new Promise<void>((done) => machine.listen(0, '127.0.0.1', done));
	const address = machine.address();
	if (typeof address !== 'object' || address === null) throw new Error('not listening');
	machineUrl = `http://127.0.0.1:${address.port}/queues.json`;
});
afterAll(async () => {
	screen?.close();
	machine?.close();
	await app?.stop();
	await database?.close();
	await test?.drop();
	if (folder) await rm(folder, { recursive: true, force: true });
});

async function readJson(name: string) {
	return JSON.parse(await readFile(path.join(leipzig, name), 'utf8'));
}

/** The first recording, moved to the server's now, with changes to single offices. */
async function reading(offices: Record<string, Record<string, unknown>> = {}): Promise<string> {
	const document = await readJson('leipzig-241106_12_33.json');
	for (const [name, change] of Object.entries(offices)) {
		Object.assign(document.locations[name], change);
	}
	return JSON.stringify({ ...document, timestamp: Date.parse(await serverNow()) / 1000 });
}

async function serverNow(): Promise<string> {
	return (await (await fetch(`${app.url}/api/v1/time`)).json()).serverTime;
}

/** `npm run connect` as a process of its own; its exit code and lines. */
async function connect(source: object | null, args: string[]) {
	const config = path.join(folder, 'connect.json');
	const leipzigConfig = await readJson('connect.json');
	const settings = { ...leipzigConfig, server: app.url, ...(source && { source }) };
	await writeFile(config, JSON.stringify(settings));
	const child = spawn(process.execPath, ['src/cli/connect.ts', '--config', config, ...args], {
		cwd: projectRoot(),
		env: { PATH: process.env.PATH, PAPAN_SIAGA_TOKEN: token },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	child.stdout.on('data', (chunk) => (output += String(chunk)));
	child.stderr.on('data', (chunk) => (output += String(chunk)));
	const code = await new Promise((resolve) => child.once('close', resolve));
	return { code, lines: output.trim().split('\n') };
}

/** Every agency as the wall judges it at a moment. */
const viewsAt = (now: string) =>
	board.agencies.flatMap((profile) => {
		const state = screen.states[profile.code];
		const limits = limitsFor(profile, board.regulations, null, now);
		return state ? [viewOf(profile, state, limits, board.city, now)] : [];
	});
const totals = () => {
	const { waiting, served } = cityFigures(viewsAt(simulation.start));
	return `${waiting} waiting, ${served} served`;
};
const view = async (code: string) =>
	viewsAt(await serverNow()).find(({ profile }) => profile.code === code);

const replay = () => connect(null, ['--restamp', 'now', '--speed', '20', '--files', ...recordings]);

describe('[B11] recorded readings of a real city through the connector', () => {
	it('move the wall from 46 to 12 to 8 waiting and from 270 to 377 to 426 served', async () => {
		const seen = [totals()];
		screen.socket.on('delta', () => {
			if (seen.at(-1) !== totals()) seen.push(totals());
		});
		const { code, lines } = await replay();
		expect(lines).toHaveLength(3);
		expect(lines.every((line) => line.startsWith('12 dibaca · 12 tercatat · 0 duplikat'))).toBe(
			true
		);
		expect(code).toBe(0);
		await until('the last reading is on the wall', () => totals() === '8 waiting, 426 served');
		const readings = ['46 waiting, 270 served', '12 waiting, 377 served', '8 waiting, 426 served'];
		expect(seen.filter((figures) => readings.includes(figures))).toEqual(readings);
		expect(screen.gaps).toBe(0);
	});

	it('show every office with the values of the file, and the closed one as closed', async () => {
		const { locations } = await readJson('leipzig-241106_12_33.json');
		const views = viewsAt(simulation.start);
		expect(views).toHaveLength(12);
		for (const { profile, queue } of views) {
			const office = locations[profile.shortName];
			expect(queue, profile.shortName).toMatchObject({
				waiting: Number(office.walkin_waiting_count),
				serving: Number(office.walkin_serving_count),
				served: Number(office.walkin_end_count),
				countersOpen: Number(office.active_counter_count),
				closed: office.current_status === 'closed'
			});
		}
		expect(views.filter(({ queue }) => queue?.closed)).toHaveLength(1);
	});

	it('change nothing the second time', async () => {
		// alerts come and go with the clock; what was said must stay as it is
		const days = () => Object.values(screen.states).map(({ day }) => day);
		const { seq } = screen;
		const before = days();
		const { code, lines } = await replay();
		expect(lines.every((line) => line.startsWith('12 dibaca · 0 tercatat · 12 duplikat'))).toBe(
			true
		);
		expect(code).toBe(0);
		expect(screen.seq).toBe(seq);
		expect(days()).toEqual(before);
	});
});

describe('[B11] a source that is not well', () => {
	const poll = () => connect({ url: machineUrl, timeoutSeconds: 1 }, ['--once']);

	it('has each fault named by office and field, in both languages, and the rest recorded', async () => {
		answer = {
			status: 200,
			body: await reading({
				'Gohlis-Center': { walkin_waiting_count: 'abc' },
				Leutzsch: { walkin_end_count: '1' },
				Ratzelbogen: { uid: 'office-nobody-knows' },
				Wiederitzsch: { walkin_serving_count: undefined }
			})
		};
		const { code, lines } = await poll();
		const said = lines.join('\n');
		expect(said).toContain(`Kantor Gohlis-Center: 'walkin_waiting_count' bukan angka: "abc"`);
		expect(said).toContain(`Office Gohlis-Center: 'walkin_waiting_count' is not a number: "abc"`);
		expect(said).toContain("Office Ratzelbogen: 'office-nobody-knows' is not in the configuration");
		expect(said).toContain("Office Wiederitzsch: 'walkin_serving_count' is missing");
		expect(said).toContain('Office Leutzsch: refused (servedFell)');
		expect(said).toMatch(/9 dibaca · 8 tercatat · 0 duplikat · 1 ditolak/);
		expect(code).toBe(1);
	});

	it('lets an office that cannot be read turn stale with its last values, never zero', async () => {
		await until(
			'it is stale',
			async () => {
				const office = await view('GOHLIS-CENTER');
				return office?.freshness.overall.state === 'stale';
			},
			30_000
		);
		const lastAt = async (code: string) => (await view(code))?.day.lastQueueAt ?? '';
		const before = { leutzsch: await lastAt('LEUTZSCH'), ratzelbogen: await lastAt('RATZELBOGEN') };
		answer = { status: 200, body: await reading({ Ratzelbogen: { walkin_waiting_count: '' } }) };
		await poll();
		await until('the others are newer', async () => (await lastAt('LEUTZSCH')) > before.leutzsch);
		expect(await lastAt('RATZELBOGEN')).toBe(before.ratzelbogen);
		const broken = await view('RATZELBOGEN');
		expect(broken?.freshness.overall.state).toBe('stale');
		expect(broken?.queue).toMatchObject({ waiting: 1, serving: 3, served: 51 });
	}, 90_000);

	it.each([
		['500', { status: 500, body: '{}' }, /menjawab HTTP 500 \/ .* answered HTTP 500/],
		['HTML', { status: 200, body: '<!doctype html><title>Wi-Fi' }, /halaman HTML/],
		['bad JSON', { status: 200, body: '{"timestamp": 17' }, /bukan JSON yang sah/]
	])('is named and nothing is sent when it answers %s', async (_name, ill, complaint) => {
		const { seq } = screen;
		answer = ill;
		const { code, lines } = await poll();
		expect(lines.join('\n')).toMatch(complaint);
		expect(lines.at(-1)).toMatch(/^0 dibaca · 0 tercatat/);
		expect(code).toBe(1);
		expect(screen.seq).toBe(seq);
	});
});
