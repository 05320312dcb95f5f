import { describe, expect, it } from 'vitest';
import type { Limit, Scope } from '#lib/contract/regulation.ts';
import { binding } from './limits.ts';
import { createRulebook, limitsFor } from './regulation.ts';
import { disnaker, nine, regulation } from './test-samples.ts';

const everyone: Scope = {};
const pct = (value: number): Limit => ({ kind: 'wfoMaxPct', pct: value });
const byHead: Limit = { kind: 'wfoSetByHead' };
const resolved = (clauses: [Scope, Limit][], profile = disnaker) =>
	limitsFor(profile, [regulation('a', clauses)], null, nine);

const red = { colour: 'red' as const, ppkmLevel: 3, from: '2021-01-01T00:00:00.000Z' };

describe('which limits apply', () => {
	it('[A2] lets service beat agency, agency beat category and sector, those beat either, either the city', () => {
		const clauses: [Scope, Limit][] = [
			[everyone, pct(100)],
			[{ sectors: ['essential'] }, pct(80)],
			[{ unitCategories: ['direct_service'], sectors: ['essential'] }, pct(70)],
			[{ agencies: ['DISNAKER'] }, pct(60)],
			[{ agencies: ['DISNAKER'], services: ['A'] }, pct(90)]
		];
		const wins = (n: number) => resolved(clauses.slice(0, n)).wfoMax?.value;
		expect([1, 2, 3, 4, 5].map(wins)).toEqual(
			[100, 80, 70, 60, 60].map((value) => ({ by: 'pct', pct: value }))
		);
		const forService = limitsFor(disnaker, [regulation('a', clauses)], null, nine, 'A');
		expect(forService.wfoMax?.value).toEqual({ by: 'pct', pct: 90 });
	});

	it('[A2] lets the stricter of equals win, and lists those that contradict each other', () => {
		const limits = limitsFor(
			disnaker,
			[
				regulation('a', [[everyone, { kind: 'faceToFace', mode: 'limited' }]]),
				regulation('b', [
					[everyone, { kind: 'faceToFace', mode: 'closed' }],
					[everyone, { kind: 'wfoMinPct', pct: 20 }]
				]),
				regulation('c', [[everyone, { kind: 'wfoMinPct', pct: 20 }]])
			],
			null,
			nine
		);
		expect(limits.faceToFace).toEqual({
			value: 'closed',
			clause: { regulationId: 'b', clauseId: '1' },
			exempted: null
		});
		expect(limits.conflicts).toEqual([
			{ regulationId: 'a', clauseId: '1' },
			{ regulationId: 'b', clauseId: '1' }
		]);
	});

	it('[A2] [R12] compares a share with a head count in people', () => {
		const people = (count: number): Limit => ({ kind: 'wfoMaxPeople', people: count });
		// 25 % of 48 are 12
		expect(
			resolved([
				[everyone, pct(25)],
				[everyone, people(11)]
			]).wfoMax?.value
		).toEqual({
			by: 'people',
			people: 11
		});
		expect(
			resolved([
				[everyone, pct(25)],
				[everyone, people(13)]
			]).wfoMax?.value
		).toEqual({
			by: 'pct',
			pct: 25
		});
	});

	it('[R19] lets "set by the head" of a category hide the share of the city, and a number hide it among equals', () => {
		const category: Scope = { unitCategories: ['direct_service'] };
		expect(
			resolved([
				[everyone, pct(100)],
				[category, byHead]
			]).wfoMax?.value
		).toEqual({
			by: 'head'
		});
		expect(
			resolved([
				[category, pct(100)],
				[category, byHead]
			]).wfoMax?.value
		).toEqual({
			by: 'pct',
			pct: 100
		});
	});

	it('[A2] shortens hours from both sides among equals', () => {
		expect(
			resolved([
				[everyone, { kind: 'hours', from: '09:00', to: '13:00' }],
				[everyone, { kind: 'closesAt', at: '12:00' }]
			]).hours
		).toMatchObject({ value: { from: '09:00', to: '12:00' }, clause: { clauseId: '2' } });
	});

	it('[A2] joins what equals demand, and names the clause of each measure', () => {
		const limits = resolved([
			[everyone, { kind: 'checklistRequires', measures: ['mask_all', 'partition'] }],
			[everyone, { kind: 'checklistRequires', measures: ['temperature'] }]
		]);
		expect(limits.checklistRequires?.value).toEqual(['mask_all', 'partition', 'temperature']);
		expect(limits.measures.temperature).toEqual({ regulationId: 'a', clauseId: '2' });
		expect(limits.measures.mask_all).toEqual({ regulationId: 'a', clauseId: '1' });
	});

	it('[A2] floors a share of the seats to people and takes the smaller room', () => {
		const half: Limit = { kind: 'roomMaxPctOfSeats', pct: 50 };
		const disdukcapil = { ...disnaker, roomSeats: 40 };
		expect(resolved([[everyone, half]], disdukcapil).room?.value).toEqual({ people: 20 });
		const seven: Limit = { kind: 'roomMaxPeople', people: 7 };
		expect(
			resolved([
				[everyone, half],
				[everyone, seven]
			]).room?.value
		).toEqual({ people: 7 });
	});

	it('[A2] carries an exemption with its reason; what is lifted no longer binds', () => {
		const lift: Limit = { kind: 'exemption', from: ['wfoMaxPct'], why: 'Pilkada', until: null };
		const limits = resolved([
			[everyone, pct(25)],
			[{ agencies: ['DISNAKER'] }, lift]
		]);
		expect(limits.wfoMax).toEqual({
			value: { by: 'pct', pct: 25 },
			clause: { regulationId: 'a', clauseId: '1' },
			exempted: { why: 'Pilkada', until: null, clause: { regulationId: 'a', clauseId: '2' } }
		});
		expect(binding(limits.wfoMax)).toBeNull();
		const general = resolved([
			[{ agencies: ['DISNAKER'] }, pct(25)],
			[everyone, lift]
		]);
		expect(binding(general.wfoMax)).not.toBeNull();
	});

	it('[A2] ends an exemption at its hour', () => {
		const until = '2021-01-12T09:00:00+08:00';
		const lift: Limit = { kind: 'exemption', from: ['wfoMaxPct'], why: 'sementara', until };
		const book = [
			regulation('a', [
				[everyone, pct(25)],
				[everyone, lift]
			])
		];
		const rulebook = createRulebook(book);
		const bound = (at: string) => binding(rulebook.limitsFor(disnaker, null, at).wfoMax);
		expect(bound('2021-01-12T00:59:59.999Z')).toBeNull();
		expect(bound(nine)).toEqual({ by: 'pct', pct: 25 });
	});

	it('[A5] hides a cap that speaks no more specifically than a delegation, and keeps one that does', () => {
		const health: Scope = { unitCategories: ['direct_service'] };
		const delegated: Limit = { kind: 'delegatedTo', agency: 'DINKES' };
		expect(
			resolved([
				[everyone, pct(25)],
				[health, delegated]
			])
		).toMatchObject({
			wfoMax: null,
			delegatedTo: { value: 'DINKES' }
		});
		const own = resolved([
			[{ agencies: ['DISNAKER'] }, pct(25)],
			[health, delegated]
		]);
		expect(own.wfoMax?.value).toEqual({ by: 'pct', pct: 25 });
	});

	it('[A6] asks for the colour only from the moment it holds', () => {
		const zoned = [regulation('a', [[{ zones: ['red'] }, pct(25)]])];
		const at = (from: string) => limitsFor(disnaker, zoned, { ...red, from }, nine).wfoMax;
		expect(at(nine)).not.toBeNull();
		expect(at('2021-01-12T01:00:00.001Z')).toBeNull();
		expect(limitsFor(disnaker, zoned, null, nine).wfoMax).toBeNull();
	});

	it('[A2] leaves null what nobody rules', () => {
		const limits = resolved([]);
		const { serviceQuota, measures, applies, conflicts, ...rest } = limits;
		expect(new Set(Object.values(rest))).toEqual(new Set([null]));
		expect([serviceQuota, measures, applies, conflicts]).toEqual([{}, {}, [], []]);
	});

	it('[B1] keeps the quota of a service beside that of its agency', () => {
		const limits = resolved([
			[everyone, { kind: 'dailyQuota', perDay: 100, baseline: 700 }],
			[{ services: ['A', 'Z'] }, { kind: 'dailyQuota', perDay: 20, baseline: null }]
		]);
		expect(limits.quota?.value).toEqual({ perDay: 100, baseline: 700 });
		expect(Object.keys(limits.serviceQuota)).toEqual(['A']);
		expect(limits.serviceQuota.A?.value.perDay).toBe(20);
	});
});

describe('the rulebook', () => {
	const first = regulation('first', [[everyone, pct(50)]], {
		validFrom: '2021-01-10T16:00:00.000Z',
		validTo: '2021-01-25T16:00:00.000Z'
	});
	const second = regulation('second', [[everyone, pct(25)]], {
		validFrom: '2021-01-25T16:00:00.000Z'
	});
	const rulebook = createRulebook([second, first]);

	it('[A2] answers as the pure function does, at every border and between', () => {
		const moments = ['2021-01-10T15:59:59.999Z', '2021-01-10T16:00:00.000Z', nine];
		for (const moment of [...moments, '2021-01-25T16:00:00.000Z', ...moments])
			expect(rulebook.limitsFor(disnaker, red, moment)).toEqual(
				limitsFor(disnaker, [first, second], red, moment)
			);
	});

	it('keeps the same answer while nothing changes', () => {
		expect(rulebook.limitsFor(disnaker, red, nine)).toBe(
			rulebook.limitsFor(disnaker, { ...red }, '2021-01-12T07:00:00.000Z')
		);
	});

	it('[F8] tells the next change, what begins before what ends', () => {
		expect(rulebook.nextChange('2021-01-01T00:00:00.000Z')).toMatchObject({
			at: '2021-01-10T16:00:00.000Z',
			begins: true
		});
		expect(rulebook.nextChange(nine)).toMatchObject({
			regulation: { id: 'second' },
			begins: true
		});
		expect(rulebook.nextChange('2021-01-25T16:00:00.000Z')).toBeNull();
	});
});
