import { expect, it } from 'vitest';
import type { CityState } from '#lib/contract/board.ts';
import type { Regulation } from '#lib/contract/regulation.ts';
import { RuleWatch } from './rule-watch.svelte.ts';

const midnight = '2021-01-10T16:00:00.000Z';
const circular: Regulation = {
	id: 'se-0109',
	number: '800/0109/Org',
	title: 'Penyesuaian sistem kerja',
	legalBasis: 'SE Wali Kota 800/0109/Org',
	validFrom: midnight,
	validTo: '2021-01-25T16:00:00.000Z',
	fromApprox: false,
	clauses: [
		{ id: '1', scope: {}, limit: { kind: 'quarantine', days: 3 } },
		{
			id: '2',
			scope: { unitCategories: ['non_service'] },
			limit: { kind: 'wfoMaxPct', pct: 25 }
		}
	]
};
const quiet: CityState = { zone: null, announcement: null };
const at = (now: string, cityState = quiet, regulations = [circular]) => ({
	regulations,
	cityState,
	now,
	zone: 'Asia/Makassar' as const,
	nameOf: (code: string) => code
});

it('[A1] a circular that comes into force fills the screen for twenty seconds, the weightiest first', () => {
	const watch = new RuleWatch();
	watch.see(at('2021-01-10T15:59:59.000Z'), 0);
	expect(watch.notice).toBeNull();
	watch.see(at(midnight), 1);
	expect(watch.notice).toMatchObject({
		when: 'Berlaku mulai 00.00',
		number: '800/0109/Org',
		lines: [
			{ text: 'WFO maksimal 25%', whom: 'Non-pelayanan' },
			{ text: 'Karantina 3 hari setelah bepergian', whom: 'seluruh kota' }
		]
	});
	watch.see(at(midnight), 20);
	expect(watch.notice).not.toBeNull();
	watch.see(at(midnight), 21);
	expect(watch.notice).toBeNull();
});

it('[A1] it lapses by itself, and the wall says so', () => {
	const watch = new RuleWatch();
	watch.see(at('2021-01-25T15:59:59.000Z'), 0);
	watch.see(at('2021-01-25T16:00:00.000Z'), 1);
	expect(watch.notice).toMatchObject({ when: 'Berakhir 00.00', number: '800/0109/Org', lines: [] });
});

it('[A6] a change of the zone is announced when it takes effect, not when it is heard', () => {
	const watch = new RuleWatch();
	const zone = { colour: 'orange' as const, ppkmLevel: null, from: '2021-01-12T03:00:00.000Z' };
	const announced = { zone, announcement: null };
	watch.see(at('2021-01-12T02:00:00.000Z'), 0);
	watch.see(at('2021-01-12T02:30:00.000Z', announced), 1);
	expect(watch.notice).toBeNull();
	watch.see(at('2021-01-12T03:00:00.000Z', announced), 2);
	expect(watch.notice).toMatchObject({ when: 'Berlaku mulai 11.00', number: 'zona oranye' });
});

it('two changes at once are shown one after the other', () => {
	const watch = new RuleWatch();
	const other = { ...circular, id: 'se-0110', number: '800/0110/Org' };
	watch.see(at('2021-01-10T15:59:59.000Z', quiet, [circular, other]), 0);
	watch.see(at(midnight, quiet, [circular, other]), 1);
	const first = watch.notice?.number;
	watch.see(at(midnight, quiet, [circular, other]), 21);
	expect(new Set([first, watch.notice?.number])).toEqual(new Set(['800/0109/Org', '800/0110/Org']));
});
