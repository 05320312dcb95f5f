import type { City } from '#lib/contract/agency.ts';
import { m } from './paraglide/messages.js';
import { getLocale } from './paraglide/runtime.js';

type Zone = City['timeZone'];

/** English prints day before month here too; the city does not change its calendar with the language. */
const intlLocale = () => (getLocale() === 'id' ? 'id-ID' : 'en-GB');

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Building an Intl formatter costs fifty times its use; a wall formats hundreds of values a second. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `n${intlLocale()}${JSON.stringify(options)}`;
	const known = cache.get(key);
	if (known instanceof Intl.NumberFormat) return known;
	const made = new Intl.NumberFormat(intlLocale(), options);
	cache.set(key, made);
	return made;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `d${intlLocale()}${JSON.stringify(options)}`;
	const known = cache.get(key);
	if (known instanceof Intl.DateTimeFormat) return known;
	const made = new Intl.DateTimeFormat(intlLocale(), options);
	cache.set(key, made);
	return made;
}

/** `1.234,5` in Indonesian, `1,234.5` in English; at most one decimal. */
export function number(value: number): string {
	return numberFormat({ maximumFractionDigits: 1 }).format(value);
}

/** A percentage given as 0..100, without decimals unless asked: `41%`. */
export function percent(value: number, decimals = 0): string {
	return numberFormat({ style: 'percent', maximumFractionDigits: decimals }).format(value / 100);
}

/** Clock of an instant in the city's zone: `10.42` in Indonesian, `10:42` in English. */
export function clock(instant: string, zone: Zone): string {
	const text = dateFormat({ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	return text.format(new Date(instant));
}

/** A rule's clock time `08:00` as people write it here: `08.00` in Indonesian. */
export function clockOf(time: string): string {
	return getLocale() === 'id' ? time.replace(':', '.') : time;
}

/** `08.00–11.00` */
export function clockRange([from, to]: readonly [string, string]): string {
	return `${clockOf(from)}–${clockOf(to)}`;
}

/** `Sel 12 Jan` */
export function dateShort(instant: string, zone: Zone): string {
	const parts = dateFormat({ timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' });
	return parts.format(new Date(instant)).replaceAll(',', '');
}

/** `Selasa, 12 Januari 2021` */
export function dateLong(instant: string, zone: Zone): string {
	return dateFormat({ timeZone: zone, dateStyle: 'full' }).format(new Date(instant));
}

/** `12 Jan 2021` */
export function dateMedium(instant: string, zone: Zone): string {
	const format = dateFormat({ timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' });
	return format.format(new Date(instant));
}

/** `12 Januari 2021` */
export function dateWithoutWeekday(instant: string, zone: Zone): string {
	return dateFormat({ timeZone: zone, dateStyle: 'long' }).format(new Date(instant));
}

/** `Sel`, of a local day `YYYY-MM-DD` or an instant. */
export function weekdayShort(instant: string, zone: Zone): string {
	return dateFormat({ timeZone: zone, weekday: 'short' }).format(new Date(instant));
}

/** `12 Jan 10.42` */
export function dateClock(instant: string, zone: Zone): string {
	const day = dateFormat({ timeZone: zone, day: 'numeric', month: 'short' });
	return `${day.format(new Date(instant))} ${clock(instant, zone)}`;
}

/** WIB, WITA or WIT: Intl prints GMT+8 in English, which nobody in the city says. */
export function zoneName(zone: Zone): 'WIB' | 'WITA' | 'WIT' {
	return ({ 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' } as const)[
		zone
	];
}

/** How long, in the largest unit that people would use: `45 dtk`, `14 mnt`, `2 jam`, `3 hari`. */
export function durationWords(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	if (whole < 60) return m.shared_seconds_short({ n: number(whole) });
	if (whole < 3600) return m.shared_minutes_short({ n: number(Math.floor(whole / 60)) });
	if (whole < 86_400) return m.shared_hours_short({ n: number(Math.floor(whole / 3600)) });
	return m.shared_days_short({ n: number(Math.floor(whole / 86_400)) });
}

/** `14 mnt lalu` */
export function agoWords(seconds: number): string {
	return m.shared_ago({ age: durationWords(seconds) });
}

/** `data 14 mnt lalu` (F1) */
export function ageWords(seconds: number): string {
	return m.shared_data_age({ age: durationWords(seconds) });
}

/** `00:37` until a moment: minutes and seconds, or hours and minutes above an hour. */
export function countdown(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const two = (value: number) => String(value).padStart(2, '0');
	if (whole >= 3600) return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}`;
	return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
