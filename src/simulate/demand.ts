import type { AgencyProfile, Service, Weekday } from '#lib/contract/agency.ts';
import type { TicketChannel } from '#lib/contract/facts.ts';
import { binding, type Limits } from '#lib/domain/limits.ts';
import { minutes } from './planned.ts';
import type { Visitor } from './queue-day.ts';
import type { Random } from './random.ts';

/** Mondays are full and Fridays short (G6). */
const weekdayFactor: Record<Weekday, number> = {
	mon: 1.3,
	tue: 1.05,
	wed: 1,
	thu: 0.95,
	fri: 0.7,
	sat: 0.7,
	sun: 0
};
/** Shares of the day's arrivals per half hour from opening (G6). */
const halfHourShares = [0.17, 0.15, 0.13, 0.11, 0.09, 0.08, 0.07, 0.05, 0.05, 0.04, 0.03, 0.03];
/** When a crowd is at the door before it opens. */
const earlyShares = [0.66, 0.18, 0.05, 0.03, 0.02, 0.02, 0.02, 0.02];

export type DemandSetting = {
	opensMs: number;
	closesMs: number;
	weekday: Weekday;
	/** Numbers of the day, where they are limited. */
	quota: number | null;
	/** How many times the usual crowd, and whether it comes early. */
	times: number;
	early: boolean;
	/** Longest stay where visitors come in batches, ms; null elsewhere. */
	sessionMs: number | null;
};

/**
 * Who comes to an agency on a day, in order of arrival. People know about the limits: while numbers are
 * limited about as many come as there are numbers, most of those who would not be served stay away.
 */
export function visitorsOf(
	profile: AgencyProfile,
	limits: Limits,
	{ opensMs, closesMs, weekday, quota, times, early, sessionMs }: DemandSetting,
	random: Random
): Visitor[] {
	const usual = quota ?? Math.round(profile.limitedQuota * 1.2);
	const level = 0.8 + 0.17 * random.next();
	const people = Math.round(usual * level * weekdayFactor[weekday] * times);
	const halfHours = Math.max(1, Math.round((closesMs - opensMs) / minutes(30)));
	const shares = (early ? earlyShares : halfHourShares)
		.slice(0, halfHours)
		.map((share, halfHour) => [halfHour, share] as const);
	const services = profile.services.map(
		(service, place) => [service, weightOf(service, place)] as const
	);

	const arrivals = Array.from({ length: people }, () => {
		const halfHour = random.weighted(shares);
		const atMs = opensMs + minutes(30) * (halfHour + random.next());
		return { atMs: Math.round(atMs / 1000) * 1000, service: random.weighted(services) };
	});
	arrivals.sort((a, b) => a.atMs - b.atMs);
	return arrivals.map(({ atMs, service }, n) => {
		const channel = channelOf(service, limits, random);
		const stay = service.minutes * (0.4 + 0.6 * (random.next() + random.next()));
		const deskMs =
			sessionMs === null
				? minutes(stay)
				: Math.min(minutes(stay), sessionMs * (0.4 + 0.6 * random.next()));
		return {
			n,
			atMs,
			service: service.prefix,
			deskMs: Math.max(60_000, Math.round(deskMs / 1000) * 1000),
			channel,
			partySize: random.weighted([
				[1, 88],
				[2, 10],
				[3, 2]
			] as const),
			priority: service.urgent || random.chance(0.06),
			turnedAway: isTurnedAway(service, channel, limits)
		};
	});
}

/** The services at the head of the list are what most come for; appointments are few. */
function weightOf(service: Service, place: number): number {
	if (service.channel === 'appointment') return 0.4;
	if (service.urgent) return 0.6;
	return Math.max(1, 5 - place);
}

function channelOf(service: Service, limits: Limits, random: Random): TicketChannel {
	if (service.channel === 'appointment') return 'appointment';
	const online = binding(limits.onlineTicketsOnly) ? 0.92 : service.channel === 'hybrid' ? 0.35 : 0;
	return random.chance(online) ? 'web' : 'walkIn';
}

function isTurnedAway(service: Service, channel: TicketChannel, limits: Limits): boolean {
	if (binding(limits.essentialOnly) && !service.essential && !service.urgent) return true;
	if (channel !== 'walkIn') return false;
	return (
		binding(limits.onlineTicketsOnly) === true ||
		binding(limits.newCasesOnline)?.includes(service.prefix) === true
	);
}
