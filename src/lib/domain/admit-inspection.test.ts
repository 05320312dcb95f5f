import { describe, expect, it } from 'vitest';
import type { ChecklistAnswer } from '#lib/contract/facts.ts';
import { admitContext, fact, folded, judged, newId, recorded } from './test-samples.ts';

describe('an inspection', () => {
	const codes = ['MSK-01', 'WFO-01', 'SKT-01', 'JAM-01', 'INF-01'];
	type Answer = { code: string; answer: ChecklistAnswer; note?: string; photos: string[] };
	const met = (code: string): Answer => ({ code, answer: 'met', photos: [] });
	const submit = (answers: Answer[], rest: object = {}) =>
		judged(
			fact('inspection.submitted', {
				payload: { inspectionId: newId(), checklistVersion: 'uji', answers, ...rest }
			}),
			admitContext({})
		);

	it('[E4] is kept when every item of its day is answered', () => {
		expect(submit(codes.map(met))).toBeNull();
	});

	it('[E4] of an unknown version, item, or an item of another time is refused', () => {
		expect(submit(codes.map(met), { checklistVersion: 'lama' })).toMatchObject({
			because: 'unknownChecklistItem',
			detail: { version: 'lama' }
		});
		expect(submit([...codes.map(met), met('QRC-01')])).toMatchObject({
			because: 'unknownChecklistItem',
			detail: { code: 'QRC-01' }
		});
	});

	it('[E2] with items missing or answered twice is refused by name', () => {
		expect(submit(codes.slice(2).map(met))).toEqual({
			because: 'incompleteChecklist',
			detail: { missing: 'MSK-01, WFO-01', count: 2 }
		});
		expect(submit([...codes.map(met), met('MSK-01')])).toEqual({
			because: 'malformed',
			faults: [{ field: 'payload.answers.5.code', rule: 'duplicate' }]
		});
	});

	it('[E2] needs a note or a photo for whatever is not met', () => {
		const bad = (evidence: Partial<Answer>) =>
			submit(codes.map((code) => ({ ...met(code), answer: 'notMet' as const, ...evidence })));
		expect(bad({})).toMatchObject({ because: 'evidenceMissing', detail: { count: 5 } });
		expect(bad({ note: 'tanpa masker' })).toBeNull();
		expect(bad({ photos: ['a'.repeat(64)] })).toBeNull();
	});

	it('[E5] does not count more masked people than people', () => {
		const observed = {
			visitors: 3,
			visitorsMasked: 4,
			officers: 1,
			officersMasked: 1,
			reminded: 0
		};
		expect(submit(codes.map(met), { observed })).toEqual({
			because: 'malformed',
			faults: [{ field: 'payload.observed.visitorsMasked', rule: 'tooLarge' }]
		});
	});

	it('[E2] is kept once, and a finding is closed only if it is open', () => {
		const inspectionId = newId();
		const answers = codes.map((code) => ({ ...met(code), answer: 'notMet' as const, note: '-' }));
		const payload = { inspectionId, checklistVersion: 'uji', answers };
		const fold = folded([recorded('inspection.submitted', { payload })]);
		const context = admitContext({ fold });
		expect(judged(fact('inspection.submitted', { payload }), context)).toMatchObject({
			because: 'idReused'
		});
		const close = (code: string) => fact('finding.closed', { payload: { inspectionId, code } });
		expect(judged(close('WFO-01'), context)).toBeNull();
		expect(judged(close('QRC-01'), context)).toMatchObject({ because: 'unknownFinding' });
	});
});
