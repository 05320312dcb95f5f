/** A value axis from 0: where it ends and how far apart its ticks stand. */
export type ValueAxis = { max: number; step: number };

/**
 * The smallest round axis that holds `largest` with four to six ticks of whole numbers. Rounded coarsely
 * on purpose: an axis that moves with every value would make two glances a minute apart incomparable.
 */
export function axisFor(largest: number): ValueAxis {
	const wanted = Math.max(largest, 4) / 5;
	const power = 10 ** Math.floor(Math.log10(wanted));
	const step = Math.max(
		1,
		([1, 2, 5, 10].find((multiple) => multiple * power >= wanted) ?? 10) * power
	);
	return { max: Math.ceil(Math.max(largest, 4) / step) * step, step };
}

/**
 * Whole hours between two labels of the time axis, in minutes, so that labels never run together.
 * @param widthPx of the whole chart; about three quarters of it are the axis
 */
export function hourStep(
	{ min, max }: { min: number; max: number },
	widthPx: number,
	fontPx: number
): number {
	// five characters and the gap to the next
	const fits = Math.max(2, Math.floor((0.75 * widthPx) / (4 * fontPx)));
	return [60, 120, 180, 240, 360].find((step) => (max - min) / step <= fits) ?? 720;
}

/** Minutes since local midnight of a clock time `HH:MM`. */
export function minuteOf(clock: string): number {
	return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Clock time `HH:MM` of a minute since local midnight; 1440 is 24:00. */
export function clockAt(minute: number): string {
	const two = (n: number) => String(n).padStart(2, '0');
	return `${two(Math.floor(minute / 60))}:${two(Math.floor(minute % 60))}`;
}

/** The part of the day a chart shows: service hours widened to whole hours and to all that happened. */
export type DayWindow = { from: number; to: number };

/**
 * @param hours service hours of today as clock times, null on a day without
 * @param busy minutes at which something happened
 */
export function windowOf(
	hours: readonly [string, string] | null,
	busy: readonly number[]
): DayWindow {
	const [open, close] = hours ? [minuteOf(hours[0]), minuteOf(hours[1])] : [8 * 60, 15 * 60];
	const from = Math.min(open, ...busy);
	// something at 11.00 needs room after 11.00; a closing at 11.00 does not
	const to = Math.max(close, ...busy.map((minute) => minute + 1));
	return { from: Math.floor(from / 60) * 60, to: Math.min(1440, Math.ceil(to / 60) * 60) };
}

/**
 * Running total of half-hour counts, as points at the end of each half hour up to `until` (minutes).
 * @param before what was there before the first half hour
 */
export function runningTotal(
	before: number,
	perHalfHour: readonly number[],
	from: number,
	until: number
): { x: number; y: number }[] {
	let total = before;
	const points = [{ x: from, y: total }];
	perHalfHour.forEach((count, index) => {
		const end = (index + 1) * 30;
		if (end <= from) {
			total += count;
			points[0] = { x: from, y: total };
		} else if (index * 30 < until) {
			total += count;
			points.push({ x: Math.min(end, until), y: total });
		}
	});
	return points;
}
