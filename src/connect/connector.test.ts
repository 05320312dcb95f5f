import { createServer, type RequestListener } from 'node:http';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeBoard } from '../../tests/fixtures/fake-board.ts';
import { readConnectorConfig, type ConnectorConfig } from './connector-config.ts';
import { Connector, type ConnectorOptions } from './connector.ts';

const folder = new URL('../../tests/fixtures/leipzig/', import.meta.url);
const pathOf = (name: string) => fileURLToPath(new URL(name, folder));
const files = ['11_11', '12_02', '12_33'].map((at) => pathOf(`leipzig-241106_${at}.json`));
const firstReading = readFileSync(pathOf('leipzig-241106_11_11.json'), 'utf8');

/** A simulated Tuesday, 10.00 WIB, a thousand times as fast as real. */
const start = Date.parse('2021-01-12T03:00:00Z');
const rate = 1000;
let board: FakeBoard;
let server: string;
let lines: string[];
let stop: AbortController;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
	const began = performance.now();
	board = new FakeBoard(() => ({ ms: start + (performance.now() - began) * rate, rate }));
	server = await board.listen();
	lines = [];
	stop = new AbortController();
});
afterEach(async () => {
	stop.abort();
	await Promise.all([board.close(), ...closing.splice(0).map((close) => close())]);
});

function configOf(source?: object): ConnectorConfig {
	const input = JSON.parse(readFileSync(pathOf('connect.json'), 'utf8'));
	const read = readConnectorConfig({ ...input, server, source: source ?? input.source });
	if (!read.ok) throw new Error(JSON.stringify(read.faults));
	return read.config;
}

const connect = (options: Partial<ConnectorOptions> = {}) =>
	new Connector({
		config: configOf(),
		token: 'right',
		files: [],
		once: false,
		restamp: false,
		speed: 1,
		dryRun: false,
		print: (line) => lines.push(line),
		signal: stop.signal,
		...options
	}).run();

/** A ticket machine's own little server. */
async function source(listener: RequestListener): Promise<string> {
	const machine = createServer(listener);
	await new Promise<void>((done) => machine.listen(0, '127.0.0.1', done));
	closing.push(async () => {
		machine.closeAllConnections();
		await new Promise((done) => machine.close(done));
	});
	const address = machine.address();
	if (typeof address !== 'object' || address === null) throw new Error('not listening');
	return `http://127.0.0.1:${address.port}/queues.json`;
}
const moments = () => [...new Set(board.facts.map(({ observedAt }) => observedAt))];

describe('[B11] replaying a recording', { timeout: 40_000 }, () => {
	it('sends every reading at its own time and says what became of it', async () => {
		expect(await connect({ files })).toBe(true);
		expect(board.facts).toHaveLength(36);
		expect(moments()).toEqual([
			'2024-11-06T10:10:00.000Z',
			'2024-11-06T11:01:46.000Z',
			'2024-11-06T11:32:13.000Z'
		]);
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatch(/^12 dibaca · 12 tercatat · 0 duplikat · 0 ditolak \/ 12 read/);
	});

	it('changes nothing the second time', async () => {
		await connect({ files: files.toReversed() });
		lines = [];
		expect(await connect({ files })).toBe(true);
		expect(board.facts).toHaveLength(36);
		expect(lines[0]).toMatch(/^12 dibaca · 0 tercatat · 12 duplikat · 0 ditolak/);
	});

	it('moves it to now by the clock of the server, spacing kept and shortened', async () => {
		expect(await connect({ files, restamp: true, speed: 10 })).toBe(true);
		const [first = 0, second = 0, third = 0] = moments().map((at) => Date.parse(at));
		expect(moments()).toHaveLength(3);
		expect(first).toBeGreaterThanOrEqual(start);
		// 3106 s and 1827 s were recorded; a late timer on a thousandfold clock adds some seconds
		expect((second - first) / 1000).toBeGreaterThanOrEqual(310.6);
		expect((third - first) / 1000).toBeGreaterThanOrEqual(493.3);
		await connect({ files, restamp: true, speed: 1000 });
		expect(board.facts).toHaveLength(36);
	});

	it('names the file that cannot be read and goes on with the others', async () => {
		const broken = [pathOf('connect.json'), pathOf('gone.json'), ...files];
		expect(await connect({ files: broken })).toBe(false);
		expect(board.facts).toHaveLength(36);
		expect(lines.filter((line) => line.startsWith('!'))).toEqual([
			expect.stringContaining("Source connect.json: no list of offices at 'locations'"),
			expect.stringContaining('Source gone.json: cannot be reached (ENOENT)')
		]);
	});

	it('prints and sends nothing in a dry run', async () => {
		expect(await connect({ files, dryRun: true, token: '' })).toBe(true);
		expect(board.posts).toBe(0);
		expect(lines.filter((line) => line.startsWith('{'))).toHaveLength(36);
	});
});

describe('[P5] only receipts count', { timeout: 40_000 }, () => {
	it.each(['cut', 'html', 'forged', 'busy', 'error', 'redirect', 'half'] as const)(
		'sends the same ids again after an answer that is none: %s',
		async (mishap) => {
			board.mishaps = [mishap];
			expect(await connect({ files: files.slice(0, 1) })).toBe(true);
			expect(board.posts).toBe(2);
			expect(board.facts).toHaveLength(12);
			expect(lines.at(-1)).toMatch(/12 dibaca · \d+ tercatat/);
			expect(lines.join('\n')).toMatch(/trying again/);
		}
	);

	it('says when the token is refused', async () => {
		const url = await source((_, response) => response.end(firstReading));
		const running = connect({ config: configOf({ url, everySeconds: 1 }), token: 'wrong' });
		await expect.poll(() => lines.join('\n'), { timeout: 20_000 }).toMatch(/token refused/);
		stop.abort();
		expect(await running).toBe(false);
		expect(board.facts).toEqual([]);
	});
});

describe('[B11] polling a source', { timeout: 40_000 }, () => {
	it('reports a fallen served count by the name of the office', async () => {
		let round = 0;
		const url = await source((_, response) => {
			const document = JSON.parse(firstReading);
			document.timestamp += round * 60;
			if (round++ > 0) document.locations['Gohlis-Center'].walkin_end_count = '3';
			response.end(JSON.stringify(document));
		});
		const running = connect({ config: configOf({ url, everySeconds: 1 }) });
		await expect.poll(() => lines.join('\n'), { timeout: 20_000 }).toMatch(/refused \(/);
		stop.abort();
		await running;
		expect(lines.join('\n')).toContain('Office Gohlis-Center: refused (servedFell)');
		expect(lines.join('\n')).toMatch(/12 dibaca · 11 tercatat · 0 duplikat · 1 ditolak/);
	});

	it.each([
		['500', (_, response) => response.writeHead(500).end('{}'), /answered HTTP 500/],
		['HTML', (_, response) => response.end('<html>login'), /HTML page/],
		['bad JSON', (_, response) => response.end('{"locations":'), /not valid JSON/],
		['silence', () => {}, /no answer within 0.3 seconds/]
	] as [string, RequestListener, RegExp][])(
		'names a source that answers %s, sends nothing, and recovers by itself',
		async (_name, listener, complaint) => {
			let ill = true;
			const url = await source((request, response) =>
				ill ? listener(request, response) : response.end(firstReading)
			);
			const running = connect({
				config: configOf({ url, everySeconds: 1, timeoutSeconds: 0.3 })
			});
			await expect.poll(() => lines.join('\n'), { timeout: 20_000 }).toMatch(complaint);
			expect(board.facts).toEqual([]);
			ill = false;
			await expect.poll(() => board.facts.length, { timeout: 20_000 }).toBe(12);
			await expect.poll(() => lines.join('\n'), { timeout: 20_000 }).toMatch(/✓ pulih/);
			stop.abort();
			await running;
		}
	);

	it('keeps readings while the board is away and delivers them when it is back', async () => {
		let round = 0;
		const url = await source((_, response) => {
			const document = JSON.parse(firstReading);
			document.timestamp += 60 * round++;
			response.end(JSON.stringify(document));
		});
		board.mishaps = ['error', 'error', 'error'];
		const running = connect({ config: configOf({ url, everySeconds: 1 }) });
		await expect.poll(() => board.facts.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(24);
		stop.abort();
		await running;
		expect(lines.join('\n')).toMatch(/12 menunggu dikirim/);
		expect(new Set(board.facts.map(({ id }) => id)).size).toBe(board.facts.length);
	});
});
