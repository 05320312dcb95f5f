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
 * The body of a request, or null as soon as it grows beyond `limit` bytes, whatever its Content-Length
 * promised. Rejects when the sender hangs up half-way.
 */
export async function readPhotoBody(
	body: ReadableStream<Uint8Array> | null,
	limit: number
): Promise<Buffer | null> {
	if (!body) return Buffer.alloc(0);
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of body) {
		length += chunk.byteLength;
		if (length > limit) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks, length);
}
