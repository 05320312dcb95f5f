import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { themeFor } from './theme.ts';

it('keeps walls dark and tablets light until somebody chooses', () => {
	expect(themeFor('/layar', 'light')).toBe('dark');
	expect(themeFor('/pasang', undefined)).toBe('dark');
	expect(themeFor('/layarlain', 'light')).toBe('light');
	expect(themeFor('/lapangan/DISNAKER', undefined)).toBe('light');
	expect(themeFor('/lapangan', 'dark')).toBe('dark');
	expect(themeFor('/opd', undefined)).toBe('device');
	expect(themeFor('/opd', '"><script>')).toBe('device');
});

it('has the same dark colours whether chosen or left to the device', () => {
	const css = readFileSync(path.resolve(import.meta.dirname, '../../app.css'), 'utf8');
	const tokens = (theme: string) => {
		const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*--bg[^}]*)\\}`).exec(css)?.[1];
		return block?.split('\n').map((line) => line.trim());
	};
	expect(tokens('dark')).toContain('--bg: #0d1219;');
	expect(tokens('device')).toEqual(tokens('dark'));
});
