import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import { binding, type Limits } from './limits.ts';
import { addDays, addSeconds, instantAt, localDay, weekdayOf } from './local-time.ts';

export type ServiceState = {
	/** `onlineOnly`: an agency with counters whose face-to-face service is closed; `noCounter`: it never had any. */
	state: 'open' | 'limited' | 'onlineOnly' | 'closed' | 'noCounter' | 'roundTheClock';
	/** Instants of today's counter hours (office hours without counters); null on a day without. */
	opensAt: string | null;
	closesAt: string | null;
	lastTicketAt: string | null;
	/** Clocks: the ordinary hours of today's weekday, and today's under the rules. */
	normal: [string, string] | null;
	today: [string, string] | null;
	/** When it opens again; null while open, and when nothing is known of an opening. */
	nextOpening: string | null;
	/** Why it is not open; null while it is. */
	because: 'beforeHours' | 'afterHours' | 'holiday' | 'noServiceDay' | 'rule' | null;
	/** The clause that sets the hours or the mode. */
	clause: ClauseRef | null;
	/** Now is within today's hours: whoever is late now is late. */
	inHours: boolean;
	/** Now is within the office's own hours: staff are at work even if the counters have closed by rule. */
	inOffice: boolean;
};

type Hours = [string, string];

/** Tickets stop an hour before the counters, unless a clause says otherwise (B6). */
const lastTicketSecondsBeforeClose = 3600;
/** How far to look for the next opening: longer than any run of holidays. */
const lookAheadDays = 30;

/**
 * What an agency's doors do at `now` (B6): ordinary hours by weekday, holidays, and the rules in force. A rule can
 * shorten the hours, never lengthen them: a Friday that ends at 11.00 ends at 11.00.
 */
export function serviceStateAt(
	profile: AgencyProfile,
	limits: Limits,
	city: City,
	now: string
): ServiceState {
	const day = localDay(now, city.timeZone);
	const normal = normalHours(profile, city, day);
	const mode = binding(limits.faceToFace);
	if (profile.roundTheClock) return roundTheClock(limits, mode);

	const today = normal && ruledHours(normal, limits);
	const at = (clock: string) => instantAt(day, clock, city.timeZone);
	const opensAt = today && at(today[0]);
	const closesAt = today && at(today[1]);
	const inHours = opensAt !== null && closesAt !== null && opensAt <= now && now < closesAt;
	const inOffice = normal !== null && at(normal[0]) <= now && now < at(normal[1]);
	const hasCounters = profile.counters > 0 && profile.serviceHours !== null;
	const onlineOnly = hasCounters && mode === 'closed';
	const open = mode === 'limited' ? 'limited' : 'open';
	const state = !hasCounters ? 'noCounter' : onlineOnly ? 'onlineOnly' : inHours ? open : 'closed';

	return {
		state,
		opensAt,
		closesAt,
		lastTicketAt: hasCounters && !onlineOnly ? lastTicket(opensAt, closesAt, limits, at) : null,
		normal,
		today,
		nextOpening:
			inHours || onlineOnly ? null : nextOpening(profile, limits, city, day, opensAt, now),
		because: onlineOnly
			? 'rule'
			: inHours
				? null
				: reason(profile, city, day, opensAt, now, inOffice),
		clause: onlineOnly
			? (limits.faceToFace?.clause ?? null)
			: (limits.hours?.clause ?? limits.faceToFace?.clause ?? null),
		inHours: onlineOnly ? inOffice : inHours,
		inOffice
	};
}

function roundTheClock(limits: Limits, mode: string | null): ServiceState {
	return {
		state: 'roundTheClock',
		opensAt: null,
		closesAt: null,
		lastTicketAt: null,
		normal: null,
		today: null,
		nextOpening: null,
		because: null,
		clause: mode === null ? null : (limits.faceToFace?.clause ?? null),
		inHours: true,
		inOffice: true
	};
}

function normalHours(profile: AgencyProfile, city: City, day: string): Hours | null {
	if (city.holidays.includes(day)) return null;
	return profile.serviceHours?.[weekdayOf(day)] ?? null;
}

function ruledHours([opens, closes]: Hours, limits: Limits): Hours | null {
	const hours = binding(limits.hours);
	const office = binding(limits.officeHours);
	const from = latest(opens, hours?.from ?? null, office?.from ?? null);
	const to = earliest(closes, hours?.to ?? null, office?.to ?? null);
	return from < to ? [from, to] : null;
}

const latest = (clock: string, ...others: (string | null)[]): string =>
	others.reduce<string>((a, b) => (b !== null && b > a ? b : a), clock);
const earliest = (clock: string, ...others: (string | null)[]): string =>
	others.reduce<string>((a, b) => (b !== null && b < a ? b : a), clock);

function lastTicket(
	opensAt: string | null,
	closesAt: string | null,
	limits: Limits,
	at: (clock: string) => string
): string | null {
	if (opensAt === null || closesAt === null) return null;
	const ruled = binding(limits.lastTicketAt);
	const wanted = ruled ? at(ruled) : addSeconds(closesAt, -lastTicketSecondsBeforeClose);
	if (wanted > closesAt) return closesAt;
	return wanted < opensAt ? opensAt : wanted;
}

function nextOpening(
	profile: AgencyProfile,
	limits: Limits,
	city: City,
	day: string,
	opensAt: string | null,
	now: string
): string | null {
	if (opensAt !== null && now < opensAt) return opensAt;
	for (let n = 1; n <= lookAheadDays; n++) {
		const later = addDays(day, n);
		const normal = normalHours(profile, city, later);
		const hours = normal && ruledHours(normal, limits);
		if (hours) return instantAt(later, hours[0], city.timeZone);
	}
	return null;
}

function reason(
	profile: AgencyProfile,
	city: City,
	day: string,
	opensAt: string | null,
	now: string,
	inOffice: boolean
): ServiceState['because'] {
	if (normalHours(profile, city, day) === null) {
		const worksToday = profile.serviceHours?.[weekdayOf(day)] ?? null;
		return worksToday && city.holidays.includes(day) ? 'holiday' : 'noServiceDay';
	}
	if (opensAt !== null && now < opensAt) return 'beforeHours';
	return inOffice ? 'rule' : 'afterHours';
}
