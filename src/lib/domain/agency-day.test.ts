import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgencyState } from '#lib/contract/board.ts';
import { factTypes } from '#lib/contract/facts.ts';
import {
	changedParts,
	emptyFold,
	foldFact,
	mergeParts,
	queueTotals,
	stateHashInput
} from './agency-day.ts';
import { emptyCityState } from './city-state.ts';
import { at, context, folded, newId, recorded } from './test-samples.ts';

const reading = (clock: string, waiting: number, served: number, service?: string) =>
	recorded('queue.read', {
		payload: { waiting, serving: 1, served, ...(service && { service }) },
		at: at(clock)
	});
const whole = (...facts: ReturnType<typeof reading>[]) => folded(facts).day;

describe('the fold of a day', () => {
	it('keeps every type of fact without throwing, and changes nothing for another agency', () => {
		for (const type of factTypes) {
			const fold = emptyFold('2021-01-12');
			expect(foldFact(fold, recorded(type), context).day.day).toBe('2021-01-12');
			expect(foldFact(fold, recorded(type, { agency: 'SETDA' }), context)).toBe(fold);
		}
	});

	it('[P13] is the same however often it is made, and does not touch what it is given', () => {
		const anything = fc.array(
			fc.tuple(fc.constantFrom(...factTypes), fc.integer({ min: 0, max: 59 })),
			{
				maxLength: 30
			}
		);
		fc.assert(
			fc.property(anything, (list) => {
				const facts = list.map(([type, minute]) =>
					recorded(type, { at: at(`09:${String(minute).padStart(2, '0')}`) })
				);
				const before = emptyFold('2021-01-12');
				const copy = structuredClone(before);
				expect(folded(facts, before)).toEqual(folded(facts, before));
				expect(before).toEqual(copy);
			})
		);
	});

	it('lets a fact of another local day change the standing only', () => {
		const yesterday = { at: at('09:00', '2021-01-11') };
		const fold = emptyFold('2021-01-12');
		expect(foldFact(fold, recorded('queue.read', yesterday), context)).toBe(fold);
		const visit = recorded('inspection.submitted', {
			...yesterday,
			payload: { checklistVersion: 'uji' }
		});
		const after = foldFact(fold, visit, context);
		expect(after.day).toBe(fold.day);
		expect(after.standing.inspections).toHaveLength(1);
	});
});

describe('readings of a machine', () => {
	it('[B11] are absolute: the newest holds, and one that arrives late does not overwrite it', () => {
		const newer = reading('09:10', 5, 20);
		const day = whole(newer, reading('09:05', 9, 12));
		expect(day.readings['*']).toMatchObject({ waiting: 5, served: 20, at: at('09:10') });
		expect(day).toEqual(whole(newer));
	});

	it('[B11] tell who came and who was served by their differences, never below zero', () => {
		const day = whole(
			reading('08:55', 10, 100),
			reading('09:05', 12, 105),
			reading('09:20', 0, 110),
			reading('09:40', 3, 111)
		);
		// the first of a day says nothing about when those before it came
		expect([day.arrivals[17], day.served[17]]).toEqual([0, 0]);
		expect([day.arrivals[18], day.served[18]]).toEqual([7, 10]);
		expect([day.arrivals[19], day.served[19]]).toEqual([4, 1]);
	});

	it('[B11] of the whole agency are not added to those of its parts', () => {
		const parts = [reading('09:00', 4, 10, 'A'), reading('09:00', 2, 3, 'K')];
		expect(queueTotals(folded(parts).day)).toMatchObject({ waiting: 6, serving: 2, served: 13 });
		expect(queueTotals(folded([...parts, reading('09:01', 7, 14)]).day)).toMatchObject({
			waiting: 7,
			served: 14
		});
	});

	it('add up with the tickets of the counters', () => {
		const ticket = recorded('ticket.issued', { payload: { ticketId: newId() }, number: 1 });
		const { day } = folded([reading('09:00', 4, 10), ticket]);
		expect(queueTotals(day)).toMatchObject({ waiting: 5, served: 10, outside: 0 });
		expect(day.arrivals[18]).toBe(1);
	});

	it('[B8] weigh mean waits by those who wait, and know when all are closed', () => {
		const read = (
			service: string,
			waiting: number,
			meanWaitSeconds: number,
			status: 'open' | 'closed'
		) =>
			recorded('queue.read', {
				payload: {
					service,
					waiting,
					served: 0,
					serving: 0,
					countersOpen: 1,
					meanWaitSeconds,
					status
				}
			});
		expect(
			queueTotals(folded([read('A', 3, 600, 'open'), read('K', 1, 1800, 'closed')]).day)
		).toMatchObject({ meanWaitSeconds: 900, countersOpen: 2, closed: false });
		expect(queueTotals(folded([read('A', 0, 0, 'closed')]).day).closed).toBe(true);
		expect(queueTotals(emptyFold('2021-01-12').day)).toMatchObject({
			closed: false,
			meanWaitSeconds: null,
			countersOpen: null
		});
	});
});

describe('sensitive services', () => {
	const facts = [
		recorded('ticket.issued', { payload: { ticketId: newId(), service: 'P' }, number: 1 }),
		recorded('ticket.issued', { payload: { ticketId: newId(), service: 'Q' }, number: 1 }),
		reading('09:00', 2, 0, 'P'),
		reading('09:00', 3, 0, 'Q'),
		reading('09:10', 1, 4, 'P')
	];

	it('are counted together in what the city sees, and never named there (G4)', () => {
		const { day } = folded(facts);
		expect(Object.keys(day.tallies)).toEqual(['+']);
		expect(Object.keys(day.readings)).toEqual(['+']);
		expect(day.tallies['+']).toMatchObject({ issued: 2, waiting: 2 });
		expect(day.readings['+']).toMatchObject({ waiting: 4, served: 4, at: at('09:10') });
		expect(day.arrivals[18]).toBe(2 + 3);
	});

	it('[P24] still have numbers of their own', () => {
		expect(folded(facts).hidden.lastNumbers).toEqual({ P: 1, Q: 1 });
	});
});

describe('counts of staff', () => {
	it('[D1] are the newest by the time they were taken', () => {
		const count = (clock: string, wfo: number) =>
			recorded('presence.counted', { payload: { wfo }, at: at(clock) });
		const { day } = folded([count('09:10', 20), count('09:05', 44)]);
		expect(day.presence).toMatchObject({ wfo: 20, at: at('09:10') });
		expect(day.lastPresenceAt).toBe(at('09:10'));
	});
});

describe('what travels', () => {
	const fold = folded([reading('09:00', 4, 10)]);
	const before: AgencyState = {
		day: emptyFold('2021-01-12').day,
		standing: fold.standing,
		alerts: []
	};
	const after: AgencyState = { ...before, day: fold.day };

	it('[F4] is the parts that changed, and they make the state again', () => {
		expect(changedParts(before, after)).toEqual({ day: fold.day });
		expect(mergeParts(before, changedParts(before, after))).toEqual(after);
		expect(changedParts(after, after)).toEqual({});
	});

	it('[P13] hashes the same on both ends of the wire', () => {
		const there = JSON.parse(JSON.stringify({ DISNAKER: after })) as Record<string, AgencyState>;
		expect(stateHashInput(there, emptyCityState)).toBe(
			stateHashInput({ DISNAKER: after }, emptyCityState)
		);
	});
});
