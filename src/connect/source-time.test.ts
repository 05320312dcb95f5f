import { describe, expect, it } from 'vitest';
import { sourceTime } from './source-time.ts';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe('[B11] times of ticket machines', () => {
	it.each([
		[1730887800, 'unixSeconds', '2024-11-06T10:10:00.000Z'],
		['1730887800', 'unixSeconds', '2024-11-06T10:10:00.000Z'],
		[1730887800123, 'unixMillis', '2024-11-06T10:10:00.123Z'],
		['2021-01-12T08:05:00Z', 'iso', '2021-01-12T08:05:00.000Z'],
		['2021-01-12T08:05:00+08:00', 'iso', '2021-01-12T00:05:00.000Z'],
		['2021-01-12 08:05:07.250', 'iso', '2021-01-12T00:05:07.250Z'],
		['2021-01-12 08.05', 'iso', '2021-01-12T00:05:00.000Z'],
		['12/01/2021 08:05', 'dayMonthYear', '2021-01-12T00:05:00.000Z'],
		['12-1-2021 8.05.30', 'dayMonthYear', '2021-01-12T00:05:30.000Z']
	] as const)('reads %j (%s) on the clock of WITA', (raw, unit, expected) => {
		expect(iso(sourceTime(raw, unit, 'Asia/Makassar'))).toBe(expected);
	});

	it('reads a time without a designator in the zone given', () => {
		expect(iso(sourceTime('2021-01-12 00:30', 'iso', 'Asia/Jakarta'))).toBe(
			'2021-01-11T17:30:00.000Z'
		);
		expect(iso(sourceTime('2021-01-12 00:30', 'iso', 'Asia/Jayapura'))).toBe(
			'2021-01-11T15:30:00.000Z'
		);
	});

	it.each([
		['', 'iso'],
		['kemarin', 'iso'],
		['2021-02-31 08:00', 'iso'],
		['2021-01-12 24:00', 'iso'],
		['31/02/2021 08:00', 'dayMonthYear'],
		[undefined, 'unixSeconds'],
		['abc', 'unixSeconds'],
		// milliseconds declared as seconds would lie in the year 56820
		[1730887800123, 'unixSeconds'],
		[1730887800, 'unixMillis']
	] as const)('takes %j (%s) for no time', (raw, unit) => {
		expect(sourceTime(raw, unit, 'Asia/Makassar')).toBeNull();
	});
});
