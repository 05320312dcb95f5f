import { describe, expect, it } from 'vitest';
import { arcMinutesOf, defaultProfile, fontPxFor } from './viewing-distance.ts';

/** px at 16 and 22 arc-minutes: the table of the design, worked out by hand from ISO 9241-3. */
const table: [inches: number, metres: number, at16: number, at22: number][] = [
	[43, 2.5, 32, 43],
	[43, 4, 50, 69],
	[43, 8, 101, 139],
	[55, 2.5, 25, 34],
	[55, 4, 39, 54],
	[55, 6, 59, 81],
	[65, 3, 25, 34],
	[65, 5, 42, 57],
	[75, 4, 29, 40],
	[75, 8, 58, 79]
];

describe('type follows from the distance of the farthest viewer', () => {
	it.each(table)(
		'[F7] %i inches at %f m need %i px, better %i px',
		(inches, metres, at16, at22) => {
			const profile = { diagonalInches: inches, distanceMetres: metres };
			expect(Math.round(fontPxFor(16, profile))).toBe(at16);
			// the table was rounded after the 16' figure; one px of slack
			expect(Math.abs(fontPxFor(22, profile) - at22)).toBeLessThanOrEqual(1);
		}
	);

	it('[F7] the row text of 40 px just passes 16 arc-minutes on the default screen, 39 px does not', () => {
		expect(arcMinutesOf(40, defaultProfile)).toBeGreaterThanOrEqual(16);
		expect(arcMinutesOf(39, defaultProfile)).toBeLessThan(16);
	});

	it('[F7] going there and back loses nothing', () => {
		const profile = { diagonalInches: 65, distanceMetres: 5 };
		expect(arcMinutesOf(fontPxFor(16, profile), profile)).toBeCloseTo(16, 9);
	});
});
