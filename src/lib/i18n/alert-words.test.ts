import { describe, expect, it } from 'vitest';
import type { Alert } from '#lib/contract/board.ts';
import { alertDetail, alertTitle } from './alert-words.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';

const alert = (rest: Partial<Alert>): Alert => ({
	key: 'DISNAKER/queue',
	kind: 'queue',
	agency: 'DISNAKER',
	severity: 'alert',
	state: 'new',
	since: '2021-01-12T02:31:00.000Z',
	value: 34,
	limit: 25,
	about: 'people',
	clause: null,
	acknowledged: null,
	mutedUntil: null,
	recoveredAt: null,
	...rest
});
const told = (rest: Partial<Alert>) => {
	overwriteGetLocale(() => 'id');
	return [alertTitle(alert(rest), 'Disnaker'), alertDetail(alert(rest), 'Asia/Makassar')];
};

describe('[F6] an alert in words', () => {
	it('says who, how much, over which limit and since when', () => {
		expect(told({})).toEqual(['Disnaker · antre 34', 'di atas batas 25 sejak 10.31']);
	});

	it('never says "over" of a value that is back under its limit', () => {
		expect(told({ value: 24 })[1]).toBe('batas 25, sejak 10.31');
	});

	it('counts a quota by what is taken of it', () => {
		expect(told({ kind: 'quota', about: 'full', value: 24, limit: 24 })[0]).toBe(
			'Disnaker · kuota 24 habis'
		);
		expect(told({ kind: 'quota', about: 'near', value: 44, limit: 50 })).toEqual([
			'Disnaker · kuota terisi 88%',
			'44 dari 50 nomor, sejak 10.31'
		]);
	});

	it('tells a silence by what was heard last', () => {
		const silent = { kind: 'stale', value: 15, limit: 15 } as const;
		expect(told({ ...silent, about: '2021-01-12T02:10:00.000Z' })[1]).toBe('data terakhir 10.10');
		expect(told({ ...silent, about: null })[1]).toBe('belum ada data hari ini');
	});

	it('names who took it on', () => {
		const acknowledged = { by: 'Rahma', at: '2021-01-12T02:38:00.000Z', reason: null };
		expect(told({ state: 'acknowledged', acknowledged })[1]).toBe('dikonfirmasi Rahma 10.38');
	});
});
