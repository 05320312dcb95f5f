import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunks, matrixPages } from './wall-pages.ts';

const names = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('agencies are divided over pages of the wall', () => {
	it('[F3] everything fits: one page, problems first', () => {
		expect(matrixPages(['p'], ['a', 'b'], 11)).toEqual([['p', 'a', 'b']]);
	});

	it('[F3] few problems stand on every page, the rest turns in its fixed order', () => {
		const pages = matrixPages(names('p', 3), names('r', 27), 11);
		expect(pages).toHaveLength(4);
		for (const page of pages) expect(page.slice(0, 3)).toEqual(['p0', 'p1', 'p2']);
		const turns = pages.map((page) => page.slice(3));
		for (const turn of turns) expect(turn).toHaveLength(8);
		expect([...new Set(turns.flat())]).toEqual(names('r', 27));
	});

	it('[F3] more problems than lines: they turn as well, above the rest, in as few pages as can be', () => {
		const pages = matrixPages(names('p', 12), names('r', 18), 11);
		expect(pages).toHaveLength(3);
		for (const page of pages) {
			const firstRest = page.findIndex((name) => name.startsWith('r'));
			expect(firstRest).toBeGreaterThan(0);
			expect(page.slice(firstRest).every((name) => name.startsWith('r'))).toBe(true);
		}
	});

	it('[F3] nobody disappears, nobody stands twice on a page, no page overflows', () => {
		fc.assert(
			fc.property(fc.nat(60), fc.nat(60), fc.integer({ min: 2, max: 11 }), (p, r, rows) => {
				const all = [...names('p', p), ...names('r', r)];
				const pages = matrixPages(names('p', p), names('r', r), rows);
				expect(new Set(pages.flat())).toEqual(new Set(all));
				for (const page of pages) {
					expect(page.length).toBeLessThanOrEqual(rows);
					expect(new Set(page).size).toBe(page.length);
				}
			})
		);
	});

	it('pieces are as even as they can be', () => {
		expect(chunks(names('a', 12), 11).map(({ length }) => length)).toEqual([6, 6]);
		expect(chunks([], 11)).toEqual([]);
	});
});
