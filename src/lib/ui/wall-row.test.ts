import { describe, expect, it } from 'vitest';
import { wallRow } from './wall-row.ts';
import { ago, alert, rule, view } from './wall-sample-view.ts';

const nameOf = (code: string) => (code === 'DINKES' ? 'Dinas Kesehatan' : code);
const row = (told: Parameters<typeof view>[0]) => wallRow(view(told), nameOf);

describe('a line of the wall says what is so, in words that fit', () => {
	it('[B2] served against quota comes with the pace of the day', () => {
		expect(row({ queue: { waiting: 4, served: 41 } }).service).toMatchObject({
			kind: 'quota',
			served: { text: '41', tone: null },
			limit: { text: '/50' },
			pct: 82
		});
	});

	it('[F3] only the number that offends takes colour', () => {
		const line = row({
			queue: { waiting: 34, served: 10 },
			presence: { wfo: 20 },
			alerts: [alert({})]
		});
		expect(line.state).toBe('alert');
		expect(line.queue).toEqual({ text: '34', tone: 'alert' });
		expect(line.presence).toMatchObject({ kind: 'capped', value: { tone: null } });
	});

	it('[D2] one person over the cap never rounds down onto it', () => {
		const line = row({
			regulation: rule({ kind: 'wfoMaxPct', pct: 25 }),
			profile: { headcount: 403 },
			presence: { wfo: 101 }
		});
		expect(line.presence).toEqual({
			kind: 'capped',
			value: { text: '26', tone: null },
			cap: '/25%'
		});
	});

	it('[D2] a cap in people is shown in people', () => {
		const line = row({
			regulation: rule({ kind: 'wfoMaxPeople', people: 5 }),
			presence: { wfo: 5 }
		});
		expect(line.presence).toEqual({ kind: 'capped', value: { text: '5', tone: null }, cap: '/5' });
	});

	it('[R19] a cap left to the head is no number, and none is invented', () => {
		const line = row({ regulation: rule({ kind: 'wfoSetByHead' }), presence: { wfo: 12 } });
		expect(line.presence).toEqual({
			kind: 'uncapped',
			value: { text: '25%', tone: null },
			words: 'tanpa angka'
		});
	});

	it('[A5] a unit under another head says whose rules it follows', () => {
		const line = row({ regulation: rule({ kind: 'delegatedTo', agency: 'DINKES' }) });
		expect(line.presence).toEqual({ kind: 'words', words: 'diatur Dinkes' });
	});

	it('[F1] old values stay, grey, with their age', () => {
		const line = row({ queue: { waiting: 6, served: 18, at: ago(14 * 60) } });
		expect(line.state).toBe('stale');
		expect(line.note).toEqual({ text: 'data 14 mnt lalu', short: '14 mnt', tone: 'stale' });
		expect(line.queue).toEqual({ text: '6', tone: 'stale' });
	});

	it('[F2] an open counter that has said nothing is never "baik", whoever counted its staff', () => {
		const line = row({ presence: { wfo: 10 } });
		expect(line.state).toBe('none');
		expect(line.queue).toBeNull();
		expect(line.service).toMatchObject({ kind: 'words', words: 'belum melapor' });
	});

	it('[B6] after hours it says when it opens again, and keeps what was served', () => {
		const evening = '2021-01-12T08:00:00.000Z';
		expect(row({ at: evening, queue: { waiting: 0, served: 47 } }).service).toEqual({
			kind: 'words',
			words: 'buka Rab 08.00',
			served: { text: '47', tone: null },
			limit: '/50'
		});
	});

	it('[R11] online only says DARING and shows no queue, not 0', () => {
		const line = row({ regulation: rule({ kind: 'faceToFace', mode: 'closed' }) });
		expect(line.queue).toBeNull();
		expect(line.service).toMatchObject({ kind: 'words', words: 'DARING' });
	});
});
