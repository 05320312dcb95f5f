import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFact } from '#lib/contract/fact.ts';
import { readConnectorConfig, type ConnectorConfig } from './connector-config.ts';
import { mapReadings } from './office-reading.ts';
import { sentenceOf } from './problem.ts';
import { readingId } from './reading-id.ts';
import { readDocument } from './source-records.ts';

const folder = new URL('../../tests/fixtures/leipzig/', import.meta.url);
const recordings = ['11_11', '12_02', '12_33'].map((time) => `leipzig-241106_${time}.json`);
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function configFrom(change: (input: Record<string, unknown>) => void = () => {}): ConnectorConfig {
	const input: Record<string, unknown> = JSON.parse(textOf('connect.json'));
	change(input);
	const read = readConnectorConfig(input);
	if (!read.ok) throw new Error(JSON.stringify(read.faults));
	return read.config;
}
const config = configFrom();

function map(text: string, of: ConnectorConfig = config) {
	const read = readDocument(text, 'mesin', of);
	if (!read.ok) return { readings: [], words: [sentenceOf(read.problem).en] };
	const { readings, problems } = mapReadings(read.document, 'mesin', of, 0);
	return { readings, words: problems.map((problem) => sentenceOf(problem).en) };
}

/** The first recording with one office changed. */
function changed(office: string, change: (machine: Record<string, unknown>) => void): string {
	const document = JSON.parse(textOf('leipzig-241106_11_11.json'));
	change(document.locations[office]);
	return JSON.stringify(document);
}
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('[B11] recorded readings of real ticket machines', () => {
	it('become twelve valid facts each, with the totals of the files', () => {
		const totals = recordings.map((name) => {
			const { readings, words } = map(textOf(name));
			expect(words).toEqual([]);
			expect(readings).toHaveLength(12);
			for (const { agency, officeId, payload, takenMs } of readings) {
				const id = readingId({
					connector: config.name,
					office: officeId,
					originalMs: takenMs,
					restampDay: ''
				});
				const observedAt = new Date(takenMs).toISOString();
				const fact = { id, agency, origin: 'feed', observedAt, type: 'queue.read', payload };
				expect(parseFact(fact)).toMatchObject({ ok: true });
			}
			return {
				waiting: sum(readings.map(({ payload }) => payload.waiting)),
				served: sum(readings.map(({ payload }) => payload.served)),
				closed: readings.filter(({ payload }) => payload.status === 'closed').map((r) => r.agency)
			};
		});
		expect(totals).toEqual([
			{ waiting: 46, served: 270, closed: ['STOETTERITZER-STRASSE'] },
			{ waiting: 12, served: 377, closed: ['STOETTERITZER-STRASSE'] },
			{ waiting: 8, served: 426, closed: ['STOETTERITZER-STRASSE'] }
		]);
	});
});

describe('[B11] what is wrong with one office is reported by name and the rest goes on', () => {
	const office = 'Gohlis-Center';
	it.each([
		['walkin_waiting_count', 'abc', 'is not a number: "abc"'],
		['walkin_waiting_count', '', 'is not a number: ""'],
		['walkin_waiting_count', '-1', 'is below zero: "-1"'],
		['walkin_serving_count', 1.5, 'is not a whole number: "1.5"'],
		['walkin_end_count', '100001', 'is too large: "100001"'],
		['current_status', 'lunch', 'holds an unknown word: "lunch"']
	])('%s: %j', (field, value, complaint) => {
		const { readings, words } = map(changed(office, (machine) => (machine[field] = value)));
		expect(words).toEqual([`Office ${office}: '${field}' ${complaint}`]);
		expect(readings).toHaveLength(11);
		expect(readings.map(({ agency }) => agency)).not.toContain('GOHLIS-CENTER');
	});

	it('a missing field', () => {
		const { readings, words } = map(changed(office, (machine) => delete machine.walkin_end_count));
		expect(words).toEqual([`Office ${office}: 'walkin_end_count' is missing`]);
		expect(readings).toHaveLength(11);
	});

	it('an optional field leaves itself out, not the office', () => {
		const { readings, words } = map(
			changed(office, (machine) => (machine.walkin_average_waitingtime = 'n/a'))
		);
		expect(words).toEqual([
			`Office ${office}: 'walkin_average_waitingtime' is not a number: "n/a"`
		]);
		expect(readings).toHaveLength(12);
		const reading = readings.find(({ agency }) => agency === 'GOHLIS-CENTER');
		expect(reading?.payload).toMatchObject({ waiting: 7, served: 29, countersOpen: 3 });
		expect(reading?.payload).not.toHaveProperty('meanWaitSeconds');
	});

	it('an office that nobody configured, and one that vanished', () => {
		const { readings, words } = map(changed(office, (machine) => (machine.uid = 'new-uid')));
		expect(words).toEqual([
			`Office ${office}: 'new-uid' is not in the configuration`,
			"Office GOHLIS-CENTER: 'dadff2d2-c6c0-4e7c-8b72-e973d0f4ff87' is not in the source"
		]);
		expect(readings).toHaveLength(11);
	});

	it('an office without its id', () => {
		const { words } = map(changed(office, (machine) => delete machine.uid));
		expect(words).toContain(`Office ${office}: identifier 'uid' is missing`);
	});

	it('an office listed twice', () => {
		const document = JSON.parse(textOf('leipzig-241106_11_11.json'));
		document.locations.Copy = document.locations[office];
		const { readings, words } = map(JSON.stringify(document));
		expect(words).toEqual([
			"Office Copy: 'dadff2d2-c6c0-4e7c-8b72-e973d0f4ff87' appears twice in one reading"
		]);
		expect(readings).toHaveLength(12);
	});

	it('an office to ignore is neither sent nor reported', () => {
		const ignoring = configFrom((input) => {
			const agencies = { ...(input.agencies as Record<string, unknown>) };
			delete agencies['dadff2d2-c6c0-4e7c-8b72-e973d0f4ff87'];
			Object.assign(input, { agencies, ignore: ['dadff2d2-c6c0-4e7c-8b72-e973d0f4ff87'] });
		});
		const { readings, words } = map(textOf('leipzig-241106_11_11.json'), ignoring);
		expect(words).toEqual([]);
		expect(readings).toHaveLength(11);
	});

	it.each([
		['{"locations": ', /not valid JSON/],
		['[]', /no list of offices at 'locations'/],
		['{"locations": {}, "timestamp": 1}', /list of offices is empty/],
		['{"locations": {"a": {}}, "timestamp": "yesterday"}', /'timestamp' is not a time: "yesterday"/]
	])('a document that holds no reading: %s', (text, complaint) => {
		const { readings, words } = map(text);
		expect(readings).toEqual([]);
		expect(words[0]).toMatch(complaint);
	});
});

describe('[B11] another city, another spelling, the same connector', () => {
	const csv = configFrom((input) => {
		Object.assign(input, {
			source: { url: 'https://example.test/antrean.csv', format: 'csv', csv: { delimiter: ';' } },
			records: { idField: 'kode', nameField: 'kantor' },
			time: { path: 'waktu', unit: 'dayMonthYear' },
			zone: 'Asia/Makassar',
			numbers: { thousands: '.', decimal: ',' },
			agencies: { D1: { agency: 'DISDUKCAPIL', service: 'B' }, D2: { agency: 'DISNAKER' } },
			fields: {
				waiting: { path: 'menunggu' },
				serving: { path: 'dilayani' },
				served: { path: 'selesai' },
				meanWaitSeconds: { path: 'rata_tunggu', unit: 'minutes' },
				status: { path: 'status', words: { open: ['BUKA'], closed: ['TUTUP'] } }
			}
		});
	});

	it('reads CSV with Indonesian numbers, minutes and words', () => {
		const { readings, words } = map(
			'\ufeffkode;kantor;waktu;menunggu;dilayani;selesai;rata_tunggu;status\n' +
				'D1;Disdukcapil;12/01/2021 09.15; 12 ;3;1.234;2,5;Buka\n' +
				'D2;Disnaker;12/01/2021 09.20;0;0;17;0;tutup\n',
			csv
		);
		expect(words).toEqual([]);
		expect(readings).toEqual([
			{
				officeId: 'D1',
				office: 'Disdukcapil',
				agency: 'DISDUKCAPIL',
				takenMs: Date.parse('2021-01-12T01:15:00Z'),
				payload: {
					service: 'B',
					waiting: 12,
					serving: 3,
					served: 1234,
					meanWaitSeconds: 150,
					status: 'open',
					ticketsStopped: false
				}
			},
			{
				officeId: 'D2',
				office: 'Disnaker',
				agency: 'DISNAKER',
				takenMs: Date.parse('2021-01-12T01:20:00Z'),
				payload: {
					waiting: 0,
					serving: 0,
					served: 17,
					meanWaitSeconds: 0,
					status: 'closed',
					ticketsStopped: false
				}
			}
		]);
	});

	it('names the office whose line has no time', () => {
		const { readings, words } = map(
			'kode;kantor;waktu;menunggu;dilayani;selesai;rata_tunggu;status\n' +
				'D1;Disdukcapil;tadi pagi;1;1;1;1;buka\n' +
				'D2;Disnaker;12/01/2021 09.20;0;0;17;0;tutup\n',
			csv
		);
		expect(words).toEqual(['Office Disdukcapil: \'waktu\' is not a time: "tadi pagi"']);
		expect(readings).toHaveLength(1);
	});

	it('says so when the lines are not as long as the heading', () => {
		expect(map('kode;kantor\nD1\n', csv).words[0]).toMatch(/not valid CSV/);
	});
});
