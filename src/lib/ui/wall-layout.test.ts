import { describe, expect, it } from 'vitest';
import { arcMinutesOf, defaultProfile } from '#lib/domain/viewing-distance.ts';
import { rowType, wallLayout } from './wall-layout.ts';

const screens = [43, 55, 65, 75].flatMap((diagonalInches) =>
	[2.5, 3, 4, 5, 6, 8].map((distanceMetres) => ({ diagonalInches, distanceMetres }))
);

describe('the wall lays itself out for the distance of its viewers', () => {
	it.each(screens)(
		'[F7] values and names have 16 arc-minutes or more ($diagonalInches in, $distanceMetres m)',
		(profile) => {
			const { factor } = wallLayout(profile, '');
			expect(arcMinutesOf(rowType * factor, profile)).toBeGreaterThanOrEqual(16 - 1e-9);
		}
	);

	it('[F3] the default screen shows figures, eleven lines and actions together', () => {
		expect(wallLayout(defaultProfile, '')).toMatchObject({
			factor: 1,
			together: true,
			oneLine: true,
			rows: 11
		});
	});

	it('[F7] a far screen shows fewer lines, never smaller type', () => {
		const far = wallLayout({ diagonalInches: 43, distanceMetres: 5 }, '');
		expect(far.together).toBe(false);
		expect(far.rows).toBeLessThan(11);
		expect(far.factor).toBeGreaterThan(1.5);
	});

	it.each(screens)(
		'the parts never add up to more than the screen ($diagonalInches in, $distanceMetres m)',
		(profile) => {
			const layout = wallLayout(profile, 'Rapat koordinasi pukul 13.00 di ruang Posko Utama');
			const used =
				layout.header + layout.figures + layout.head + layout.announcement + layout.footer;
			const leading = layout.oneLine ? 1.55 : 1.55 * 1.75;
			expect(used + layout.rows * leading * rowType * layout.factor).toBeLessThanOrEqual(1080);
			expect(layout.rows).toBeGreaterThanOrEqual(1);
		}
	);

	it('an announcement takes its lines from the matrix', () => {
		const long = 'Rapat koordinasi satgas '.repeat(8);
		expect(wallLayout(defaultProfile, long).rows).toBeLessThan(11);
	});
});
