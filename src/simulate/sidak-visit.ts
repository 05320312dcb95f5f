import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { FactOf } from '#lib/contract/fact.ts';
import type { ChecklistAnswer } from '#lib/contract/facts.ts';
import { itemsFor } from '#lib/domain/checklist-of-day.ts';
import type { Limits } from '#lib/domain/limits.ts';
import { instantAt } from '#lib/domain/local-time.ts';
import type { VisitScript } from './incidents.ts';
import { instantOfMs, minutes, plannedId, type PlannedFact } from './planned.ts';
import { createRandom } from './random.ts';
import type { SimulatedCity } from './simulated-city.ts';

/** A photo to be drawn and uploaded before the visit is submitted. */
type PlannedPhoto = { code: string; agency: string; seed: string };
export type PlannedVisit = {
	atMs: number;
	agency: string;
	photos: PlannedPhoto[];
	/** The submission, naming each uploaded photo by its hash. */
	factWith(hashes: ReadonlyMap<string, string>): FactOf<'inspection.submitted'>;
};

/** Items that ask about counters and their visitors; nobody can answer them where there are none. */
const counterItems: ReadonlySet<string> = new Set(['ANT-02', 'JRK-02', 'SKT-01', 'JAM-01']);

/**
 * One scripted visit as the tablet would send it: every item of the day answered, a note and a photo for
 * each that is not met, and what the team counted beside what the agency reported (E6).
 */
export function planVisit(
	script: VisitScript,
	{ city, checklist }: SimulatedCity,
	profile: AgencyProfile,
	limits: Limits,
	{ day, seed, facts }: { day: string; seed: string; facts: readonly PlannedFact[] }
): PlannedVisit {
	const { agency } = script;
	const atMs = Date.parse(instantAt(day, script.at, city.timeZone));
	const random = createRandom(seed, day, agency, 'sidak', script.at);
	const subject = `${agency}/sidak`;
	const inspectionId = plannedId(seed, `${subject}/visit`, atMs - minutes(script.minutes));
	const answers = itemsFor(checklist, limits, day).map(({ code }) => {
		const scripted = script.answers[code];
		const given: ChecklistAnswer =
			scripted ?? (profile.counters === 0 && counterItems.has(code) ? 'notApplicable' : 'met');
		const note = script.notes[code];
		return { code, answer: given, ...(note === undefined ? {} : { note }) };
	});
	const photos = answers
		.filter(({ answer }) => answer === 'notMet')
		.map(({ code }) => ({ code, agency, seed: `${seed}/${day}/${agency}/${code}` }));

	const reported = facts.findLast(
		({ fact, atMs: saidMs }) => fact.type === 'presence.counted' && saidMs <= atMs
	)?.fact;
	const wfo = reported?.type === 'presence.counted' ? reported.payload.wfo : 0;
	const unmasked = script.answers['MSK-01'] === 'notMet' ? 2 : 0;
	const officers = Math.max(2, profile.counters + random.whole(1, 3));
	const visitors = profile.counters === 0 ? 0 : random.whole(6, 14);
	const peopleInRoom = profile.counters > 0 ? { peopleInRoom: visitors + random.whole(0, 3) } : {};
	const team = [
		{ institution: 'Satpol PP', people: random.whole(3, 5) },
		{ institution: 'Polri', people: 2 },
		{ institution: 'TNI', people: 2 },
		{ institution: 'Dinas Kesehatan', people: 1 }
	];
	return {
		atMs,
		agency,
		photos,
		factWith: (hashes) => ({
			id: plannedId(seed, `${subject}/submitted`, atMs),
			agency,
			origin: 'tablet',
			observedAt: instantOfMs(atMs),
			type: 'inspection.submitted',
			payload: {
				inspectionId,
				checklistVersion: checklist.version,
				startedAt: instantOfMs(atMs - minutes(script.minutes)),
				team,
				answers: answers.map((answer) => {
					const hash = hashes.get(answer.code);
					return { ...answer, photos: hash === undefined ? [] : [hash] };
				}),
				observed: {
					visitors,
					visitorsMasked: Math.max(0, visitors - unmasked),
					officers,
					officersMasked: officers - unmasked,
					reminded: unmasked * 2
				},
				counted: {
					// a bad day is bad in more than one way
					staffInOffice: wfo + (unmasked > 0 ? 3 : 0),
					...peopleInRoom
				},
				remark: script.remark
			}
		})
	};
}
