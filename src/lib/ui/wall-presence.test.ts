import { describe, expect, it } from 'vitest';
import { presenceLines } from './wall-presence.ts';
import { view } from './wall-sample-view.ts';

const nameOf = (code: string) => code;

describe('presence against the cap', () => {
	it('[D2] whoever is furthest over the cap stands first', () => {
		const of = (code: string, wfo: number) => view({ profile: { code }, presence: { wfo } });
		const lines = presenceLines(
			[of('A-1', 10), of('A-2', 30), view({ profile: { code: 'A-3' } })],
			nameOf
		);
		expect(lines.map(({ code }) => code)).toEqual(['A-2', 'A-1', 'A-3']);
		expect(lines[0]).toMatchObject({ people: '30', cap: '/24', capPct: 50, tone: 'alert' });
		expect(lines[2]).toMatchObject({ people: '—', pct: null });
	});
});
