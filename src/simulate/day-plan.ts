import type { AgencyProfile } from '#lib/contract/agency.ts';
import { binding, type Limits } from '#lib/domain/limits.ts';
import { instantAt, weekdayOf } from '#lib/domain/local-time.ts';
import { quotaLimitOf } from '#lib/domain/quota.ts';
import { limitsFor } from '#lib/domain/regulation.ts';
import { serviceStateAt } from '#lib/domain/service-hours.ts';
import { visitorsOf } from './demand.ts';
import { incidents, ticketAgencies, visits } from './incidents.ts';
import { minutes, type PlannedFact } from './planned.ts';
import { presenceFacts, shiftFacts } from './presence-facts.ts';
import { playQueue, type QueueEvent, type QueueRules } from './queue-day.ts';
import { createRandom, type Random } from './random.ts';
import { readingFacts } from './reading-facts.ts';
import { planVisit, type PlannedVisit } from './sidak-visit.ts';
import type { SimulatedCity } from './simulated-city.ts';
import { ticketFacts } from './ticket-facts.ts';

type PlannedQueue = { rules: QueueRules; events: QueueEvent[] };
export type DayPlan = {
	day: string;
	seed: string;
	/** What machines report, in order of time. */
	facts: PlannedFact[];
	/** What inspectors submit, in order of time. */
	visits: PlannedVisit[];
	/** The played queues, by agency. */
	queues: Record<string, PlannedQueue>;
};

/** Attendance systems count every two minutes; units that never close, every five. */
const presenceEveryMs = minutes(2);
const shiftEveryMs = minutes(5);
const noShowRate = 0.12;

/**
 * Everything that will happen in the city on a local day. Pure: the same city, day and seed give the
 * same plan to the last id, so a simulator that is started again goes on where it was. Limits, hours
 * and quotas are those of the regulations in force that day; on holidays nothing opens.
 */
export function planDay(city: SimulatedCity, day: string, seed: string): DayPlan {
	const plan: DayPlan = { day, seed, facts: [], visits: [], queues: {} };
	const at = clockOf(city, day);
	const noon = instantAt(day, '12:00', city.city.timeZone);
	const overrunAt = incidents.roomOver.agencies.find((code) => {
		const profile = city.agencies.find((agency) => agency.code === code);
		return profile && binding(limitsFor(profile, city.regulations, null, noon).room) !== null;
	});

	for (const profile of city.agencies) {
		const { code } = profile;
		const random = (about: string) => createRandom(seed, day, code, about);
		const offsetMs = 1000 * random('offset').whole(0, 59);
		const limits = limitsFor(profile, city.regulations, null, noon);
		const facts: PlannedFact[] = [];
		if (profile.roundTheClock) {
			const setting = { seed, dayStartsMs: at('00:00'), everyMs: shiftEveryMs, offsetMs };
			facts.push(...shiftFacts(profile, setting, random('shift')));
		} else {
			facts.push(...officeDay(city, profile, limits, { day, seed, offsetMs }, random('presence')));
		}
		const rules = queueRules(city, profile, limits, day, code === overrunAt);
		if (rules) {
			const events = queueOf(profile, limits, rules, day, random);
			plan.queues[code] = { rules, events };
			const span = {
				fromMs: rules.opensMs,
				toMs: rules.closesMs + minutes(10),
				everyMs: minutes(1)
			};
			const everyMs = 1000 * profile.reportEverySeconds;
			facts.push(
				...(ticketAgencies.includes(code)
					? ticketFacts(events, { agency: code, seed }, span)
					: readingFacts(events, rules, { agency: code, seed, everyMs, offsetMs }))
			);
		}
		const gaps = incidents.silent
			.filter(({ agency }) => agency === code)
			.map(({ from, to }) => ({ fromMs: at(from), toMs: at(to) }));
		for (const fact of facts) {
			const lost = gaps.some(({ fromMs, toMs }) => fact.atMs >= fromMs && fact.atMs < toMs);
			if (!lost) plan.facts.push(fact);
		}
		for (const script of visits) {
			if (script.agency !== code || !isWorkday(city, profile, limits, day)) continue;
			plan.visits.push(planVisit(script, city, profile, limits, { day, seed, facts }));
		}
	}
	// a stable sort: facts of one agency at one moment keep the order in which they follow from each other
	plan.facts.sort((a, b) => a.atMs - b.atMs);
	plan.visits.sort((a, b) => a.atMs - b.atMs);
	return plan;
}

/** Local clocks of the day as ms since 1970 UTC. */
function clockOf({ city }: SimulatedCity, day: string) {
	return (clock: string) => Date.parse(instantAt(day, clock, city.timeZone));
}

function isWorkday(city: SimulatedCity, profile: AgencyProfile, limits: Limits, day: string) {
	return serviceStateAt(profile, limits, city.city, instantAt(day, '08:00', city.city.timeZone))
		.normal;
}

function officeDay(
	city: SimulatedCity,
	profile: AgencyProfile,
	limits: Limits,
	{ day, seed, offsetMs }: { day: string; seed: string; offsetMs: number },
	random: Random
): PlannedFact[] {
	const normal = isWorkday(city, profile, limits, day);
	if (!normal) return [];
	const at = clockOf(city, day);
	const breach = incidents.overCap.find(({ agency }) => agency === profile.code);
	return presenceFacts(
		profile,
		limits,
		{
			seed,
			startsMs: at('07:30'),
			endsMs: at(normal[1]) + minutes(5),
			everyMs: presenceEveryMs,
			offsetMs,
			overCap: breach ? { fromMs: at(breach.from), toMs: at(breach.to), by: breach.by } : null
		},
		random
	);
}

/** The rules of an agency's queue that day; null where nobody queues. */
function queueRules(
	city: SimulatedCity,
	profile: AgencyProfile,
	limits: Limits,
	day: string,
	hasOverrun: boolean
): QueueRules | null {
	const at = clockOf(city, day);
	const noon = instantAt(day, '12:00', city.city.timeZone);
	const { state, opensAt, closesAt, lastTicketAt } = serviceStateAt(
		profile,
		limits,
		city.city,
		noon
	);
	if (state === 'noCounter' || state === 'onlineOnly' || state === 'roundTheClock') return null;
	if (opensAt === null || closesAt === null || profile.services.length === 0) return null;
	const roomCap = binding(limits.room)?.people ?? null;
	const batch = binding(limits.batch) !== null;
	const quota = quotaLimitOf(profile, limits)?.perDay ?? null;
	const serviceQuota = Object.fromEntries(
		Object.entries(limits.serviceQuota).flatMap(([prefix, ruled]) => {
			const bound = binding(ruled);
			return bound ? [[prefix, bound.perDay] as const] : [];
		})
	);
	const opensMs = Date.parse(opensAt);
	const closesMs = Date.parse(closesAt);
	const { from, to } = incidents.roomOver;
	return {
		opensMs,
		closesMs,
		lastTicketMs: Date.parse(lastTicketAt ?? closesAt),
		counters: countersOpen(profile, quota, closesMs - opensMs, batch ? roomCap : null),
		quota,
		serviceQuota,
		roomCap,
		batch,
		noShowRate,
		overrun: hasOverrun ? { fromMs: at(from), toMs: at(to) } : null
	};
}

/** Fewer officers than desks, but as many as the day's numbers need; readers of a batch each have a seat. */
function countersOpen(
	{ code, counters, limitedQuota, services }: AgencyProfile,
	quota: number | null,
	openMs: number,
	seats: number | null
): number {
	if (seats !== null) return seats;
	const short = incidents.shortHanded.find(({ agency }) => agency === code);
	if (short) return Math.min(counters, short.counters);
	const meanMinutes = services.reduce((sum, service) => sum + service.minutes, 0) / services.length;
	const work = minutes((quota ?? limitedQuota) * meanMinutes);
	return Math.max(
		1,
		Math.min(counters, Math.max(Math.ceil(counters * 0.6), Math.ceil(work / openMs)))
	);
}

function queueOf(
	profile: AgencyProfile,
	limits: Limits,
	rules: QueueRules,
	day: string,
	random: (about: string) => Random
): QueueEvent[] {
	const rush = incidents.rush.find(({ agency }) => agency === profile.code);
	const busy = incidents.busy.find(({ agency }) => agency === profile.code);
	const visitors = visitorsOf(
		profile,
		limits,
		{
			opensMs: rules.opensMs,
			closesMs: rules.closesMs,
			weekday: weekdayOf(day),
			quota: rules.quota,
			times: rush?.times ?? busy?.times ?? 1,
			early: rush?.early ?? false,
			sessionMs: rules.batch ? minutes(40) : null
		},
		random('visitors')
	);
	return playQueue(visitors, rules, random('queue'));
}
