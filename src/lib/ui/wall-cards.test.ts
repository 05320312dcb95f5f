import { describe, expect, it } from 'vitest';
import { fittingCards, wallCards } from './wall-cards.ts';
import { ago, alert, view } from './wall-sample-view.ts';

describe('what needs action', () => {
	const context = { regulationOf: () => 'Perwali 21/2020', isFresh: () => false };

	it('[F6] a card names who, number and limit, since when, and the regulation', () => {
		const told = { alerts: [alert({ clause: { regulationId: 'perwali-21', clauseId: '1' } })] };
		expect(wallCards([view(told)], context)).toEqual([
			{
				key: 'DISNAKER/queue',
				look: 'alert',
				name: 'Disnaker',
				what: 'antre 34, batas 25',
				detail: 'sejak 10.31 · Perwali 21/2020',
				fresh: false
			}
		]);
	});

	it('[F6] acknowledged cards come last and say who and when; muted and recovered ones are gone', () => {
		const seen = { by: 'Rahma', at: ago(240), reason: null };
		const cards = wallCards(
			[
				view({
					alerts: [
						alert({
							key: 'DISNAKER/wfoOver',
							kind: 'wfoOver',
							state: 'acknowledged',
							acknowledged: seen
						}),
						alert({ state: 'recovered', recoveredAt: ago(10) }),
						alert({ key: 'DISNAKER/room', kind: 'room', state: 'muted' }),
						alert({ key: 'DISNAKER/sidak', kind: 'sidak', since: ago(5000) })
					]
				})
			],
			context
		);
		expect(cards.map(({ key }) => key)).toEqual(['DISNAKER/sidak', 'DISNAKER/wfoOver']);
		expect(cards[1]).toMatchObject({ look: 'acknowledged', detail: 'dikonfirmasi Rahma 10.38' });
	});

	it('[F6] a flood of silent agencies is one card', () => {
		const silent = Array.from({ length: 12 }, (_, index) =>
			view({
				profile: { code: `A-${index}`, shortName: `Unit ${index}` },
				alerts: [alert({ key: `A-${index}/stale`, kind: 'stale', severity: 'warn', about: null })]
			})
		);
		const cards = wallCards(silent, context);
		expect(cards).toHaveLength(1);
		expect(cards[0]).toMatchObject({ look: 'warn', name: '12 OPD tanpa data' });
	});

	it('[F6] where not all fit, ambers give way to reds, and the order stays', () => {
		const card = (key: string, look: 'alert' | 'warn') => ({
			key,
			look,
			name: key,
			what: '',
			detail: '',
			fresh: false
		});
		const cards = [card('a', 'warn'), card('b', 'alert'), card('c', 'warn'), card('d', 'alert')];
		const { cards: shown } = fittingCards(cards, { area: 360, factor: 1, page: 'beside' });
		expect(shown.map(({ key }) => key)).toEqual(['b', 'd']);
	});
});
