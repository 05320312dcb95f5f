/** The tokens a chart draws with, as the canvas's own place in the page resolves them (wall: dark). */
export type ChartColours = {
	text: string;
	muted: string;
	line: string;
	surface: string;
	tarum: string;
	awan: string;
	saga: string;
};

/** Where a chart gets its colours, and how it hears that they (or the type) changed. */
export type Theme = {
	colours: (element: Element) => ChartColours;
	/** Answers how to stop. */
	watch: (changed: () => void) => () => void;
};

const tokens = ['text', 'muted', 'line', 'surface', 'tarum', 'awan', 'saga'] as const;

/** The CSS tokens of app.css: `data-theme` on <html> decides, or the system where it says so. */
export const pageTheme: Theme = {
	colours(element) {
		const style = getComputedStyle(element);
		return Object.fromEntries(
			tokens.map((token) => [token, style.getPropertyValue(`--${token}`).trim()])
		) as ChartColours; // boundary: fromEntries forgets the keys it was given
	},
	watch(changed) {
		const observer = new MutationObserver(changed);
		observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
		// `data-theme="device"` follows the system
		const system = matchMedia('(prefers-color-scheme: dark)');
		system.addEventListener('change', changed);
		// text measured before the web font arrived would be cut
		void document.fonts.ready.then(changed);
		return () => {
			observer.disconnect();
			system.removeEventListener('change', changed);
		};
	}
};
