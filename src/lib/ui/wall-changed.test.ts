import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { underlineChange } from './wall-changed.ts';

/** As much of an element as the attachment touches. */
const element = () => ({ dataset: {} }) as unknown as HTMLElement; // boundary: no DOM in unit tests

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a value that has just appeared is not underlined', () => {
	const cell = element();
	underlineChange('34')(cell);
	expect(cell.dataset.changed).toBeUndefined();
});

it('a changed value is underlined for two seconds, however often its row is worked out meanwhile', () => {
	const cell = element();
	underlineChange('34')(cell);
	underlineChange('35')(cell);
	expect(cell.dataset.changed).toBe('');
	vi.advanceTimersByTime(1500);
	underlineChange('35')(cell);
	vi.advanceTimersByTime(499);
	expect(cell.dataset.changed).toBe('');
	vi.advanceTimersByTime(1);
	expect(cell.dataset.changed).toBeUndefined();
});

it('a second change starts the two seconds again', () => {
	const cell = element();
	underlineChange('34')(cell);
	underlineChange('35')(cell);
	vi.advanceTimersByTime(1500);
	underlineChange('36')(cell);
	vi.advanceTimersByTime(1500);
	expect(cell.dataset.changed).toBe('');
});
