import type { ChartConfiguration } from 'chart.js';
import { hourStep, type ValueAxis } from './axis.ts';
import type { ChartColours } from './chart-colours.ts';
import { dayMarks, type Band } from './day-marks.ts';
import { directLabels, labelRoom } from './direct-labels.ts';

/** x in minutes since local midnight, y in whatever the value axis counts. */
export type Point = { x: number; y: number };

export type LineSeries = {
	label: string;
	points: readonly Point[];
	/** Three hues at most in one chart; tell lines apart by dash as well. */
	tone: 'tarum' | 'awan' | 'text' | 'saga';
	dashed?: boolean;
	filled?: boolean;
	stepped?: boolean;
	/** Only markers, no line: the places where a limit was broken. */
	crosses?: boolean;
};

/** A line chart over one local day, in plain data. */
export type LineSpec = {
	/** Minutes since local midnight. `label` gets such a minute and answers the city's clock. */
	x: { min: number; max: number; label: (minute: number) => string };
	y: ValueAxis & { label: (value: number) => string };
	series: readonly LineSeries[];
	/** Shaded stretches, such as service hours. */
	bands: readonly Band[];
	/** Vertical lines, such as now. */
	marks: readonly number[];
	/** On the wall: no pointer, no tooltip, type for far eyes. */
	wall: boolean;
	fontPx: number;
};

export const chartFont = "'Plus Jakarta Sans Variable', system-ui, sans-serif";

export function linePicture(spec: LineSpec, colours: ChartColours): ChartConfiguration<'line'> {
	const font = { family: chartFont, size: spec.fontPx, weight: 500 };
	const width = spec.wall ? 4 : 2.5;
	return {
		type: 'line',
		data: {
			datasets: spec.series.map((series) => ({
				label: series.label,
				data: series.points.map(({ x, y }) => ({ x, y })),
				borderColor: colours[series.tone],
				backgroundColor: series.filled
					? `color-mix(in srgb, ${colours[series.tone]} 18%, transparent)`
					: colours[series.tone],
				borderWidth: width,
				borderDash: series.dashed ? [width * 3, width * 2] : [],
				fill: series.filled ? 'origin' : false,
				stepped: series.stepped ?? false,
				showLine: !series.crosses,
				pointStyle: series.crosses ? 'crossRot' : 'circle',
				pointRadius: series.crosses ? width * 2 : 0,
				pointHoverRadius: 5,
				pointBorderWidth: width
			}))
		},
		options: {
			animation: false,
			parsing: false,
			normalized: true,
			responsive: true,
			maintainAspectRatio: false,
			...(spec.wall ? { events: [] } : {}),
			interaction: { mode: 'index', intersect: false },
			layout: {
				padding: {
					right: labelRoom(
						spec.series.map(({ label }) => label),
						spec.fontPx
					),
					top: 4
				}
			},
			scales: {
				x: {
					type: 'linear',
					min: spec.x.min,
					max: spec.x.max,
					border: { color: colours.line },
					grid: { display: false },
					afterBuildTicks: (axis) => {
						const step = hourStep(spec.x, axis.chart.width, font.size);
						const first = Math.ceil(spec.x.min / step) * step;
						const count = Math.floor((spec.x.max - first) / step) + 1;
						axis.ticks = Array.from({ length: count }, (_, i) => ({ value: first + i * step }));
					},
					ticks: {
						autoSkip: false,
						maxRotation: 0,
						color: colours.muted,
						font,
						callback: (value) => spec.x.label(Number(value))
					}
				},
				y: {
					type: 'linear',
					min: 0,
					max: spec.y.max,
					border: { display: false },
					grid: { color: colours.line },
					ticks: {
						stepSize: spec.y.step,
						color: colours.muted,
						font,
						callback: (value) => spec.y.label(Number(value))
					}
				}
			},
			plugins: {
				dayMarks: {
					bands: spec.bands,
					marks: spec.marks,
					fill: `color-mix(in srgb, ${colours.awan} 12%, transparent)`,
					colour: colours.muted,
					fontPx: spec.fontPx,
					family: chartFont
				},
				tooltip: {
					enabled: !spec.wall,
					animation: false,
					callbacks: {
						title: ([item]) => (item ? spec.x.label(item.parsed.x ?? 0) : ''),
						label: (item) => `${item.dataset.label}: ${spec.y.label(item.parsed.y ?? 0)}`
					}
				},
				directLabels: { fontPx: spec.fontPx, family: chartFont }
			}
		},
		plugins: [dayMarks, directLabels]
	};
}
