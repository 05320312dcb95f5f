import { describe, expect, it } from 'vitest';
import { sourceNumber, type NumberStyle } from './source-number.ts';

const plain: NumberStyle = { thousands: '', decimal: '.' };
const indonesian: NumberStyle = { thousands: '.', decimal: ',' };

describe('[B11] numbers of ticket machines', () => {
	it.each([
		[4, 4],
		['4', 4],
		[' 12 ', 12],
		['0', 0],
		['-3', -3],
		['3.5', 3.5]
	])('reads %j as %d', (raw, number) => {
		expect(sourceNumber(raw, plain)).toBe(number);
	});

	it.each(['', '  ', 'abc', '4 orang', '1.234.567', '0x10', '1e3', 'Infinity', null, true, [], {}])(
		'takes %j for no number, never for zero',
		(raw) => {
			expect(sourceNumber(raw, plain)).toBeNull();
		}
	);

	it.each([
		['1.234', 1234],
		['12.345.678', 12_345_678],
		['1.234,5', 1234.5],
		['0,5', 0.5],
		['87', 87]
	])('reads the Indonesian %j as %d when told so', (raw, number) => {
		expect(sourceNumber(raw, indonesian)).toBe(number);
	});

	it('does not take a misplaced separator for thousands', () => {
		expect(sourceNumber('1.5', indonesian)).toBeNull();
		expect(sourceNumber('1234.567', indonesian)).toBeNull();
	});
});
