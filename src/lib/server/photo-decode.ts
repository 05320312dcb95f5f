import sharp from 'sharp';
import { sha256Of, type PhotoFormat } from './photo-bytes.ts';

/** Far below sharp's own 268 Mpx: a 600 kB PNG of 196 Mpx cost it hundreds of megabytes. */
export const maxPhotoPixels = 24_000_000;
const longestEdge = 1600;

export type SafePhoto = {
	bytes: Buffer;
	storedSha256: string;
	width: number;
	height: number;
};

// nothing of one upload stays in memory for the next, and one decode keeps to one core
sharp.cache(false);
sharp.concurrency(1);

/**
 * Draws the picture anew: upright, at most 1600 px, WebP, first frame only, without any EXIF, GPS, ICC
 * profile or trailing bytes. What was sent is never kept (P29).
 */
export async function redraw(
	bytes: Buffer,
	format: PhotoFormat
): Promise<SafePhoto | 'tooManyPixels' | 'damaged'> {
	try {
		const image = sharp(bytes, {
			limitInputPixels: maxPhotoPixels,
			failOn: 'error',
			sequentialRead: true,
			pages: 1
		});
		const header = await image.metadata();
		if (header.format !== format) return 'damaged';
		const { data, info } = await image
			// the camera's orientation is metadata too: apply it before it is dropped
			.autoOrient()
			.resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 80 })
			.timeout({ seconds: 20 })
			.toBuffer({ resolveWithObject: true });
		return { bytes: data, storedSha256: sha256Of(data), width: info.width, height: info.height };
	} catch (error) {
		return error instanceof Error && /pixel limit/i.test(error.message)
			? 'tooManyPixels'
			: 'damaged';
	}
}
