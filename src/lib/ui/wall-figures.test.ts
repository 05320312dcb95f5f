import { describe, expect, it } from 'vitest';
import type { AgencyView } from '#lib/domain/agency-view.ts';
import { cityFigures } from '#lib/domain/city-view.ts';
import { figureCells } from './wall-figures.ts';
import { view } from './wall-sample-view.ts';

describe('the five figures', () => {
	const cells = (views: AgencyView[]) =>
		new Map(figureCells(cityFigures(views), views).map((cell) => [cell.key, cell]));

	it('[F2] nothing reported is a dash and words, never 0', () => {
		const silent = cells([view({})]);
		for (const key of ['waiting', 'served', 'office', 'compliance', 'findings'] as const) {
			expect(silent.get(key)?.value).toBe('—');
		}
	});

	it('[F2] coverage stands beside the first figure', () => {
		const reported = view({ queue: { waiting: 8, served: 27 } });
		const silent = view({ profile: { code: 'DINSOS' } });
		const waiting = cells([reported, silent]).get('waiting');
		expect(waiting?.value).toBe('8');
		expect(waiting?.context.map(({ text }) => text)).toEqual(['1/2', 'OPD melapor']);
	});
});
