import type { CityState } from '#lib/contract/board.ts';
import type { Recorded } from '#lib/contract/fact.ts';

export const emptyCityState: CityState = { zone: null, announcement: null };

/** The city-wide facts in force after one more fact, in log order (A6). */
export function foldCity(state: CityState, fact: Recorded): CityState {
	switch (fact.type) {
		case 'zone.changed': {
			const { colour, ppkmLevel, from } = fact.payload;
			return { ...state, zone: { colour, ppkmLevel, from: new Date(from).toISOString() } };
		}
		case 'announcement.made': {
			const { text, until } = fact.payload;
			return {
				...state,
				announcement: { text, until: new Date(until).toISOString(), at: fact.observedAt }
			};
		}
		default:
			return state;
	}
}
