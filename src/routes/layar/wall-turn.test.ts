import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WallTurn } from './wall-turn.svelte.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const started = (onFlip = () => undefined) => {
	const turn = new WallTurn(onFlip);
	turn.start();
	return turn;
};

it('[F3] pages turn every fifteen real seconds and begin again after the last', () => {
	const flip = vi.fn(() => undefined);
	const turn = started(flip);
	vi.advanceTimersByTime(14_000);
	expect(turn.pageOf(3)).toBe(0);
	vi.advanceTimersByTime(1000);
	expect(turn.pageOf(3)).toBe(1);
	vi.advanceTimersByTime(30_000);
	expect(turn.pageOf(3)).toBe(0);
	expect(flip).toHaveBeenCalledTimes(3);
});

it('a page turned to by hand stands for its full time; the first page is before the last', () => {
	const turn = started();
	vi.advanceTimersByTime(14_000);
	turn.turn(-1);
	expect(turn.pageOf(3)).toBe(2);
	vi.advanceTimersByTime(14_000);
	expect(turn.pageOf(3)).toBe(2);
});

it('a paused page stands', () => {
	const turn = started();
	turn.togglePause();
	vi.advanceTimersByTime(60_000);
	expect(turn.pageOf(3)).toBe(0);
	turn.togglePause();
	vi.advanceTimersByTime(15_000);
	expect(turn.pageOf(3)).toBe(1);
});

it('fewer pages than before still show one of them', () => {
	const turn = started();
	for (let n = 0; n < 5; n++) turn.turn(1);
	expect(turn.pageOf(6)).toBe(5);
	expect(turn.pageOf(2)).toBe(1);
	expect(turn.pageOf(0)).toBe(0);
});

it('[F7] the picture wanders by two pixels round its place and comes back', () => {
	const turn = started();
	const seen = new Set<string>();
	for (let step = 0; step < 8; step++) {
		seen.add(`${turn.shift.x},${turn.shift.y}`);
		vi.advanceTimersByTime(180_000);
	}
	expect(seen.size).toBe(8);
	expect(turn.shift).toEqual({ x: 0, y: 0 });
});
