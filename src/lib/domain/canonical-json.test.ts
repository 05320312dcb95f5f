import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('[P13] writes equal values as equal text, whatever the order of their keys', () => {
	expect(canonicalJson({ b: 1, a: [{ d: null, c: 'x' }] })).toBe(
		'{"a":[{"c":"x","d":null}],"b":1}'
	);
});

it('[P13] leaves out what is undefined, so that a value is written as its copy over the wire', () => {
	expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
});

it('[P13] loses nothing', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const sent = JSON.parse(JSON.stringify(value)) as unknown;
			expect(JSON.parse(canonicalJson(sent))).toEqual(sent);
		})
	);
});

it('[P13] does not depend on the order in which members were added', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
			const reversed = Object.fromEntries(Object.entries(value).reverse());
			expect(canonicalJson(reversed)).toBe(canonicalJson(value));
		})
	);
});
