import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { AgencyDay } from '#lib/contract/board.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import { binding, type Limits, type QuotaLimit } from './limits.ts';
import { secondsBetween } from './local-time.ts';
import { queueTotals, readingsThatCount } from './queue-totals.ts';
import type { ServiceState } from './service-hours.ts';

export type QuotaView = {
	limit: number;
	/** Places taken: numbers given, less cancelled and less what no-shows gave back. */
	issued: number;
	served: number;
	noShow: number;
	remaining: number;
	/** Places taken as a share of the limit, 0-100 and beyond. */
	pct: number;
	/** Where the day should be by now: the share of today's hours that has passed, 0-100. */
	pacePct: number;
	/** Visitors on an ordinary day. */
	baseline: number | null;
	/** When the places will be gone at today's pace, to the minute; null if not before closing. */
	exhaustedAt: string | null;
	clause: ClauseRef | null;
};

/** Before this much of the day, a pace is noise. */
const minSecondsForForecast = 600;

/**
 * The daily quota that binds and its clause (B1): the ordered number, else the agency's own limited quota while
 * face-to-face is limited. Null where visitors are not counted against anything.
 */
export function quotaLimitOf(
	profile: AgencyProfile,
	limits: Limits
): (QuotaLimit & { clause: ClauseRef }) | null {
	if (profile.counters === 0 || binding(limits.faceToFace) === 'closed') return null;
	const ordered = binding(limits.quota);
	if (ordered && limits.quota)
		return {
			perDay: ordered.perDay,
			baseline: ordered.baseline ?? profile.normalDaily,
			clause: limits.quota.clause
		};
	if (limits.quota || binding(limits.faceToFace) !== 'limited' || !limits.faceToFace) return null;
	return {
		perDay: profile.limitedQuota,
		baseline: profile.normalDaily,
		clause: limits.faceToFace.clause
	};
}

/**
 * Places taken of a limit. A no-show gives its place back until the last-ticket time (B2);
 * after it the place stays taken, but what was given away again by then is not counted twice.
 */
export function placesTaken(
	counts: { issued: number; cancelled: number; noShow: number },
	limit: number,
	beforeLastTicket: boolean
): number {
	const given = counts.issued - counts.cancelled;
	const held = given - counts.noShow;
	return beforeLastTicket ? held : Math.max(held, Math.min(given, limit));
}

/** Numbers given today by machines and counters together. */
export function ticketCounts(day: AgencyDay): {
	issued: number;
	cancelled: number;
	noShow: number;
} {
	const counts = { issued: 0, cancelled: 0, noShow: 0 };
	// a machine that reports by readings has issued whom it holds and whom it has served (B11)
	for (const reading of readingsThatCount(day))
		counts.issued += reading.waiting + reading.serving + reading.served;
	for (const tally of Object.values(day.tallies)) {
		counts.issued += tally.issued;
		counts.cancelled += tally.cancelled;
		counts.noShow += tally.noShow;
	}
	return counts;
}

/** Share of today's hours that has passed at `now`, 0-100: 0 before opening and 100 after closing (B2). */
export function pacePctOf(service: ServiceState, now: string): number {
	const { opensAt, closesAt } = service;
	if (opensAt === null || closesAt === null || now <= opensAt) return 0;
	if (now >= closesAt) return 100;
	return (100 * secondsBetween(opensAt, now)) / secondsBetween(opensAt, closesAt);
}

/** The quota bar of one agency (B2); null where no quota binds. */
export function quotaOf(
	profile: AgencyProfile,
	limits: Limits,
	day: AgencyDay,
	service: ServiceState,
	now: string
): QuotaView | null {
	const quota = quotaLimitOf(profile, limits);
	if (!quota) return null;
	const counts = ticketCounts(day);
	const beforeLastTicket = service.lastTicketAt === null || now < service.lastTicketAt;
	const issued = placesTaken(counts, quota.perDay, beforeLastTicket);
	const remaining = Math.max(0, quota.perDay - issued);
	return {
		limit: quota.perDay,
		issued,
		served: queueTotals(day).served,
		noShow: counts.noShow,
		remaining,
		pct: quota.perDay === 0 ? 100 : (100 * issued) / quota.perDay,
		pacePct: pacePctOf(service, now),
		baseline: quota.baseline,
		exhaustedAt: forecast(issued, remaining, service, now),
		clause: quota.clause
	};
}

function forecast(
	issued: number,
	remaining: number,
	service: ServiceState,
	now: string
): string | null {
	const { opensAt, closesAt } = service;
	if (opensAt === null || closesAt === null || now >= closesAt) return null;
	const elapsed = secondsBetween(opensAt, now);
	if (elapsed < minSecondsForForecast || issued <= 0 || remaining === 0) return null;
	const minutesLeft = Math.ceil((remaining * elapsed) / issued / 60);
	const minute = Math.floor(Date.parse(now) / 60_000) + minutesLeft;
	const at = new Date(minute * 60_000).toISOString();
	return at < closesAt ? at : null;
}
