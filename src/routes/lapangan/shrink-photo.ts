import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const longestEdge = 1600;
const quality = 0.8;

/**
 * A camera picture as it travels: JPEG, at most 1600 px, about 250 kB, upright, without the camera's
 * metadata (the canvas keeps none). Rejects when the file is no picture the browser can read.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
	const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
	try {
		const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.max(1, Math.round(picture.width * scale));
		canvas.height = Math.max(1, Math.round(picture.height * scale));
		const pen = canvas.getContext('2d');
		if (!pen) throw new Error('no canvas');
		pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
		return await new Promise((resolve, reject) =>
			canvas.toBlob(
				(blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
				'image/jpeg',
				quality
			)
		);
	} finally {
		picture.close();
	}
}

/** SHA-256 in lower-case hex. Browsers hide crypto.subtle where there is no https. */
export async function hashOf(blob: Blob): Promise<string> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	if (!globalThis.isSecureContext) return bytesToHex(sha256(bytes));
	return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
