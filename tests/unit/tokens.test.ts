import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/app.css', 'utf8');

function tokensOf(selector: string): Record<string, string> {
	const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
	const found = [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)];
	return Object.fromEntries(found.map(([, name, value]) => [name, value]));
}

/** WCAG 2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
	const channel = (at: number) => {
		const c = parseInt(hex.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
	return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const light = tokensOf(':root');
const themes = { light, dark: { ...light, ...tokensOf("[data-theme='dark']") } };

/** [text token, background token, least ratio]: 4.5 for text, 3 for control borders, 7 for what the wall prints. */
const pairs: [string, string, number][] = [
	...['text', 'muted', 'faint', 'tarum', 'daun', 'kunyit', 'saga', 'awan'].flatMap(
		(token): [string, string, number][] => [
			[token, 'bg', 4.5],
			[token, 'surface', 4.5]
		]
	),
	['control-border', 'surface', 3],
	['on-fill', 'tarum-fill', 4.5],
	['on-fill', 'saga-fill', 4.5],
	['ink', 'kunyit-fill', 7],
	['text', 'row-alert', 7],
	['text', 'row-warn', 7],
	['text', 'bg', 7]
];

describe.each(Object.entries(themes))('the %s theme', (_, tokens) => {
	it.each(pairs)('%s on %s has a contrast of at least %d', (front, back, least) => {
		const [a, b] = [tokens[front], tokens[back]];
		if (!a || !b) throw new Error(`token missing: ${front} or ${back}`);
		expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
	});
});

describe('[F7] what the wall prints', () => {
	it.each(['text', 'muted'])('%s reaches AAA on the dark page', (token) => {
		expect(contrast(themes.dark[token] ?? '', themes.dark['bg'] ?? '')).toBeGreaterThanOrEqual(7);
	});
});
