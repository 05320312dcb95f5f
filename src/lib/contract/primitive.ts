import * as v from 'valibot';

/** Agency code as in the city's own list: `DISNAKER`, `KEC-UTARA`, `SMPN-1`. */
export const agencyCodeSchema = v.pipe(
	v.string(),
	v.regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, 'agencyCode')
);

/** An instant: ISO 8601 with zone designator, at most millisecond precision. Always UTC inside. */
export const instantSchema = v.pipe(
	v.string(),
	v.isoTimestamp('instant'),
	v.check(isRealDay, 'instant')
);

/** JavaScript turns 31 February into 3 March; a machine that sends it has a broken clock. */
function isRealDay(text: string): boolean {
	const day = text.slice(0, 10);
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Local calendar date of the city, `YYYY-MM-DD`. */
export const localDateSchema = v.pipe(v.string(), v.isoDate('localDate'));

/** Local clock time of the city, `HH:MM`. */
export const clockTimeSchema = v.pipe(
	v.string(),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clockTime')
);

/** How many people or things; a safe whole number from 0. */
export const countSchema = v.pipe(
	v.number(),
	v.integer('integer'),
	v.minValue(0, 'negative'),
	v.maxValue(100_000, 'tooLarge')
);

/** The prefix letter(s) of a service within its agency, as printed on tickets: `A`, `P`. */
export const servicePrefixSchema = v.pipe(v.string(), v.regex(/^[A-Z]{1,2}$/, 'servicePrefix'));

/** Client-made UUIDv7: sortable by the time it was made, and the key of idempotency. */
export const factIdSchema = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'uuidv7')
);

/** SHA-256 in lower-case hex; names a stored photo. */
export const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256'));

/** Text typed by people; trimmed, bounded, never interpreted as markup. */
export const shortTextSchema = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1, 'empty'),
	v.maxLength(200, 'tooLong')
);
export const longTextSchema = v.pipe(v.string(), v.trim(), v.maxLength(2000, 'tooLong'));
