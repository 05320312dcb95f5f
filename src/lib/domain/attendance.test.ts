import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendanceOf, wfoCapOf } from './attendance.ts';
import { regulation, disnaker, limitsOf, nine } from './test-samples.ts';
import { limitsFor } from './regulation.ts';
import { shareOf } from './share.ts';

const present = (wfo: number, wfh = 0, absent = {}) => ({
	wfo,
	wfh,
	absent,
	notReported: 0,
	at: nine
});
const quarter = limitsOf({ kind: 'wfoMaxPct', pct: 25 });

describe('attendance', () => {
	it('[D2] floors the cap: 25 % of 37 are 9, and the breach is the tenth', () => {
		const unit = { ...disnaker, headcount: 37 };
		expect(wfoCapOf(unit, quarter)?.people).toBe(9);
		expect(attendanceOf(unit, quarter, present(9))?.capState).toBe('within');
		expect(attendanceOf(unit, quarter, present(10))?.capState).toBe('over');
	});

	it('[D2] keeps people on leave in the denominator and counts who is not accounted for', () => {
		expect(attendanceOf(disnaker, quarter, present(12, 20, { leave: 3, sick: 1 }))).toMatchObject({
			wfo: 12,
			wfh: 20,
			other: 4,
			notReported: 12,
			headcount: 48,
			pct: 25,
			cap: { people: 12, pct: 25, clause: { regulationId: 'uji', clauseId: '1' } },
			capState: 'within'
		});
	});

	it('[R12] knows a cap in people, which has no share', () => {
		const five = limitsOf({ kind: 'wfoMaxPeople', people: 5 });
		expect(attendanceOf(disnaker, five, present(6))).toMatchObject({
			cap: { people: 5, pct: null },
			capState: 'over'
		});
	});

	it('[R19] [A5] breaks nothing where the number is left to the head, delegated or unregulated', () => {
		const states = [
			limitsOf({ kind: 'wfoSetByHead' }),
			limitsOf({ kind: 'delegatedTo', agency: 'DINKES' }),
			limitsOf()
		].map((limits) => attendanceOf(disnaker, limits, present(48))?.capState);
		expect(states).toEqual(['setByHead', 'delegated', 'none']);
	});

	it('[A2] is not judged by a cap that an exemption lifts', () => {
		const lifted = limitsOf(
			{ kind: 'wfoMaxPct', pct: 25 },
			{ kind: 'exemption', from: ['wfoMaxPct'], why: 'akhir tahun', until: null }
		);
		expect(attendanceOf(disnaker, lifted, present(48))).toMatchObject({
			cap: null,
			capState: 'none',
			clause: { clauseId: '1' }
		});
	});

	it('rounds a minimum up and a cap on working from home down', () => {
		const limits = limitsOf({ kind: 'wfoMinPct', pct: 50 }, { kind: 'wfhMaxPct', pct: 50 });
		const unit = { ...disnaker, headcount: 7 };
		expect(attendanceOf(unit, limits, present(3, 4))).toMatchObject({
			min: { people: 4 },
			minState: 'under',
			wfhMax: { people: 3 },
			wfhState: 'over'
		});
		expect(attendanceOf(unit, limits, present(4, 3))).toMatchObject({
			minState: 'within',
			wfhState: 'within'
		});
	});

	it('is unknown before the first count', () => {
		expect(attendanceOf(disnaker, quarter, null)).toBeNull();
	});

	it('[D2] never lets a share exceed what it is a share of, and takes whole shares exactly', () => {
		expect(shareOf(1000, 33.3)).toBe(333);
		fc.assert(
			fc.property(fc.nat(5000), fc.integer({ min: 0, max: 1000 }), (people, tenths) => {
				const share = shareOf(people, tenths / 10);
				// exact in whole numbers: tenths of a per cent
				expect(share).toBe(Math.floor((people * tenths) / 1000));
			})
		);
	});

	it('[A2] keeps the cap of the one regulation it stands in', () => {
		const book = [
			regulation('a', [[{}, { kind: 'wfoMaxPct', pct: 50 }]]),
			regulation('b', [[{}, { kind: 'wfoMaxPct', pct: 25 }]])
		];
		expect(wfoCapOf(disnaker, limitsFor(disnaker, book, null, nine))?.clause.regulationId).toBe(
			'b'
		);
	});
});
