import { m } from '#lib/i18n/paraglide/messages.js';
import type { PhotoFault } from '#lib/server/photos.ts';

type Word = (inputs: { mb: string }, options: { locale: 'id' | 'en' }) => string;
const faults: Record<PhotoFault, { status: number; word: Word }> = {
	signedOut: { status: 401, word: m.field_photo_signed_out },
	notPermitted: { status: 403, word: m.field_photo_not_permitted },
	unknownAgency: { status: 422, word: m.field_photo_unknown_agency },
	badAddress: { status: 422, word: m.field_photo_bad_address },
	tooLarge: { status: 413, word: m.field_photo_too_large },
	hashMismatch: { status: 422, word: m.field_photo_hash_mismatch },
	notAPhoto: { status: 415, word: m.field_photo_not_a_photo },
	tooManyPixels: { status: 422, word: m.field_photo_too_many_pixels },
	damaged: { status: 422, word: m.field_photo_damaged },
	busy: { status: 503, word: m.field_photo_busy }
};

/** `{ because, sentence: { id, en } }` with the status that fits; never anything of the upload. */
export function photoRefusal(fault: PhotoFault, limitBytes: number): Response {
	const { status, word } = faults[fault];
	const inputs = { mb: String(Math.floor(limitBytes / 1024 / 1024)) };
	const sentence = { id: word(inputs, { locale: 'id' }), en: word(inputs, { locale: 'en' }) };
	const headers: HeadersInit = { 'cache-control': 'no-store' };
	if (fault === 'busy') headers['retry-after'] = '5';
	return Response.json({ because: fault, sentence }, { status, headers });
}
