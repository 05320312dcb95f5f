import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import { checklistAnswers, type ChecklistAnswer } from '#lib/contract/facts.ts';
import seed from '../../../drizzle/seed/checklist.json' with { type: 'json' };
import { bandOf, scoreOf } from './sidak.ts';

// boundary: seed.test.ts proves the file against its schema
const items = seed.items as ChecklistItem[];
const codes = (severity: string) =>
	items.filter((item) => item.severity === severity && item.code !== 'QRC-01').map((i) => i.code);

/** Everything met, QRC-01 not applicable, but for what is told. */
function visit(told: Record<string, ChecklistAnswer> = {}) {
	return items.map(({ code }) => ({
		code,
		answer: told[code] ?? (code === 'QRC-01' ? ('notApplicable' as const) : ('met' as const))
	}));
}
const all = (list: string[], answer: ChecklistAnswer) =>
	Object.fromEntries(list.map((code) => [code, answer]));
const worked = (told: Record<string, ChecklistAnswer>) => {
	const { score, raw, band } = scoreOf(items, visit(told));
	return [Math.round(raw * 100) / 100, score, band];
};

describe('the compliance score', () => {
	it('[E5] of the worked examples is right to the decimal', () => {
		const [major = [], minor = [], critical = []] = ['major', 'minor', 'critical'].map(codes);
		expect(worked({})).toEqual([100, 100, 'green']);
		expect(
			worked({ ...all(major.slice(0, 1), 'notMet'), ...all(minor.slice(0, 1), 'partial') })
		).toEqual([94.79, 94.79, 'green']);
		expect(worked(all(major.slice(0, 4), 'notMet'))).toEqual([83.33, 83.33, 'yellow']);
		expect(worked(all(major.slice(0, 6), 'notMet'))).toEqual([75, 75, 'orange']);
		expect(worked(all(critical.slice(0, 1), 'notMet'))).toEqual([93.75, 75, 'orange']);
		expect(worked(all(critical.slice(0, 2), 'notMet'))).toEqual([87.5, 60, 'red']);
	});

	it('[E5] has bands that meet at 90, 75 and 60', () => {
		expect([100, 90.01, 90, 75.01, 75, 60.01, 60, 0].map(bandOf)).toEqual([
			'green',
			'green',
			'yellow',
			'yellow',
			'orange',
			'orange',
			'red',
			'red'
		]);
	});

	it('[E5] has no band until 80 % of the weight has been observed', () => {
		const minor = codes('minor');
		const major = codes('major');
		// 48 points; 10 minor and one major item leave 36 observed, 75 %
		const few = visit().filter(({ code }) => !minor.includes(code) && code !== major[0]);
		expect(scoreOf(items, few)).toMatchObject({ score: null, band: null, complete: false });
		// nine points left out: 39 of 48 are 81 %
		const enough = visit().filter(({ code }) => !minor.slice(0, 9).includes(code));
		expect(scoreOf(items, enough)).toMatchObject({ score: 100, band: 'green', complete: false });
	});

	it('[E5] counts nothing that does not apply, and has no score when nothing does', () => {
		const none = items.map(({ code }) => ({ code, answer: 'notApplicable' as const }));
		expect(scoreOf(items, none)).toMatchObject({ score: null, band: null, complete: true });
	});

	const answers = fc
		.array(fc.constantFrom(...checklistAnswers), { minLength: 26, maxLength: 26 })
		.map((list) => items.map(({ code }, i) => ({ code, answer: list[i] ?? ('met' as const) })));

	it('[E5] stays between 0 and 100, never above its caps, in any order of answers', () => {
		fc.assert(
			fc.property(answers, (given) => {
				const result = scoreOf(items, given);
				expect(scoreOf(items, given.toReversed())).toEqual(result);
				if (result.score === null) return;
				const cap = [100, 75][result.criticalNotMet.length] ?? 60;
				expect(result.score).toBeGreaterThanOrEqual(0);
				expect(result.score).toBeLessThanOrEqual(cap);
				expect(result.band).toBe(bandOf(result.score));
			})
		);
	});

	it('[E5] never falls when one answer gets better', () => {
		fc.assert(
			fc.property(answers, fc.nat(25), (given, index) => {
				const better = given.map((one, i) =>
					i === index && one.answer !== 'notApplicable' ? { ...one, answer: 'met' as const } : one
				);
				const [before, after] = [scoreOf(items, given).score, scoreOf(items, better).score];
				if (before !== null) expect(after).toBeGreaterThanOrEqual(before);
			})
		);
	});
});
