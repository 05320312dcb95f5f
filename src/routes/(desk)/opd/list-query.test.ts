import { unitCategories } from '#lib/contract/agency.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hrefOf, readQuery, rowStates, sortKeys, type ListQuery } from './list-query.ts';

const queries: fc.Arbitrary<ListQuery> = fc.record({
	search: fc.string(),
	state: fc.option(fc.constantFrom(...rowStates)),
	category: fc.option(fc.constantFrom(...unitCategories)),
	order: fc.option(fc.record({ key: fc.constantFrom(...sortKeys), descending: fc.boolean() }))
});

it('reads back every list from its own link', () => {
	fc.assert(
		fc.property(queries, (query) => {
			const url = new URL(hrefOf(query), 'http://papan.test');
			expect(url.pathname).toBe('/opd');
			expect(readQuery(url.searchParams)).toEqual(query);
		})
	);
});

it('asks for nothing when the link says nonsense', () => {
	expect(readQuery(new URLSearchParams('keadaan=blue&jenis=x&urut=-colour'))).toEqual({
		search: '',
		state: null,
		category: null,
		order: null
	});
});
