import type { ChartType } from 'chart.js';
import type { DayMarkOptions } from './day-marks.ts';
import type { CapTickOptions } from './presence-picture.ts';

/** Tells Chart.js's types of the options of our own plugins. */
declare module 'chart.js' {
	// eslint-disable-next-line @typescript-eslint/no-unused-vars -- must repeat Chart.js's own parameter
	interface PluginOptionsByType<TType extends ChartType> {
		dayMarks?: DayMarkOptions;
		directLabels?: { fontPx: number; family: string };
		capTicks?: CapTickOptions;
	}
}
