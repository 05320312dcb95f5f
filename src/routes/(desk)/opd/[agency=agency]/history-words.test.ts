import { describe, expect, it } from 'vitest';
import { factTypes } from '#lib/contract/facts.ts';
import { fixtures } from '#lib/domain/fact-fixtures.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { historyDetail, type Told } from './history-words.ts';

/** boundary: a fixture is filed under its own type */
const told = (type: (typeof factTypes)[number], ticket: string | null = 'A-041') =>
	historyDetail({ type, payload: fixtures[type], ticket } as Told, 'Asia/Makassar');

describe('the particulars of a fact', () => {
	it.each(['id', 'en'] as const)('are told for every type, in %s', (locale) => {
		overwriteGetLocale(() => locale);
		for (const type of factTypes) {
			const words = told(type);
			expect(words, type).not.toMatch(/undefined|null|NaN|\{/);
			expect(words, type).not.toBe('');
		}
	});

	it('name the ticket as printed', () => {
		overwriteGetLocale(() => 'id');
		expect(told('ticket.called')).toBe('A-041 · loket 2');
	});

	it('follow the language', () => {
		overwriteGetLocale(() => 'en');
		expect(told('ticket.called')).toBe('A-041 · counter 2');
	});

	it('never speak of a number nobody knows', () => {
		overwriteGetLocale(() => 'id');
		expect(told('ticket.called', null)).toBe('loket 2');
	});
});
