import { describe, expect, it } from 'vitest';
import type { AgencyView } from '#lib/domain/agency-view.ts';
import type { ListQuery } from './list-query.ts';
import { rowsFor } from './row-values.ts';

const collator = new Intl.Collator('id');
const nothing: ListQuery = { search: '', state: null, category: null, order: null };

function view(code: string, order: number, changed: Partial<AgencyView> = {}): AgencyView {
	// boundary: only what the list reads
	return {
		profile: {
			code,
			order,
			name: `Dinas ${code}`,
			shortName: code,
			unitCategory: order % 2 ? 'direct_service' : 'health'
		},
		severity: 'ok',
		queue: null,
		quota: null,
		attendance: null,
		sidak: null,
		findings: { open: 0, overdue: 0, list: [] },
		freshness: { overall: { state: 'live', ageSeconds: order } },
		...changed
	} as unknown as AgencyView;
}
const queue = (waiting: number) => ({ waiting }) as AgencyView['queue'];
const views = [
	view('KEC-UTARA', 1, { queue: queue(3) }),
	view('RSUD', 2, { severity: 'warn', queue: queue(30) }),
	view('DISNAKER', 3, { severity: 'alert', queue: queue(7) }),
	view('BPBD', 4)
];
const codes = (query: Partial<ListQuery>) =>
	rowsFor(views, { ...nothing, ...query }, collator).map(({ profile }) => profile.code);

describe('the rows of the list', () => {
	it('stand as on the wall when no order is asked for [F3]', () => {
		expect(codes({})).toEqual(['DISNAKER', 'RSUD', 'KEC-UTARA', 'BPBD']);
	});

	it('sort by queue, and agencies without a queue come last either way', () => {
		expect(codes({ order: { key: 'queue', descending: true } })).toEqual([
			'RSUD',
			'DISNAKER',
			'KEC-UTARA',
			'BPBD'
		]);
		expect(codes({ order: { key: 'queue', descending: false } }).at(-1)).toBe('BPBD');
	});

	it('match every word of the search, in name or code, whatever the case', () => {
		expect(codes({ search: 'dinas KEC' })).toEqual(['KEC-UTARA']);
		expect(codes({ search: 'kec rsud' })).toEqual([]);
	});

	it('filter by state and by category together', () => {
		expect(codes({ state: 'warn', category: 'health' })).toEqual(['RSUD']);
		expect(codes({ state: 'warn', category: 'direct_service' })).toEqual([]);
	});
});
