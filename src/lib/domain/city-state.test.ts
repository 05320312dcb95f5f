import { expect, it } from 'vitest';
import { factTypes } from '#lib/contract/facts.ts';
import { emptyCityState, foldCity } from './city-state.ts';
import { at, recorded } from './test-samples.ts';

it('[A6] keeps the newest zone, with the moment it holds from in UTC', () => {
	const change = (colour: 'orange' | 'red') =>
		recorded('zone.changed', {
			agency: null,
			payload: { colour, from: '2021-01-13T00:00:00+08:00' }
		});
	const state = [change('orange'), change('red')].reduce(foldCity, emptyCityState);
	expect(state.zone).toEqual({
		colour: 'red',
		ppkmLevel: null,
		from: '2021-01-12T16:00:00.000Z'
	});
});

it('keeps the newest announcement and until when it stands', () => {
	const said = recorded('announcement.made', { agency: null, at: at('09:30') });
	expect(foldCity(emptyCityState, said).announcement).toEqual({
		text: 'Rapat Satgas pukul 13.00 di posko',
		until: '2021-01-12T05:30:00.000Z',
		at: at('09:30')
	});
});

it('is changed by nothing else', () => {
	for (const type of factTypes) {
		if (type === 'zone.changed' || type === 'announcement.made') continue;
		expect(foldCity(emptyCityState, recorded(type))).toBe(emptyCityState);
	}
});
