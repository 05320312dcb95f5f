import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisFor, clockAt, hourStep, minuteOf, runningTotal, windowOf } from './axis.ts';

describe('axisFor', () => {
	it('holds every value in at most six whole steps', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 100_000 }), (largest) => {
				const { max, step } = axisFor(largest);
				expect(max).toBeGreaterThanOrEqual(largest);
				expect(Number.isInteger(step)).toBe(true);
				expect(max / step).toBeLessThanOrEqual(6);
			})
		);
	});

	it('does not move for a small change', () => {
		expect(axisFor(63)).toEqual(axisFor(71));
	});
});

describe('windowOf', () => {
	it('widens service hours to whole hours and to what happened before them', () => {
		expect(windowOf(['08:00', '11:30'], [minuteOf('07:30')])).toEqual({ from: 420, to: 720 });
	});

	it('ends at closing, or an hour later when somebody was served then', () => {
		expect(windowOf(['08:00', '11:00'], [])).toEqual({ from: 480, to: 660 });
		expect(windowOf(['08:00', '11:00'], [660])).toEqual({ from: 480, to: 720 });
	});

	it('shows an office day when there are no service hours', () => {
		expect(windowOf(null, [])).toEqual({ from: 480, to: 900 });
	});
});

it('writes the clock of a minute and reads it back', () => {
	expect(clockAt(minuteOf('09:05'))).toBe('09:05');
	expect(clockAt(1440)).toBe('24:00');
});

describe('runningTotal', () => {
	const served = Array<number>(48).fill(0);
	served[16] = 4;
	served[17] = 6;

	it('adds up half hours and stops at now', () => {
		expect(runningTotal(0, served, 480, 525)).toEqual([
			{ x: 480, y: 0 },
			{ x: 510, y: 4 },
			{ x: 525, y: 10 }
		]);
	});

	it('stands on what a machine had served before its first reading', () => {
		expect(runningTotal(270, served, 480, 510).at(-1)).toEqual({ x: 510, y: 274 });
	});

	it('starts with what was served before the window', () => {
		expect(runningTotal(0, served, 540, 540)[0]).toEqual({ x: 540, y: 10 });
	});
});

describe('hourStep', () => {
	it('leaves room for every label, and labels at least the ends', () => {
		const chart = fc.record({
			hours: fc.integer({ min: 2, max: 24 }),
			width: fc.integer({ min: 300, max: 2000 }),
			font: fc.integer({ min: 11, max: 30 })
		});
		fc.assert(
			fc.property(chart, ({ hours, width, font }) => {
				const step = hourStep({ min: 0, max: hours * 60 }, width, font);
				expect(step % 60).toBe(0);
				// the labels together are no wider than the axis, unless only the ends are left
				const spaces = (hours * 60) / step;
				expect(spaces * 4 * font <= 0.75 * width || spaces <= 2).toBe(true);
			})
		);
	});
});
