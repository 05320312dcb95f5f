import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, nextOrder, readOrder, writeOrder } from './table-order.ts';

const collator = new Intl.Collator('id');
const keys = ['name', 'queue'];

describe('the order in the URL', () => {
	it('is read back as it was written', () => {
		fc.assert(
			fc.property(fc.constantFrom(...keys), fc.boolean(), (key, descending) => {
				expect(readOrder(writeOrder({ key, descending }), keys)).toEqual({ key, descending });
			})
		);
	});

	it('is nothing for a column that does not exist', () => {
		expect(readOrder('-nonsense', keys)).toBeNull();
		expect(readOrder(null, keys)).toBeNull();
	});

	it('goes from natural to reversed to none', () => {
		const first = nextOrder(null, 'queue', true);
		const second = nextOrder(first, 'queue', true);
		expect(first).toEqual({ key: 'queue', descending: true });
		expect(second).toEqual({ key: 'queue', descending: false });
		expect(nextOrder(second, 'queue', true)).toBeNull();
	});
});

describe('inOrder', () => {
	it('puts rows without a value last in both directions', () => {
		const rows = [null, 3, 1, null, 2];
		expect(inOrder(rows, (row) => row, false, collator)).toEqual([1, 2, 3, null, null]);
		expect(inOrder(rows, (row) => row, true, collator)).toEqual([3, 2, 1, null, null]);
	});

	it('keeps equal rows as they came', () => {
		const rows = [
			{ id: 'a', n: 1 },
			{ id: 'b', n: 1 }
		];
		expect(inOrder(rows, (row) => row.n, true, collator).map((row) => row.id)).toEqual(['a', 'b']);
	});

	it('compares names as the language does', () => {
		expect(inOrder(['Zeni', 'ab', 'Ac'], (row) => row, false, collator)).toEqual([
			'ab',
			'Ac',
			'Zeni'
		]);
	});
});
