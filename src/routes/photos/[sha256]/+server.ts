import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { sha256Schema } from '#lib/contract/primitive.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findPhoto, readPhoto } from '#lib/server/photos.ts';
import { app } from '#lib/server/process.ts';
import { mayReadPhoto } from '../photo-rights.server.ts';
import type { RequestHandler } from './$types';

/**
 * The stored picture, to those who may see it. To everybody else it does not exist, so that an address
 * tells nothing. Whatever the bytes were, a browser can do nothing with them but draw them.
 */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { database, config } = app();
	const store = { dataDir: config.dataDir, db: database.db };
	const photo = v.is(sha256Schema, params.sha256) ? await findPhoto(store, params.sha256) : null;
	if (!photo || !mayReadPhoto(locals.viewer, photo.agency)) error(404, m.field_photo_not_found());
	const bytes = await readPhoto(store, photo);
	if (!bytes) error(404, m.field_photo_not_found());
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'image/webp',
			'content-length': String(bytes.length),
			'content-disposition': `inline; filename="${photo.sha256.slice(0, 12)}.webp"`,
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
			'cross-origin-resource-policy': 'same-origin',
			// in this person's browser only, and not for longer than a working day
			'cache-control': 'private, max-age=28800',
			etag: `"${photo.storedSha256}"`
		}
	});
};
