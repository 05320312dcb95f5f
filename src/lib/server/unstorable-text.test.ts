import { describe, expect, it } from 'vitest';
import { unstorableText } from './unstorable-text.ts';

describe('unstorableText', () => {
	it('names the text that PostgreSQL would refuse', () => {
		expect(unstorableText({ remark: 'a\0b' })).toBe('remark');
		expect(unstorableText({ answers: [{ note: 'ok' }, { note: '\ud800' }] })).toBe(
			'answers.1.note'
		);
	});

	it('lets everything else through, emoji and escapes included', () => {
		expect(
			unstorableText({ text: 'Antre 😷 \\u0000 "kutip"', n: 3, list: [null, true] })
		).toBeNull();
	});
});
