import type { ChartType } from 'chart.js';
import type { CapTickOptions } from './presence-picture.ts';

/** Tells Chart.js's types of the options of our own two plugins. */
declare module 'chart.js' {
	// eslint-disable-next-line @typescript-eslint/no-unused-vars -- must repeat Chart.js's own parameter
	interface PluginOptionsByType<TType extends ChartType> {
		directLabels?: { fontPx: number; family: string };
		capTicks?: CapTickOptions;
	}
}
