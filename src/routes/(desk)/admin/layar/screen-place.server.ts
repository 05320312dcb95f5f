import * as v from 'valibot';

const wholeNumber = (least: number, most: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,3}$/),
		v.transform(Number),
		v.minValue(least),
		v.maxValue(most)
	);

/** Where a screen hangs, as the approval form sends it. */
export const screenPlaceSchema = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
	diagonalInches: wholeNumber(10, 200),
	distanceMetres: wholeNumber(1, 50)
});
