import { weekdays, type City, type Weekday } from '#lib/contract/agency.ts';

/** IANA zone of the city. Indonesia's three zones have fixed offsets and no daylight saving. */
export type Zone = City['timeZone'];

const hourMs = 3_600_000;
const minuteMs = 60_000;
const offsetMs: Record<Zone, number> = {
	'Asia/Jakarta': 7 * hourMs,
	'Asia/Makassar': 8 * hourMs,
	'Asia/Jayapura': 9 * hourMs
};
const labels = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' } as const;

/** `Intl` prints GMT+8 in English, so the zone's own name is kept here (B6). */
export function zoneLabel(zone: Zone): 'WIB' | 'WITA' | 'WIT' {
	return labels[zone];
}

/** The wall clock of the zone written as if it were UTC, so that slices of the ISO text are local parts. */
function local(instant: string, zone: Zone): string {
	return new Date(Date.parse(instant) + offsetMs[zone]).toISOString();
}

/** Local calendar day `YYYY-MM-DD` that an ISO instant falls in. */
export function localDay(instant: string, zone: Zone): string {
	return local(instant, zone).slice(0, 10);
}

/** Local clock `HH:MM` of an ISO instant. */
export function localClock(instant: string, zone: Zone): string {
	return local(instant, zone).slice(11, 16);
}

/** The ISO UTC instant at which the zone's clocks show `clock` (`HH:MM`) on `day` (`YYYY-MM-DD`). */
export function instantAt(day: string, clock: string, zone: Zone): string {
	return new Date(Date.parse(`${day}T${clock}:00.000Z`) - offsetMs[zone]).toISOString();
}

/** Weekday of a calendar day; Monday comes first, as offices count. */
export function weekdayOf(day: string): Weekday {
	const sundayFirst = new Date(`${day}T00:00:00.000Z`).getUTCDay();
	return weekdays[(sundayFirst + 6) % 7] ?? 'mon';
}

/** The calendar day `n` days later (earlier when negative). */
export function addDays(day: string, n: number): string {
	return new Date(Date.parse(`${day}T00:00:00.000Z`) + n * 24 * hourMs).toISOString().slice(0, 10);
}

/** Which half hour of the local day an instant falls in: 0 is 00.00-00.30, 47 the last. */
export function halfHourOf(instant: string, zone: Zone): number {
	const intoDay = (Date.parse(instant) + offsetMs[zone]) % (24 * hourMs);
	return Math.floor(intoDay / (30 * minuteMs));
}

/** Whole and broken seconds from one instant to a later one; negative when `to` is earlier. */
export function secondsBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** The ISO UTC instant `seconds` later (earlier when negative). */
export function addSeconds(instant: string, seconds: number): string {
	return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

/**
 * Negative when instant `a` is before `b`, 0 when they are the same. Any ISO spelling will do; two in the spelling
 * of `toISOString` are compared as text, which is many times cheaper than reading them.
 */
export function compareInstants(a: string, b: string): number {
	const plain = a.length === 24 && b.length === 24 && a.endsWith('Z') && b.endsWith('Z');
	if (plain) return a < b ? -1 : a > b ? 1 : 0;
	return Date.parse(a) - Date.parse(b);
}
