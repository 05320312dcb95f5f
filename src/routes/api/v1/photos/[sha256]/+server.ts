import * as v from 'valibot';
import { sha256Schema } from '#lib/contract/primitive.ts';
import { readPhotoBody } from '#lib/server/photo-bytes.ts';
import { PhotoTurnstile } from '#lib/server/photo-turnstile.ts';
import { alreadyKept, keepPhoto, type KeptPhoto, type PhotoFault } from '#lib/server/photos.ts';
import { app } from '#lib/server/process.ts';
import { mayKeepPhoto } from '../../../../photos/photo-rights.server.ts';
import type { RequestHandler } from './$types';
import { photoRefusal } from './photo-answer.server.ts';

/** Bodies held in memory at once, and requests that wait with theirs unread. */
const uploads = new PhotoTurnstile({ seats: 16, queue: 64 });

const kept = ({ sha256, bytes, width, height }: KeptPhoto, status: 200 | 201) =>
	Response.json(
		{ sha256, bytes, width, height },
		{ status, headers: { 'cache-control': 'no-store' } }
	);

/**
 * `PUT /api/v1/photos/<sha256 of the body>?agency=CODE`: keeps one photo of a visit. 201 the first
 * time, 200 for every repeat; otherwise `{ because, sentence }` (photo-answer.server.ts).
 */
export const PUT: RequestHandler = async ({ params, url, request, locals }) => {
	const { viewer } = locals;
	const { registry, database, config, clock } = app();
	const limit = config.bodyLimit.photo;
	/** Refused before the body was looked at: it is read and dropped (photo-bytes.ts). */
	const refused = async (fault: PhotoFault) => {
		await readPhotoBody(request, 0);
		return photoRefusal(fault, limit);
	};
	if (viewer.kind !== 'person') return refused('signedOut');
	const agency = url.searchParams.get('agency') ?? '';
	if (!mayKeepPhoto(viewer, agency)) return refused('notPermitted');
	if (!registry.profile(agency)) return refused('unknownAgency');
	if (!v.is(sha256Schema, params.sha256)) return refused('badAddress');

	const store = { dataDir: config.dataDir, db: database.db };
	const known = await alreadyKept(store, params.sha256);
	if (known) {
		await readPhotoBody(request, 0);
		return kept(known, 200);
	}

	const answer = await uploads.pass(async () => {
		const bytes = await readPhotoBody(request, limit);
		if (bytes === 'tooLarge') return photoRefusal('tooLarge', limit);
		if (bytes === 'cut') return photoRefusal('damaged', limit);
		const receipt = await keepPhoto(store, {
			sha256: params.sha256,
			agency,
			bytes,
			uploadedBy: viewer.id,
			uploadedAt: clock.now()
		});
		if (!receipt.ok) return photoRefusal(receipt.fault, limit);
		return kept(receipt.photo, receipt.repeated ? 200 : 201);
	});
	return answer === 'busy' ? refused('busy') : answer;
};
