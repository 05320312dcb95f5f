import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFact, type Fact } from '#lib/contract/fact.ts';
import { admit } from '#lib/domain/admit.ts';
import { emptyFold, foldFact, type AgencyFold, type FoldContext } from '#lib/domain/agency-day.ts';
import { wfoCapOf } from '#lib/domain/attendance.ts';
import { localClock } from '#lib/domain/local-time.ts';
import { limitsFor } from '#lib/domain/regulation.ts';
import { serviceStateAt } from '#lib/domain/service-hours.ts';
import { scoreOf } from '#lib/domain/sidak.ts';
import { planDay } from './day-plan.ts';
import { emptyLedger, enter } from './ledger.ts';
import { simulatedCityOf } from './simulated-city.ts';

const seedFile = (name: string): unknown =>
	JSON.parse(readFileSync(new URL(`../../drizzle/seed/${name}.json`, import.meta.url), 'utf8'));
const city = simulatedCityOf({
	city: seedFile('city'),
	agencies: seedFile('agencies'),
	regulations: seedFile('regulations'),
	checklist: seedFile('checklist')
});
const zone = city.city.timeZone;
const tuesday = '2021-01-12';
const plan = planDay(city, tuesday, 'demo');
const profileOf = (code: string) => {
	const profile = city.agencies.find((agency) => agency.code === code);
	if (!profile) throw new Error(code);
	return profile;
};
const factsOf = (code: string) =>
	plan.facts.map(({ fact }) => fact).filter(({ agency }) => agency === code);

describe('[G6] the plan of a simulated day', { timeout: 60_000 }, () => {
	it('is the same for the same seed and date, and another for any other', () => {
		const text = (of: typeof plan) => JSON.stringify([of.facts, of.visits, of.queues]);
		expect(text(planDay(city, tuesday, 'demo'))).toBe(text(plan));
		expect(text(planDay(city, tuesday, 'other'))).not.toBe(text(plan));
		expect(planDay(city, '2021-01-13', 'demo').facts[0]?.fact.id).not.toBe(plan.facts[0]?.fact.id);
	});

	it('says nothing that the contract would not take, and every id once', () => {
		const hash = 'a'.repeat(64);
		const said: Fact[] = [
			...plan.facts.map(({ fact }) => fact),
			...plan.visits.map((visit) =>
				visit.factWith(new Map(visit.photos.map(({ code }) => [code, hash])))
			)
		];
		expect(said.length).toBeGreaterThan(10_000);
		expect(said.filter((fact) => !parseFact(fact).ok)).toEqual([]);
		expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
	});

	it('is in order of time, each fact sent when it becomes true', () => {
		const outOfPlace = plan.facts.filter(
			({ atMs, fact }, index) =>
				Date.parse(fact.observedAt) !== atMs || atMs < (plan.facts[index - 1]?.atMs ?? 0)
		);
		expect(outOfPlace).toEqual([]);
	});

	it('[B7] arrivals are always served, no-shows, waiting or diverted', () => {
		let arrivals = 0;
		for (const { events } of Object.values(plan.queues)) {
			const ledger = emptyLedger();
			for (const event of events) {
				enter(ledger, event);
				const { served, noShow, diverted, waiting, serving } = ledger;
				expect(served + noShow + diverted + waiting + serving).toBe(ledger.arrivals);
				expect(Math.min(...Object.values(ledger))).toBeGreaterThanOrEqual(0);
			}
			expect(ledger).toMatchObject({ waiting: 0, serving: 0 });
			arrivals += ledger.arrivals;
		}
		expect(arrivals).toBeGreaterThan(700);
	});

	it('holds every visitor to the quota, the last ticket and the room', () => {
		for (const { rules, events } of Object.values(plan.queues)) {
			const ledger = emptyLedger();
			for (const event of events) {
				enter(ledger, event);
				const { waiting, serving, served } = ledger;
				if (rules.quota !== null) {
					expect(waiting + serving + served).toBeLessThanOrEqual(rules.quota);
				}
				if (event.kind === 'arrived') expect(event.atMs).toBeLessThan(rules.lastTicketMs);
				if (event.kind === 'called') expect(event.atMs).toBeLessThan(rules.closesMs);
			}
		}
	});

	it('[D2] keeps staff within the cap, but for the two breaches it stages', () => {
		const breaches = new Map<string, { most: number; first: string; last: string }>();
		for (const { fact } of plan.facts) {
			if (fact.type !== 'presence.counted' || fact.agency === null) continue;
			const profile = profileOf(fact.agency);
			const cap = wfoCapOf(profile, limitsFor(profile, city.regulations, null, fact.observedAt));
			const { wfo } = fact.payload;
			if (!cap || wfo <= cap.people) continue;
			const clock = localClock(fact.observedAt, zone);
			const known = breaches.get(fact.agency);
			breaches.set(fact.agency, {
				most: Math.max(known?.most ?? 0, wfo),
				first: known?.first ?? clock,
				last: clock
			});
		}
		expect([...breaches.keys()].sort()).toEqual(['BAPPEDA', 'SETDA']);
		expect(breaches.get('SETDA')?.most).toBe(31);
		expect(breaches.get('BAPPEDA')?.most).toBe(11);
		// the cap is judged from nine o'clock on; both must still stand then, and be put right later
		expect((breaches.get('BAPPEDA')?.last ?? '') > '09:02').toBe(true);
		expect((breaches.get('BAPPEDA')?.last ?? '') < '09:15').toBe(true);
	});

	it('counts more and more staff until half past eight', () => {
		const counts = factsOf('BKPSDM').flatMap((fact) =>
			fact.type === 'presence.counted'
				? [{ clock: localClock(fact.observedAt, zone), ...fact.payload }]
				: []
		);
		expect(counts[0]?.clock.startsWith('07:1')).toBe(true);
		expect(counts[0]?.wfo).toBe(0);
		const at = (clock: string) => counts.findLast((count) => count.clock <= clock)?.wfo ?? -1;
		expect(at('07:45')).toBeGreaterThan(0);
		expect(at('08:30')).toBeGreaterThan(at('07:45'));
		expect(at('08:30')).toBeLessThanOrEqual(10);
	});
});

describe('[G6] the incidents of the demo day', { timeout: 60_000 }, () => {
	it('lets one feed fall silent for twenty-five minutes and come back', () => {
		const minutes = factsOf('DISHUB').map(({ observedAt }) => Date.parse(observedAt) / 60_000);
		const gaps = minutes.map((minute, n) => minute - (minutes[n - 1] ?? minute));
		expect(Math.max(...gaps)).toBeGreaterThan(23);
		expect(Math.max(...gaps)).toBeLessThan(28);
		expect(gaps.filter((gap) => gap > 5)).toHaveLength(1);
	});

	it('lets one quota run out in the first hour, and shows a full room', () => {
		const { rules, events } = plan.queues['KEC-UTARA'] ?? { rules: null, events: [] };
		const firstSentAway = events.find(({ kind }) => kind === 'diverted');
		expect(rules?.quota).toBe(24);
		const clock = localClock(new Date(firstSentAway?.atMs ?? 0).toISOString(), zone);
		expect(clock < '08:45' && clock > '08:05').toBe(true);
		const inRoom = factsOf('DPK').flatMap((fact) =>
			fact.type === 'room.counted' ? [fact.payload.inside] : []
		);
		expect(Math.max(...inRoom)).toBeGreaterThan(10);
	});

	it('brings one agency close to its quota by a quarter to nine, and not past it', () => {
		const readings = factsOf('KEC-BARAT').flatMap((fact) =>
			fact.type === 'queue.read' ? [{ at: fact.observedAt, ...fact.payload }] : []
		);
		const numbersAt = (clock: string) => {
			const last = readings.findLast(({ at }) => localClock(at, zone) <= clock);
			return last ? last.waiting + last.serving + last.served : 0;
		};
		expect(numbersAt('08:45')).toBeGreaterThanOrEqual(0.8 * 16);
		expect(numbersAt('10:00')).toBeLessThan(16);
	});

	it('[E5] finds one agency red, one orange and one green before a quarter to nine', () => {
		const bands = plan.visits.map((visit) => {
			const { payload, observedAt } = visit.factWith(new Map());
			const { band, criticalNotMet } = scoreOf(
				city.checklist.items.filter(({ code }) => payload.answers.some((a) => a.code === code)),
				payload.answers
			);
			return `${localClock(observedAt, zone)} ${visit.agency} ${band} ${criticalNotMet.length}`;
		});
		expect(bands).toEqual([
			'08:18 DINSOS red 2',
			'08:30 MPP orange 1',
			'08:41 KEC-SELATAN green 0',
			'09:42 BAPENDA yellow 0',
			'10:35 PKM-SELATAN green 0',
			'13:25 BKPSDM yellow 0'
		]);
	});
});

describe('[G6] days that are not ordinary', { timeout: 60_000 }, () => {
	it.each([
		['a Sunday', '2021-01-17'],
		['a holiday', '2021-02-12']
	])('opens nothing on %s', (_name, day) => {
		const quiet = planDay(city, day, 'demo');
		expect(quiet.queues).toEqual({});
		expect(quiet.visits).toEqual([]);
		expect(new Set(quiet.facts.map(({ fact }) => fact.agency))).toEqual(
			new Set(['SATPOLPP', 'BPBD', 'DAMKAR'])
		);
	});

	it('ends a Friday at eleven', () => {
		const friday = planDay(city, '2021-01-15', 'demo');
		for (const { rules } of Object.values(friday.queues)) {
			expect(localClock(new Date(rules.closesMs).toISOString(), zone) <= '11:30').toBe(true);
		}
	});
});

describe('[G6] the board takes every fact of the day', { timeout: 60_000 }, () => {
	it.each([tuesday, '2021-01-15', '2024-04-16'])('on %s no rule refuses one', (day) => {
		const folds = new Map<string, AgencyFold>();
		const refused: string[] = [];
		const { facts, visits } = planDay(city, day, 'demo');
		const said = [
			...facts.map(({ fact }) => fact),
			...visits.map((visit) => visit.factWith(new Map()))
		];
		for (const [index, fact] of said.entries()) {
			const profile = profileOf(fact.agency ?? '');
			const checklists = { [city.checklist.version]: city.checklist.items };
			const context: FoldContext = { city: city.city, profile, checklists };
			const fold = folds.get(profile.code) ?? emptyFold(day);
			const limits = limitsFor(profile, city.regulations, null, fact.observedAt);
			const service = serviceStateAt(profile, limits, city.city, fact.observedAt);
			const now = fact.observedAt;
			const said = admit(fact, { ...context, fold, limits, service, now });
			if (!said.ok) {
				refused.push(`${fact.observedAt} ${fact.agency} ${fact.type} ${said.refusal.because}`);
				continue;
			}
			const recorded = {
				...fact,
				seq: index + 1,
				receivedAt: now,
				day,
				by: null,
				assigned: said.assigned
			};
			folds.set(profile.code, foldFact(fold, recorded, context));
		}
		expect(refused).toEqual([]);
	});
});
