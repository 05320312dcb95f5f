import { expect, it } from 'vitest';
import type { Prepared } from '#lib/live/report.ts';
import { movedBy, UnsentShelf, type TextStorage } from './unsent.ts';

const move = (
	moved: Partial<{ entered: number; left: number; outsideJoined: number }>
): Prepared => ({
	id: '0176f3e8-2c40-7a10-8f00-000000000001',
	agency: 'DPK',
	origin: 'counter',
	observedAt: '2021-01-12T02:00:00.000Z',
	type: 'room.moved',
	payload: { entered: 0, left: 0, outsideJoined: 0, outsideLeft: 0, ...moved }
});

function storage(): TextStorage {
	const texts = new Map<string, string>();
	return {
		getItem: (key) => texts.get(key) ?? null,
		setItem: (key, text) => void texts.set(key, text),
		removeItem: (key) => void texts.delete(key)
	};
}

it('[C1] adds up what people at the door have tapped and no screen shows yet', () => {
	expect(movedBy([move({ entered: 1 }), move({ entered: 2 }), move({ left: 1 })])).toEqual({
		inside: 2,
		outside: 0
	});
	expect(movedBy([move({ outsideJoined: 3 })])).toEqual({ inside: 0, outside: 3 });
});

it('brings the very same facts back after a reload, so that sending again is a repeat', () => {
	const shelf = storage();
	const unsent = [{ fact: move({ entered: 1 }), code: null, because: 'network' as const }];
	new UnsentShelf(shelf, 'DPK').write(unsent);
	expect(new UnsentShelf(shelf, 'DPK').read()).toEqual(unsent);
	expect(new UnsentShelf(shelf, 'DISNAKER').read()).toEqual([]);
	new UnsentShelf(shelf, 'DPK').write([]);
	expect(new UnsentShelf(shelf, 'DPK').read()).toEqual([]);
});

it('starts empty on a text that is no list, and without any storage', () => {
	const shelf = storage();
	shelf.setItem('papan-siaga.loket.DPK.unsent', '{"broken":');
	expect(new UnsentShelf(shelf, 'DPK').read()).toEqual([]);
	expect(new UnsentShelf(null, 'DPK').read()).toEqual([]);
});
