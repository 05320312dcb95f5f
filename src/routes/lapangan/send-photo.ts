/** What became of an upload: kept by the server, refused with a sentence, or not heard. */
export type PhotoOutcome =
	| { status: 'kept' }
	| { status: 'refused'; sentence: { id: string; en: string } | null }
	| { status: 'unheard'; because: 'network' | 'signedOut' };

/** Sends one photo under its hash; sending it again changes nothing. Never throws. */
export async function sendPhoto(photo: {
	sha256: string;
	agency: string;
	blob: Blob;
}): Promise<PhotoOutcome> {
	let response: Response;
	try {
		response = await fetch(
			`/api/v1/photos/${photo.sha256}?agency=${encodeURIComponent(photo.agency)}`,
			{
				method: 'PUT',
				headers: { 'content-type': photo.blob.type },
				body: photo.blob,
				signal: AbortSignal.timeout(60_000)
			}
		);
	} catch {
		return { status: 'unheard', because: 'network' };
	}
	const body: unknown = await response.json().catch(() => null);
	if (typeof body !== 'object' || body === null) return { status: 'unheard', because: 'network' };
	// only an answer with this photo's own hash counts as heard: a captive portal's 200 does not (P5)
	if (response.ok)
		return 'sha256' in body && body.sha256 === photo.sha256
			? { status: 'kept' }
			: { status: 'unheard', because: 'network' };
	if (response.status === 401) return { status: 'unheard', because: 'signedOut' };
	if (response.status >= 500) return { status: 'unheard', because: 'network' };
	// boundary: the photo door's own answer; a guard before it says less
	const sentence = 'sentence' in body ? (body.sentence as { id: string; en: string }) : null;
	return { status: 'refused', sentence };
}
