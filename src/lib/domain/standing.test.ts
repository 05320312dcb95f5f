import { describe, expect, it } from 'vitest';
import type { ChecklistAnswer } from '#lib/contract/facts.ts';
import { at, folded, newId, recorded } from './test-samples.ts';

function visit(
	day: string,
	told: Record<string, ChecklistAnswer> = {},
	inspectionId: string = newId()
) {
	const codes = ['MSK-01', 'WFO-01', 'SKT-01', 'JAM-01', 'INF-01'];
	return recorded('inspection.submitted', {
		at: at('10:00', day),
		payload: {
			inspectionId,
			checklistVersion: 'uji',
			answers: codes.map((code) => ({ code, answer: told[code] ?? 'met', photos: [] }))
		}
	});
}
const standing = (...facts: ReturnType<typeof visit>[]) => folded(facts).standing;
const open = (...facts: ReturnType<typeof visit>[]) =>
	standing(...facts).openFindings.map(({ code }) => code);

describe('inspections and findings', () => {
	it('[E5] [E9] keep the score, what was not met and by when it must be repaired', () => {
		const after = standing(visit('2021-01-12', { 'WFO-01': 'notMet', 'JAM-01': 'notMet' }));
		expect(after.inspections[0]).toMatchObject({
			// 6 of 11 points, and a critical item
			score: 54.55,
			band: 'red',
			criticalNotMet: ['WFO-01'],
			staffInOffice: 30,
			peopleInRoom: 8
		});
		expect(after.openFindings).toMatchObject([
			{
				code: 'WFO-01',
				severity: 'critical',
				since: at('10:00'),
				dueAt: at('22:00', '2021-01-13')
			},
			{ code: 'JAM-01', severity: 'major', dueAt: at('10:00', '2021-01-15') }
		]);
	});

	it('[P33] carry no note and no photo', () => {
		const sent = visit('2021-01-12', { 'MSK-01': 'notMet' });
		expect(JSON.stringify(standing(sent))).not.toMatch(/note|photo/);
	});

	it('[E9] close a finding when a newer visit finds it in order, and keep it open on "partly"', () => {
		const bad = visit('2021-01-12', { 'WFO-01': 'notMet', 'SKT-01': 'notMet' });
		expect(open(bad, visit('2021-01-13', { 'SKT-01': 'partial' }))).toEqual(['SKT-01']);
	});

	it('[E8] keep the older deadline when the same is found again', () => {
		const after = standing(
			visit('2021-01-12', { 'WFO-01': 'notMet' }),
			visit('2021-01-13', { 'WFO-01': 'notMet' })
		);
		expect(after.openFindings).toMatchObject([{ since: at('10:00', '2021-01-12') }]);
	});

	it('[E2] do not depend on the order in which tablets get through', () => {
		const visits = [
			visit('2021-01-11', { 'WFO-01': 'notMet' }),
			visit('2021-01-12', { 'SKT-01': 'notMet', 'WFO-01': 'notMet' }),
			visit('2021-01-13', { 'SKT-01': 'notMet' })
		];
		const [a, b, c] = visits;
		if (!a || !b || !c) throw new Error('three visits');
		const once = standing(a, b, c);
		for (const order of [
			[c, b, a],
			[b, c, a],
			[a, c, b],
			[c, a, b]
		])
			expect(standing(...order)).toEqual(once);
	});

	it('[E2] count a submission once', () => {
		const id = newId();
		const twice = standing(visit('2021-01-12', {}, id), visit('2021-01-12', {}, id));
		expect(twice.inspections).toHaveLength(1);
	});

	it('are remembered for 14 days, findings until they are closed', () => {
		const after = standing(
			visit('2021-01-01', { 'WFO-01': 'notMet' }),
			visit('2021-01-16', { 'WFO-01': 'partial' })
		);
		expect(after.inspections).toHaveLength(1);
		expect(after.openFindings).toHaveLength(1);
	});

	it("[E9] are closed by the inspector's side", () => {
		const inspectionId = newId();
		const bad = visit('2021-01-12', { 'WFO-01': 'notMet', 'JAM-01': 'notMet' }, inspectionId);
		const accept = (payload: { inspectionId: string; code: string }) =>
			recorded('finding.closed', { payload });
		expect(open(bad, accept({ inspectionId, code: 'WFO-01' }))).toEqual(['JAM-01']);
		expect(open(bad, accept({ inspectionId: newId(), code: 'WFO-01' }))).toHaveLength(2);
	});
});
