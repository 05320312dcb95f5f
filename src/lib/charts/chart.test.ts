import type { ChartConfiguration } from 'chart.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartColours, Theme } from './chart-colours.ts';
import { drawEvery, LiveChart, type Drawing, type Picture } from './chart.ts';
import { linePicture } from './line-picture.ts';

const colours = { text: '#000', awan: '#111', tarum: '#222' } as ChartColours;

function rig() {
	const created: ChartConfiguration[] = [];
	const updates: string[] = [];
	let destroyed = 0;
	let themeChanged = () => {};
	let palette = colours;
	const theme: Theme = {
		colours: () => palette,
		watch: (changed) => {
			themeChanged = changed;
			return () => {};
		}
	};
	const canvas = { dataset: {} } as HTMLCanvasElement;
	const chart = new LiveChart(
		canvas,
		(_canvas, config) => {
			created.push(config);
			return {
				id: created.length,
				data: config.data,
				options: config.options ?? {},
				update: (mode) => void updates.push(String(mode)),
				destroy: () => void (destroyed += 1)
			} as Drawing;
		},
		theme
	);
	return {
		chart,
		created,
		updates,
		destroyed: () => destroyed,
		changeTheme: (next: ChartColours) => {
			palette = next;
			themeChanged();
		}
	};
}

const line =
	(values: number[]): Picture =>
	(shades) =>
		linePicture(
			{
				x: { min: 480, max: 660, label: String },
				y: { max: 20, step: 5, label: String },
				series: [
					{ label: 'a', points: values.map((y, x) => ({ x: 480 + x * 30, y })), tone: 'tarum' }
				],
				bands: [],
				marks: [],
				wall: false,
				fontPx: 12
			},
			shades
		);

describe('LiveChart [F10]', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('makes one chart and puts a thousand changes into it', () => {
		const { chart, created, updates } = rig();
		for (let value = 0; value < 1000; value++) {
			chart.show(line([1, value]));
			vi.advanceTimersByTime(drawEvery);
		}
		expect(created).toHaveLength(1);
		expect(updates).toHaveLength(999);
		expect(new Set(updates)).toEqual(new Set(['none']));
		expect(created[0]?.data.datasets[0]?.data).toEqual([
			{ x: 480, y: 1 },
			{ x: 510, y: 999 }
		]);
	});

	it('draws at most once a second and ends with the newest values', () => {
		const { chart, created, updates } = rig();
		for (let value = 0; value < 50; value++) {
			chart.show(line([value]));
			vi.advanceTimersByTime(20);
		}
		vi.advanceTimersByTime(drawEvery);
		expect(updates).toHaveLength(1);
		expect(created[0]?.data.datasets[0]?.data).toEqual([{ x: 480, y: 49 }]);
	});

	it('does not draw what has not changed', () => {
		const { chart, updates } = rig();
		for (let second = 0; second < 10; second++) {
			chart.show(line([4, 5]));
			vi.advanceTimersByTime(drawEvery);
		}
		expect(updates).toHaveLength(0);
	});

	it('keeps the dataset objects, so that Chart.js keeps its own memory of them', () => {
		const { chart, created } = rig();
		chart.show(line([1]));
		const first = created[0]?.data.datasets[0];
		vi.advanceTimersByTime(drawEvery);
		chart.show(line([2]));
		expect(created[0]?.data.datasets[0]).toBe(first);
		expect(first?.data).toEqual([{ x: 480, y: 2 }]);
	});

	it('takes a new theme into the same chart', () => {
		const { chart, created, changeTheme } = rig();
		chart.show(line([1]));
		vi.advanceTimersByTime(drawEvery);
		changeTheme({ ...colours, tarum: '#abcdef' });
		expect(created).toHaveLength(1);
		expect(created[0]?.data.datasets[0]?.borderColor).toBe('#abcdef');
	});

	it('destroys the chart with its canvas and draws no more', () => {
		const { chart, updates, destroyed } = rig();
		chart.show(line([1]));
		chart.show(line([2]));
		chart.destroy();
		vi.advanceTimersByTime(drawEvery * 3);
		expect(destroyed()).toBe(1);
		expect(updates).toHaveLength(0);
	});
});
