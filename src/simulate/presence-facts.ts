import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { AbsenceKind } from '#lib/contract/facts.ts';
import { wfoCapOf } from '#lib/domain/attendance.ts';
import { binding, type Limits } from '#lib/domain/limits.ts';
import { instantOfMs, minutes, plannedId, type PlannedFact } from './planned.ts';
import type { Random } from './random.ts';

export type PresenceSetting = {
	seed: string;
	/** Office day, ms since 1970 UTC; counting begins three quarters of an hour before. */
	startsMs: number;
	endsMs: number;
	everyMs: number;
	/** So that thirty attendance systems do not all speak in the same second. */
	offsetMs: number;
	/** Hours during which more than the cap are in, and by how many. */
	overCap: { fromMs: number; toMs: number; by: number } | null;
};

/** Who is away today, by kind, as shares of a thousand. */
const absences: readonly (readonly [AbsenceKind, number])[] = [
	['officialTrip', 22],
	['leave', 20],
	['sick', 12],
	['selfIsolation', 8]
];

/**
 * Staff counts of an attendance system over the day (D1): people check in from 07.15 to 08.30, some at
 * the office and the others from home, then the number drifts a little, within the cap that binds.
 */
export function presenceFacts(
	profile: AgencyProfile,
	limits: Limits,
	setting: PresenceSetting,
	random: Random
): PlannedFact[] {
	const { headcount } = profile;
	const cap = wfoCapOf(profile, limits)?.people ?? null;
	const absent = Object.fromEntries(
		absences
			.map(
				([kind, share]) => [kind, Math.floor((headcount * share) / 1000 + random.next())] as const
			)
			.filter(([, people]) => people > 0)
	);
	const away = Object.values(absent).reduce((sum, people) => sum + people, 0);
	const here = headcount - away;
	const wanted = Math.round(headcount * officeShare(profile, limits, random));
	const target = Math.max(
		1,
		Math.min(here, wanted, cap === null ? here : cap - random.whole(0, 1))
	);
	// a few never say where they are
	const never = random.chance(0.3) ? random.whole(1, 2) : 0;

	const facts: PlannedFact[] = [];
	const begins = setting.startsMs - minutes(15);
	const full = setting.startsMs + minutes(60);
	let drift = 0;
	for (let atMs = begins + setting.offsetMs; atMs <= setting.endsMs; atMs += setting.everyMs) {
		const passed = Math.min(1, (atMs - begins) / (full - begins));
		// few come first, most around half past seven
		const share = passed * passed * (3 - 2 * passed);
		if (passed === 1 && random.chance(0.12)) drift = random.whole(-2, 1);
		const over = setting.overCap;
		const isOver = over && atMs >= over.fromMs && atMs < over.toMs;
		const settled = isOver && cap !== null ? cap + over.by : Math.min(target + drift, cap ?? here);
		// whoever makes it too many has come by then, however early it is
		const wfo = Math.max(0, Math.min(here, isOver ? settled : Math.round(settled * share)));
		const wfh = Math.max(0, Math.min(here - wfo, Math.round((here - wfo - never) * share)));
		facts.push({
			atMs,
			fact: {
				id: plannedId(setting.seed, `${profile.code}/presence`, atMs),
				agency: profile.code,
				origin: 'feed',
				observedAt: instantOfMs(atMs),
				type: 'presence.counted',
				payload: { wfo, wfh, absent, notReported: here - wfo - wfh }
			}
		});
	}
	return facts;
}

/** The share that comes to the office where no cap says how many. */
function officeShare(profile: AgencyProfile, limits: Limits, random: Random): number {
	if (binding(limits.wfoMinPct) !== null) return 0.97;
	const head = binding(limits.wfoMax)?.by === 'head';
	// "fewer officers": the head decides, and most decide on about half
	const usual = head ? 0.48 : binding(limits.delegatedTo) !== null ? 0.82 : 0.7;
	return usual + 0.08 * (random.next() - 0.5);
}

/** People on duty by shift at a unit that never closes; the others are off, not absent (D8). */
export function shiftFacts(
	profile: AgencyProfile,
	setting: { seed: string; dayStartsMs: number; everyMs: number; offsetMs: number },
	random: Random
): PlannedFact[] {
	const night = Math.round(profile.headcount * 0.2);
	const shifts = [
		{ fromHour: 0, people: night },
		{ fromHour: 7, people: Math.round(profile.headcount * 0.38) },
		{ fromHour: 15, people: Math.round(profile.headcount * 0.27) },
		{ fromHour: 23, people: night }
	];
	const facts: PlannedFact[] = [];
	const dayMs = minutes(24 * 60);
	for (let into = setting.offsetMs; into < dayMs; into += setting.everyMs) {
		const onDuty =
			shifts.findLast(({ fromHour }) => into >= minutes(60 * fromHour))?.people ?? night;
		const atMs = setting.dayStartsMs + into;
		facts.push({
			atMs,
			fact: {
				id: plannedId(setting.seed, `${profile.code}/presence`, atMs),
				agency: profile.code,
				origin: 'feed',
				observedAt: instantOfMs(atMs),
				type: 'presence.counted',
				payload: {
					wfo: Math.max(1, onDuty - (random.chance(0.2) ? 1 : 0)),
					wfh: 0,
					absent: {},
					notReported: 0
				}
			}
		});
	}
	return facts;
}
