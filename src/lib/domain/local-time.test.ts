import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	addSeconds,
	compareInstants,
	halfHourOf,
	instantAt,
	localClock,
	localDay,
	secondsBetween,
	weekdayOf,
	zoneLabel,
	type Zone
} from './local-time.ts';

const zones: Zone[] = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];
const instants = fc
	.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString());

describe('local time', () => {
	it('[A1] begins the day of WITA at 16.00 UTC of the day before', () => {
		expect(localDay('2021-01-10T15:59:59.999Z', 'Asia/Makassar')).toBe('2021-01-10');
		expect(localDay('2021-01-10T16:00:00.000Z', 'Asia/Makassar')).toBe('2021-01-11');
		expect(instantAt('2021-01-11', '00:00', 'Asia/Makassar')).toBe('2021-01-10T16:00:00.000Z');
	});

	it('[R13] begins the day of WIB an hour later than that of WITA, and that of WIT an hour earlier', () => {
		expect(instantAt('2021-01-11', '08:00', 'Asia/Jakarta')).toBe('2021-01-11T01:00:00.000Z');
		expect(instantAt('2021-01-11', '08:00', 'Asia/Jayapura')).toBe('2021-01-10T23:00:00.000Z');
		expect(zones.map(zoneLabel)).toEqual(['WIB', 'WITA', 'WIT']);
	});

	it('agrees with the zone database of the runtime at any instant', () => {
		fc.assert(
			fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
				const parts = new Intl.DateTimeFormat('sv-SE', {
					timeZone: zone,
					dateStyle: 'short',
					timeStyle: 'short'
				}).format(new Date(instant));
				expect(`${localDay(instant, zone)} ${localClock(instant, zone)}`).toBe(parts);
			})
		);
	});

	it('comes back to the minute it started from', () => {
		fc.assert(
			fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
				const back = instantAt(localDay(instant, zone), localClock(instant, zone), zone);
				expect(back.slice(0, 16)).toBe(instant.slice(0, 16));
			})
		);
	});

	it('counts half hours of the local day from 0 to 47', () => {
		expect(halfHourOf('2021-01-10T16:00:00.000Z', 'Asia/Makassar')).toBe(0);
		expect(halfHourOf('2021-01-11T00:29:59.999Z', 'Asia/Makassar')).toBe(16);
		expect(halfHourOf('2021-01-11T15:59:59.999Z', 'Asia/Makassar')).toBe(47);
	});

	it('knows weekdays and steps over months and leap days', () => {
		expect(weekdayOf('2021-01-12')).toBe('tue');
		expect(weekdayOf('2021-01-10')).toBe('sun');
		expect(addDays('2020-02-28', 1)).toBe('2020-02-29');
		expect(addDays('2021-01-01', -1)).toBe('2020-12-31');
	});

	it('adds and counts seconds', () => {
		const later = addSeconds('2021-01-11T00:00:00.000Z', 90.5);
		expect(later).toBe('2021-01-11T00:01:30.500Z');
		expect(secondsBetween('2021-01-11T00:00:00.000Z', later)).toBe(90.5);
	});

	it('compares instants whatever their spelling', () => {
		expect(compareInstants('2021-01-11T08:00:00+08:00', '2021-01-11T00:00:00.000Z')).toBe(0);
		expect(compareInstants('2021-01-11T00:00:00Z', '2021-01-11T00:00:00.001Z')).toBeLessThan(0);
		fc.assert(
			fc.property(instants, instants, (a, b) => {
				expect(Math.sign(compareInstants(a, b))).toBe(Math.sign(Date.parse(a) - Date.parse(b)));
			})
		);
	});
});
