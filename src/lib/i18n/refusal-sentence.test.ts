import { describe, expect, it } from 'vitest';
import type { Refusal } from '#lib/contract/receipt.ts';
import { refusalSentence } from './refusal-sentence.ts';

/** As domain/admit* gives them; the figures must all stand in the sentence. */
const given: [Refusal, ...RegExp[]][] = [
	[{ because: 'servedFell', detail: { served: 8, before: 12 } }, /12/, /8/],
	[{ because: 'quotaReached', detail: { quota: 100, issued: 100 } }, /100/],
	[
		{ because: 'outsideServiceHours', detail: { from: '08:00', until: '11:00' } },
		/08[.:]00/,
		/11[.:]00/
	],
	[{ because: 'lastTicketPassed', detail: { lastTicketAt: '10:00', until: '11:00' } }, /10[.:]00/],
	[{ because: 'roomFull', detail: { people: 10, inside: 10 } }, /10/],
	[{ because: 'roomFull', detail: { batch: 7, inside: 7 } }, /7/],
	[{ because: 'moreThanStaff', detail: { counted: 60, headcount: 48 } }, /60/, /48/],
	[{ because: 'unknownChecklistItem', detail: { code: 'ABC-01', version: 'x' } }, /ABC-01/],
	[{ because: 'unknownChecklistItem', detail: { version: 'x-1' } }, /x-1/],
	[{ because: 'incompleteChecklist', detail: { missing: 'MSK-01', count: 1 } }, /MSK-01/],
	[{ because: 'evidenceMissing', detail: { codes: 'SKT-01', count: 1 } }, /SKT-01/],
	[{ because: 'tooManyInBatch', detail: { limit: 500 } }, /500/],
	[
		{ because: 'malformed', faults: [{ field: 'payload.waiting', rule: 'type' }] },
		/payload\.waiting/
	]
];

describe('a refusal', () => {
	it.each(given)('%j tells its figures in both languages', (refusal, ...figures) => {
		for (const locale of ['id', 'en'] as const) {
			const sentence = refusalSentence(refusal, locale);
			for (const figure of figures) expect(sentence).toMatch(figure);
			expect(sentence).not.toMatch(/[{}]|undefined/);
		}
	});

	it('[B3] of a ticket that has moved on says where it is, in words', () => {
		const refusal: Refusal = { because: 'wrongTicketState', detail: { state: 'noShow' } };
		expect(refusalSentence(refusal, 'id')).toContain('tidak hadir');
		expect(refusalSentence(refusal, 'en')).toContain('no-show');
	});
});
