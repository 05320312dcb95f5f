import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, 'messages');
const read = (area: string, locale: 'id' | 'en'): Record<string, unknown> =>
	JSON.parse(readFileSync(join(root, area, `${locale}.json`), 'utf8'));
const placeholders = (text: unknown) =>
	[...String(JSON.stringify(text)).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

/** Keys that start with `$` belong to the file format. */
const keysOf = (messages: Record<string, unknown>) =>
	Object.keys(messages).filter((key) => !key.startsWith('$'));

describe('[G3] every message exists in both languages', () => {
	const areas = readdirSync(root);

	it('finds the areas', () => expect(areas.length).toBeGreaterThan(3));

	it.each(areas)('%s has the same keys in Indonesian and English', (area) => {
		expect(keysOf(read(area, 'en')).toSorted()).toEqual(keysOf(read(area, 'id')).toSorted());
	});

	it.each(areas)('%s uses the same placeholders in both languages', (area) => {
		const [id, en] = [read(area, 'id'), read(area, 'en')];
		for (const key of keysOf(id))
			expect([key, placeholders(en[key])]).toEqual([key, placeholders(id[key])]);
	});

	it('[G3] keys carry the prefix of their area, so that no two areas collide', () => {
		for (const area of areas) {
			for (const key of keysOf(read(area, 'id')))
				expect(key.startsWith(`${area}_`), key).toBe(true);
		}
	});
});
