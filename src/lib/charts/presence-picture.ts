import type { ChartConfiguration, Plugin } from 'chart.js';
import { axisFor } from './axis.ts';
import type { ChartColours } from './chart-colours.ts';
import { chartFont } from './line-picture.ts';

/** Where the people of one agency are, against the cap on the office. Heads, or percent of the head count. */
export type PresenceRow = {
	label: string;
	wfo: number;
	wfh: number;
	other: number;
	notReported: number;
	/** Most that may be in the office; null where no rule says. */
	cap: number | null;
};

export type PresenceSpec = {
	rows: readonly PresenceRow[];
	names: {
		wfo: string;
		over: string;
		wfh: string;
		other: string;
		notReported: string;
		cap: (people: number) => string;
	};
	/** The axis ends here; null rounds up to the longest row. */
	max: number | null;
	label: (value: number) => string;
	wall: boolean;
	fontPx: number;
};

export type CapTickOptions = {
	caps: readonly (number | null)[];
	label: (cap: number) => string;
	colour: string;
	width: number;
	fontPx: number;
};

/** The white tick of every bar in this product, here at the cap. */
const capTicks: Plugin<'bar'> = {
	id: 'capTicks',
	afterDatasetsDraw(chart, _args, options) {
		const { caps, label, colour, width, fontPx } = options as CapTickOptions; // boundary: plugin options are untyped
		const bars = chart.getDatasetMeta(0).data;
		const { ctx, scales } = chart;
		ctx.save();
		ctx.fillStyle = colour;
		ctx.font = `600 ${fontPx}px ${chartFont}`;
		ctx.textAlign = 'center';
		bars.forEach((bar, index) => {
			const cap = caps[index];
			if (cap === null || cap === undefined || !scales.x) return;
			const { height } = bar.getProps(['height'], true) as unknown as { height: number }; // boundary: element of a bar
			const x = scales.x.getPixelForValue(cap);
			const top = bar.y - height / 2 - 5;
			ctx.fillRect(x - width / 2, top, width, height + 10);
			// among many rows the word would stand in the row above
			if (bars.length === 1) ctx.fillText(label(cap), x, top - 5);
		});
		ctx.restore();
	}
};

/** Diagonal lines on the surface, so that two segments differ in more than hue. */
function hatched(colour: string, surface: string, step: number): CanvasPattern | string {
	const tile = document.createElement('canvas');
	tile.width = tile.height = step;
	const ctx = tile.getContext('2d');
	if (!ctx) return colour;
	ctx.fillStyle = surface;
	ctx.fillRect(0, 0, step, step);
	ctx.strokeStyle = colour;
	ctx.lineWidth = step / 4;
	ctx.beginPath();
	for (const shift of [-step, 0, step]) {
		ctx.moveTo(shift, step);
		ctx.lineTo(shift + step, 0);
	}
	ctx.stroke();
	return ctx.createPattern(tile, 'repeat') ?? colour;
}

/** Bars whose values are given as Chart.js keeps them, so that it parses nothing. */
export type BarConfiguration = ChartConfiguration<'bar', { x: number; y: number }[]>;

export function presencePicture(spec: PresenceSpec, colours: ChartColours): BarConfiguration {
	const font = { family: chartFont, size: spec.fontPx, weight: 500 };
	const longest = Math.max(
		...spec.rows.map((row) =>
			Math.max(row.wfo + row.wfh + row.other + row.notReported, row.cap ?? 0)
		)
	);
	const axis = axisFor(spec.max ?? longest);
	const segment = (
		label: string,
		values: (row: PresenceRow) => number,
		fill: CanvasPattern | string,
		border: string
	) => ({
		label,
		data: spec.rows.map((row, y) => ({ x: values(row), y })),
		backgroundColor: fill,
		borderColor: border,
		borderWidth: 1,
		stack: 'people',
		barThickness: spec.wall ? ('flex' as const) : Math.min(36, 320 / spec.rows.length),
		maxBarThickness: spec.wall ? spec.fontPx : 36
	});
	const { names } = spec;
	const within = (row: PresenceRow) => Math.min(row.wfo, row.cap ?? row.wfo);
	return {
		type: 'bar',
		data: {
			labels: spec.rows.map((row) => row.label),
			datasets: [
				segment(names.wfo, within, colours.tarum, colours.tarum),
				segment(
					names.over,
					(row) => row.wfo - within(row),
					hatched(colours.saga, colours.surface, 6),
					colours.saga
				),
				segment(
					names.wfh,
					(row) => row.wfh,
					hatched(colours.awan, colours.surface, 10),
					colours.awan
				),
				segment(names.other, (row) => row.other, colours.surface, colours.awan),
				segment(names.notReported, (row) => row.notReported, 'transparent', colours.line)
			]
		},
		options: {
			animation: false,
			parsing: false,
			normalized: true,
			responsive: true,
			maintainAspectRatio: false,
			indexAxis: 'y',
			layout: { padding: { top: spec.rows.length === 1 ? spec.fontPx * 1.4 : 0 } },
			...(spec.wall ? { events: [] } : {}),
			interaction: { mode: 'nearest', axis: 'y', intersect: false },
			scales: {
				x: {
					stacked: true,
					min: 0,
					max: spec.max ?? axis.max,
					border: { display: false },
					grid: { color: colours.line },
					ticks: {
						stepSize: axis.step,
						color: colours.muted,
						font,
						callback: (value) => spec.label(Number(value))
					}
				},
				y: {
					stacked: true,
					border: { color: colours.line },
					grid: { display: false },
					ticks: { color: colours.text, font, display: spec.rows.length > 1 }
				}
			},
			plugins: {
				tooltip: {
					enabled: !spec.wall,
					animation: false,
					callbacks: {
						label: (item) => `${item.dataset.label}: ${spec.label(item.parsed.x ?? 0)}`
					}
				},
				capTicks: {
					caps: spec.rows.map((row) => row.cap),
					label: names.cap,
					colour: colours.text,
					width: spec.wall ? 4 : 3,
					fontPx: spec.fontPx
				}
			}
		},
		plugins: [capTicks]
	};
}
