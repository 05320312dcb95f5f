import { describe, expect, it } from 'vitest';
import { rankOf, scopeMatches } from './scope.ts';
import { disnaker, setda } from './test-samples.ts';

const orange = { colour: 'orange' as const, ppkmLevel: 3, from: '2021-01-01T00:00:00.000Z' };

describe('the scope of a clause', () => {
	it('[A1] binds everybody when it names nobody', () => {
		expect(scopeMatches({}, disnaker, null, null)).toBe(true);
		expect(scopeMatches({}, setda, orange, null)).toBe(true);
	});

	it('[A1] binds whom every key of it names', () => {
		const scope = { unitCategories: ['direct_service' as const], sectors: ['essential' as const] };
		expect(scopeMatches(scope, disnaker, null, null)).toBe(true);
		expect(scopeMatches({ ...scope, sectors: ['critical'] }, disnaker, null, null)).toBe(false);
		expect(scopeMatches({ agencies: ['SETDA', 'DPK'] }, disnaker, null, null)).toBe(false);
	});

	it('[A6] that asks for a colour or a level binds nobody while it is unknown', () => {
		expect(scopeMatches({ zones: ['orange'] }, disnaker, orange, null)).toBe(true);
		expect(scopeMatches({ zones: ['orange'] }, disnaker, null, null)).toBe(false);
		expect(scopeMatches({ ppkmLevels: [3] }, disnaker, orange, null)).toBe(true);
		const unknown = { ...orange, ppkmLevel: null };
		expect(scopeMatches({ ppkmLevels: [3] }, disnaker, unknown, null)).toBe(false);
	});

	it('[A2] of services binds only when asked about one of them', () => {
		expect(scopeMatches({ services: ['A'] }, disnaker, null, 'A')).toBe(true);
		expect(scopeMatches({ services: ['A'] }, disnaker, null, 'K')).toBe(false);
		expect(scopeMatches({ services: ['A'] }, disnaker, null, null)).toBe(false);
	});

	it('[A2] ranks service over agency over both over either over the city, whatever the zone', () => {
		expect([
			rankOf({ services: ['A'], agencies: ['DISNAKER'] }),
			rankOf({ agencies: ['DISNAKER'], zones: ['red'] }),
			rankOf({ unitCategories: ['health'], sectors: ['critical'] }),
			rankOf({ sectors: ['critical'] }),
			rankOf({ unitCategories: ['health'] }),
			rankOf({ zones: ['red'], ppkmLevels: [4] })
		]).toEqual([4, 3, 2, 1, 1, 0]);
	});
});
