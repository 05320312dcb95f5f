import { describe, expect, it } from 'vitest';
import { nextChangeWords } from './wall-next-change.ts';
import { city, limited, now, rule, view } from './wall-sample-view.ts';

describe('the next change', () => {
	it('[F8] doors that close soon are counted down', () => {
		const noon = view({ regulation: rule({ kind: 'closesAt', at: '12:00' }) });
		expect(nextChangeWords([noon], null, now, city.timeZone)).toBe(
			'12.00 tatap muka tutup di Disnaker · 1 jam 18 mnt lagi'
		);
	});

	it('[F8] a regulation that ends days ahead is said with its date', () => {
		const regulation = { ...limited, validTo: '2021-01-15T16:00:00.000Z' };
		const change = { at: regulation.validTo, regulation, begins: false };
		expect(nextChangeWords([], change, now, city.timeZone)).toBe(
			'Sab 16 Jan 00.00 berakhir 21/2020 · 3 hari lagi'
		);
	});
});
