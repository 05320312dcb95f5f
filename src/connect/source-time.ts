import type { City } from '#lib/contract/agency.ts';
import { instantAt } from '#lib/domain/local-time.ts';

export const timeUnits = ['unixSeconds', 'unixMillis', 'iso', 'dayMonthYear'] as const;
export type TimeUnit = (typeof timeUnits)[number];

const isoLike =
	/^(\d{4})-(\d{2})-(\d{2})[T ](\d{2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const dayMonthYear =
	/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/;

/**
 * The moment a source states, in ms since 1970 UTC, or null when it states none. Texts without a zone
 * designator are read on the clock of `zone`. Moments outside 2000-2100 are taken for a wrong unit.
 */
export function sourceTime(raw: unknown, unit: TimeUnit, zone: City['timeZone']): number | null {
	const ms = moment(raw, unit, zone);
	return ms !== null && ms >= 946_684_800_000 && ms < 4_102_444_800_000 ? Math.round(ms) : null;
}

function moment(raw: unknown, unit: TimeUnit, zone: City['timeZone']): number | null {
	switch (unit) {
		case 'unixSeconds':
		case 'unixMillis': {
			const text = typeof raw === 'string' ? raw.trim() : String(raw);
			if (!/^\d+(\.\d+)?$/.test(text)) return null;
			return Number(text) * (unit === 'unixSeconds' ? 1000 : 1);
		}
		case 'iso': {
			const part = typeof raw === 'string' ? isoLike.exec(raw.trim()) : null;
			if (!part) return null;
			const [, year, month, day, hour, minute, second, fraction, designator] = part;
			const wall = wallClock(year, month, day, hour, minute, second);
			if (wall === null) return null;
			const ms = Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
			return ms + (designator ? wall - minutesEast(designator) * 60_000 : inZone(wall, zone));
		}
		case 'dayMonthYear': {
			const part = typeof raw === 'string' ? dayMonthYear.exec(raw.trim()) : null;
			if (!part) return null;
			const [, day, month, year, hour, minute, second] = part;
			const wall = wallClock(year, month, day, hour, minute, second);
			return wall === null ? null : inZone(wall, zone);
		}
		default:
			return unit satisfies never;
	}
}

function minutesEast(designator: string): number {
	if (designator.toUpperCase() === 'Z') return 0;
	const sign = designator.startsWith('-') ? -1 : 1;
	return sign * (Number(designator.slice(1, 3)) * 60 + Number(designator.slice(-2)));
}

/** The moment at which the clocks of `zone` show what a clock in UTC shows at `wall`. */
function inZone(wall: number, zone: City['timeZone']): number {
	const [day = '', clock = ''] = new Date(wall).toISOString().split('T');
	return Date.parse(instantAt(day, clock.slice(0, 5), zone)) + (wall % 60_000);
}

/** The given calendar date and time as if in UTC, ms; null for one that does not exist (31 February). */
function wallClock(...parts: (string | undefined)[]): number | null {
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
	const seconds = Number.isNaN(second) ? 0 : second;
	const ms = Date.UTC(year, month - 1, day, hour, minute, seconds);
	const date = new Date(ms);
	const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return same && hour < 24 && minute < 60 && seconds < 60 ? ms : null;
}
