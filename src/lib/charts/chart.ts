import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration
} from 'chart.js';
import { pageTheme, type ChartColours, type Theme } from './chart-colours.ts';
import type { BarConfiguration } from './presence-picture.ts';

// by part: the whole of Chart.js would be a third of the page
Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

/** A chart as its component describes it; called again for each drawing, with the theme's colours. */
export type Picture = (colours: ChartColours) => ChartConfiguration<'line'> | BarConfiguration;

/** Milliseconds between two drawings: nobody reads a line chart faster (performance: W11, S9). */
export const drawEvery = 1000;

/** What LiveChart needs of Chart.js; a test puts a recorder in its place. */
export type Drawing = Pick<Chart, 'data' | 'options' | 'update' | 'destroy'> & {
	readonly id: string | number;
};
export type CreateDrawing = (canvas: HTMLCanvasElement, config: ChartConfiguration) => Drawing;

/**
 * One canvas, one Chart.js instance for as long as the canvas lives. New data is put into it in place
 * and drawn without animation, at most once a second; unchanged data is not drawn at all.
 * Re-creating charts is what made wall pages elsewhere grow by gigabytes (F10).
 */
export class LiveChart {
	readonly #canvas: HTMLCanvasElement;
	readonly #create: CreateDrawing;
	readonly #theme: Theme;
	readonly #stopWatching: () => void;
	#drawing: Drawing | null = null;
	#picture: Picture | null = null;
	#colours: ChartColours | null = null;
	#drawnData = '';
	#drawnOptions = '';
	#lastDrawn = -Infinity;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(
		canvas: HTMLCanvasElement,
		create: CreateDrawing = (on, config) => new Chart(on, config),
		theme: Theme = pageTheme
	) {
		this.#canvas = canvas;
		this.#create = create;
		this.#theme = theme;
		this.#stopWatching = theme.watch(() => this.#redraw());
	}

	/** Draws now, or at the end of the current second if something was drawn in it. */
	show(picture: Picture): void {
		this.#picture = picture;
		if (this.#timer !== null) return;
		const wait = this.#lastDrawn + drawEvery - performance.now();
		if (wait <= 0) this.#draw();
		else
			this.#timer = setTimeout(() => {
				this.#timer = null;
				this.#draw();
			}, wait);
	}

	destroy(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		this.#picture = null;
		this.#stopWatching();
		this.#drawing?.destroy();
		this.#drawing = null;
	}

	#redraw(): void {
		this.#colours = null;
		this.#drawnOptions = '';
		if (this.#picture) this.show(this.#picture);
	}

	#draw(): void {
		if (!this.#picture) return;
		this.#colours ??= this.#theme.colours(this.#canvas);
		// Chart.js types a configuration by kind; the instance keeps the kind it was made with
		const config = this.#picture(this.#colours) as ChartConfiguration;
		const data = JSON.stringify(config.data);
		const options = JSON.stringify(config.options);
		if (data === this.#drawnData && options === this.#drawnOptions) return;

		this.#lastDrawn = performance.now();
		if (!this.#drawing) {
			this.#drawing = this.#create(this.#canvas, config);
			this.#canvas.dataset.chart = String(this.#drawing.id);
		} else {
			const kept = this.#drawing.data.datasets;
			config.data.datasets.forEach((next, index) => {
				const old = kept[index];
				if (old) Object.assign(old, next);
				else kept.push(next);
			});
			kept.length = config.data.datasets.length;
			this.#drawing.data.labels = config.data.labels;
			if (options !== this.#drawnOptions && config.options) this.#drawing.options = config.options;
			this.#drawing.update('none');
		}
		this.#drawnData = data;
		this.#drawnOptions = options;
	}
}
