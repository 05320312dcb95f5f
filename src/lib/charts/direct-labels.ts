import type { Chart, Plugin } from 'chart.js';

type DirectLabelOptions = { fontPx: number; family: string };

/**
 * Writes each line's name at its last point, so that no legend has to be looked up (and none is needed
 * by people who cannot tell the hues apart). Labels that would touch are moved apart.
 */
export const directLabels: Plugin<'line'> = {
	id: 'directLabels',
	afterDatasetsDraw(chart, _args, options) {
		const { fontPx, family } = options as DirectLabelOptions; // boundary: plugin options are untyped
		const labels = chart.data.datasets
			.flatMap((dataset, index) => {
				const point = lastPoint(chart, index);
				return point && dataset.label
					? [{ text: dataset.label, colour: String(dataset.borderColor), ...point }]
					: [];
			})
			.sort((a, b) => a.y - b.y);
		const { ctx, chartArea } = chart;
		const gap = fontPx * 1.25;
		let floor = chartArea.top;
		const tops = labels.map(({ y }) => (floor = Math.max(y, floor) + gap) - gap);
		// pushed below the axis: move the pile up by as much
		const excess = Math.max(0, (tops.at(-1) ?? 0) - chartArea.bottom);
		ctx.save();
		ctx.font = `600 ${fontPx}px ${family}`;
		ctx.textBaseline = 'middle';
		labels.forEach((label, index) => {
			ctx.fillStyle = label.colour;
			ctx.fillText(
				label.text,
				Math.min(label.x + 8, chartArea.right + 8),
				(tops[index] ?? label.y) - excess
			);
		});
		ctx.restore();
	}
};

function lastPoint(chart: Chart, index: number): { x: number; y: number } | null {
	if (!chart.isDatasetVisible(index)) return null;
	const element = chart
		.getDatasetMeta(index)
		.data.findLast((point) => Number.isFinite(point.y) && !Number.isNaN(point.y));
	return element ? { x: element.x, y: element.y } : null;
}

/** Pixels to keep free at the right for the longest of the labels. */
export function labelRoom(labels: readonly string[], fontPx: number): number {
	const longest = Math.max(0, ...labels.map((label) => label.length));
	return Math.ceil(longest * fontPx * 0.6) + 12;
}
