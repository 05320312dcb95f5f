import type { Plugin } from 'chart.js';

/** A shaded stretch of the day, such as service hours, with a word at its top left. */
export type Band = { from: number; to: number; label: string };

export type DayMarkOptions = {
	bands: readonly Band[];
	/** Vertical lines, such as now. */
	marks: readonly number[];
	fill: string;
	colour: string;
	fontPx: number;
	family: string;
};

/**
 * Shades stretches and draws upright lines on the day's axis, beneath the data. Our own, because
 * chartjs-plugin-annotation weighs 13 kB compressed and would carry the agency page past its budget of
 * script (S15); these two shapes are all the product draws.
 */
export const dayMarks: Plugin<'line'> = {
	id: 'dayMarks',
	beforeDatasetsDraw(chart, _args, options) {
		const { bands, marks, fill, colour, fontPx, family } = options as DayMarkOptions; // boundary: plugin options are untyped
		const { ctx, chartArea, scales } = chart;
		const x = (minute: number) => scales.x?.getPixelForValue(minute) ?? 0;
		ctx.save();
		for (const { from, to } of bands) {
			ctx.fillStyle = fill;
			ctx.fillRect(x(from), chartArea.top, x(to) - x(from), chartArea.height);
		}
		ctx.fillStyle = colour;
		for (const minute of marks) ctx.fillRect(x(minute) - 0.5, chartArea.top, 1, chartArea.height);
		ctx.font = `500 ${fontPx}px ${family}`;
		ctx.textBaseline = 'top';
		for (const { from, label } of bands) ctx.fillText(label, x(from) + 6, chartArea.top + 4);
		ctx.restore();
	}
};
