import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sectors, unitCategories } from '#lib/contract/agency.ts';
import { zoneColours } from '#lib/contract/facts.ts';
import type { Limit, Regulation, Scope } from '#lib/contract/regulation.ts';
import type { Limits } from './limits.ts';
import { createRulebook, limitsFor } from './regulation.ts';
import { disnaker, nine, regulation, setda } from './test-samples.ts';

const everyone: Scope = {};
const pct = (value: number): Limit => ({ kind: 'wfoMaxPct', pct: value });
const byHead: Limit = { kind: 'wfoSetByHead' };

const scopes: fc.Arbitrary<Scope> = fc.record(
	{
		agencies: fc.subarray(['DISNAKER', 'SETDA', 'DPK'], { minLength: 1 }),
		unitCategories: fc.subarray([...unitCategories], { minLength: 1 }),
		sectors: fc.subarray([...sectors], { minLength: 1 }),
		zones: fc.subarray([...zoneColours], { minLength: 1 }),
		services: fc.subarray(['A', 'K'], { minLength: 1 })
	},
	{ requiredKeys: [] }
);
const limit: fc.Arbitrary<Limit> = fc.oneof(
	fc.integer({ min: 0, max: 100 }).map(pct),
	fc.integer({ min: 0, max: 60 }).map((people): Limit => ({ kind: 'wfoMaxPeople', people })),
	fc.constant(byHead),
	fc.integer({ min: 0, max: 100 }).map((value): Limit => ({ kind: 'wfoMinPct', pct: value })),
	fc
		.constantFrom('open' as const, 'limited' as const, 'closed' as const)
		.map((mode): Limit => ({ kind: 'faceToFace', mode })),
	fc.constantFrom('10:00', '12:00', '14:00').map((to): Limit => ({ kind: 'closesAt', at: to })),
	fc.constantFrom('08:00', '09:00').map((from): Limit => ({ kind: 'hours', from, to: '13:00' })),
	fc.nat(200).map((perDay): Limit => ({ kind: 'dailyQuota', perDay, baseline: null })),
	fc.nat(40).map((people): Limit => ({ kind: 'roomMaxPeople', people })),
	fc
		.subarray(['mask_all', 'partition', 'handwash'])
		.map((measures): Limit => ({ kind: 'checklistRequires', measures })),
	fc.constantFrom('DINKES', 'DISDIKBUD').map((agency): Limit => ({ kind: 'delegatedTo', agency })),
	fc
		.subarray(['wfoMaxPct', 'faceToFace', 'dailyQuota'])
		.map((from): Limit => ({ kind: 'exemption', from, why: 'uji', until: null }))
);
const books: fc.Arbitrary<Regulation[]> = fc
	.array(fc.array(fc.tuple(scopes, limit), { maxLength: 5 }), { maxLength: 6 })
	.map((list) => list.map((clauses, index) => regulation(`r${index}`, clauses)));
const red = { colour: 'red' as const, ppkmLevel: 3, from: '2021-01-01T00:00:00.000Z' };

function clausesIn(limits: Limits) {
	const ruled = [
		...Object.values(limits.serviceQuota),
		...Object.values(limits).filter(
			(value) => value !== null && typeof value === 'object' && 'clause' in value
		)
	];
	return [
		// boundary: filtered to those with a clause just above
		...(ruled as { clause: { regulationId: string; clauseId: string } }[]).map((r) => r.clause),
		...Object.values(limits.measures),
		...limits.conflicts
	];
}

describe('limits of any regulations', () => {
	it('[A2] does not depend on the order of regulations or of their clauses', () => {
		fc.assert(
			fc.property(books, fc.constantFrom(disnaker, setda), (book, profile) => {
				const shuffled = book
					.map((one) => ({ ...one, clauses: one.clauses.toReversed() }))
					.toReversed();
				expect(limitsFor(profile, shuffled, red, nine)).toEqual(
					limitsFor(profile, book, red, nine)
				);
			})
		);
	});

	it('[A2] is not changed by a rule for somebody else, or by one not in force', () => {
		fc.assert(
			fc.property(books, fc.array(limit, { minLength: 1 }), (book, limits) => {
				const elsewhere = regulation(
					'x',
					limits.map((one) => [{ agencies: ['DPK'] }, one])
				);
				const over = regulation(
					'y',
					limits.map((one) => [everyone, one]),
					{ validTo: nine }
				);
				expect(limitsFor(setda, [...book, elsewhere, over], red, nine)).toEqual(
					limitsFor(setda, book, red, nine)
				);
			})
		);
	});

	it('[A2] traces every limit to a clause that exists and applies', () => {
		fc.assert(
			fc.property(books, (book) => {
				const rulebook = createRulebook(book);
				const limits = rulebook.limitsFor(disnaker, red, nine);
				for (const ref of clausesIn(limits)) {
					expect(rulebook.clause(ref)).not.toBeNull();
					expect(limits.applies).toContainEqual(ref);
				}
			})
		);
	});
});
