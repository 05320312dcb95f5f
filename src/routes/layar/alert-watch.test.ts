import { expect, it } from 'vitest';
import { AlertWatch } from './alert-watch.svelte.ts';

const queue = { key: 'DISNAKER/queue', name: 'Disnaker' };
const room = { key: 'DPK/room', name: 'Perpustakaan' };
const cap = { key: 'SETWAN/wfoOver', name: 'Setwan' };

it('[F6] what stands there when the page opens neither blinks nor is spoken', () => {
	const watch = new AlertWatch();
	watch.see([queue], 0);
	expect(watch.isFresh(queue.key, 0)).toBe(false);
	expect(watch.spoken).toBe('');
	expect(watch.mayReload(0)).toBe(true);
});

it('[F6] a new alert blinks for ten seconds and holds a reload back for sixty', () => {
	const watch = new AlertWatch();
	watch.see([], 0);
	watch.see([queue], 5);
	expect(watch.isFresh(queue.key, 14)).toBe(true);
	expect(watch.isFresh(queue.key, 15)).toBe(false);
	expect(watch.mayReload(64)).toBe(false);
	expect(watch.mayReload(65)).toBe(true);
});

it('[F6] an alert that went and came back is new again', () => {
	const watch = new AlertWatch();
	watch.see([queue], 0);
	watch.see([], 10);
	watch.see([queue], 20);
	expect(watch.isFresh(queue.key, 21)).toBe(true);
});

it('new alerts are spoken at most once in ten seconds, none left out', () => {
	const watch = new AlertWatch();
	watch.see([], 0);
	watch.see([queue], 1);
	expect(watch.spoken).toBe('Disnaker');
	watch.see([queue, room], 4);
	watch.see([queue, room, cap], 8);
	expect(watch.spoken).toBe('Disnaker');
	watch.see([queue, room, cap], 11);
	expect(watch.spoken).toBe('Perpustakaan, Setwan');
});
