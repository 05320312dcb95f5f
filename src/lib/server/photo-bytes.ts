import { createHash } from 'node:crypto';

export type PhotoFormat = 'jpeg' | 'png' | 'webp';

const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0) =>
	magic.every((byte, i) => bytes[at + i] === byte);

/** What the first bytes say it is, whatever the sender called it; null for anything but the three. */
export function formatOf(bytes: Uint8Array): PhotoFormat | null {
	if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
	if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
	const riff = startsWith(bytes, [0x52, 0x49, 0x46, 0x46]);
	return riff && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8) ? 'webp' : null;
}

/** SHA-256 in lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The body of a request, keeping no more than `limit` bytes whatever its Content-Length promised; `cut`
 * when the sender hung up half-way. What is too large is read to its end and dropped: an unread rest would
 * block the connection for the sender's next request.
 */
export async function readPhotoBody(
	{ body, headers }: Pick<Request, 'body' | 'headers'>,
	limit: number
): Promise<Buffer | 'tooLarge' | 'cut'> {
	let tooLarge = Number(headers.get('content-length') ?? 0) > limit;
	let chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of body ?? []) {
			length += chunk.byteLength;
			tooLarge ||= length > limit;
			if (tooLarge) chunks = [];
			else chunks.push(chunk);
		}
	} catch {
		// adapter-node ends a body at its own limit
		return tooLarge ? 'tooLarge' : 'cut';
	}
	return tooLarge ? 'tooLarge' : Buffer.concat(chunks, length);
}
