import { describe, expect, it } from 'vitest';
import { clauseBehind, itemsFor } from './checklist-of-day.ts';
import { checklist, item, limitsOf } from './test-samples.ts';

describe('the checklist of a day', () => {
	it('[E4] asks an item only within its dates, both days included', () => {
		const dated = item('QRC-01', 'major', { validFrom: '2021-09-01', validTo: '2022-12-31' });
		const asked = (day: string) => itemsFor({ items: [dated] }, limitsOf(), day).length;
		expect(
			['2021-08-31', '2021-09-01', '2022-12-31', '2023-01-01'].map((day) => asked(day))
		).toEqual([0, 1, 1, 0]);
		expect(itemsFor({ items: checklist }, limitsOf(), '2021-01-12')).toHaveLength(5);
	});

	it('[E1] walks the rooms from the entrance to the papers', () => {
		const items = [
			item('A-1', 'minor', { section: 'papers' }),
			item('B-1', 'minor', { section: 'entrance' }),
			item('C-1', 'minor', { section: 'counter' })
		];
		expect(itemsFor({ items }, limitsOf(), '2021-01-12').map(({ code }) => code)).toEqual([
			'B-1',
			'C-1',
			'A-1'
		]);
	});

	it('[A1] names the clause that an item enforces, and none where nothing is ruled', () => {
		const limits = limitsOf(
			{ kind: 'wfoMaxPct', pct: 50 },
			{ kind: 'hours', from: '08:00', to: '11:00' },
			{ kind: 'checklistRequires', measures: ['mask_all', 'partition'] },
			{ kind: 'roomMaxPeople', people: 10 },
			{ kind: 'wfhPapers', papers: ['assignmentLetter'] }
		);
		const clauseOf = (code: string) => clauseBehind(code, limits)?.clauseId ?? null;
		expect(
			['WFO-01', 'JAM-01', 'MSK-01', 'MSK-02', 'SKT-01', 'KAP-01', 'WFO-03', 'CTP-01'].map(clauseOf)
		).toEqual(['1', '2', '3', '3', '3', '4', '5', null]);
		expect(clauseBehind('WFO-01', limitsOf())).toBeNull();
	});
});
