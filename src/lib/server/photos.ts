import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { formatOf, sha256Of } from './photo-bytes.ts';
import { redraw } from './photo-decode.ts';
import { PhotoTurnstile } from './photo-turnstile.ts';
import * as schema from './schema.ts';

/** Why a photo was not kept; each has a sentence in both languages (photo-sentences.ts). */
export type PhotoFault =
	| 'signedOut'
	| 'notPermitted'
	| 'unknownAgency'
	| 'badAddress'
	| 'tooLarge'
	| 'hashMismatch'
	| 'notAPhoto'
	| 'tooManyPixels'
	| 'damaged'
	| 'busy';

export type KeptPhoto = typeof schema.photo.$inferSelect;
export type PhotoStore = { dataDir: string; db: PostgresJsDatabase<typeof schema> };
export type PhotoUpload = {
	/** SHA-256 (hex) of `bytes` as the sender computed it; the name a finding cites. */
	sha256: string;
	agency: string;
	bytes: Buffer;
	uploadedBy: string;
	/** ISO 8601 UTC. */
	uploadedAt: string;
};
export type PhotoReceipt =
	{ ok: true; photo: KeptPhoto; repeated: boolean } | { ok: false; fault: PhotoFault };

/** Two decodes at once, whoever asks (P29); twenty more may wait. */
export const decoding = new PhotoTurnstile({ seats: 2, queue: 20 });

/** Where a stored file lies: `photos/ab/cd/<hash of the file>.webp` in the data folder. */
export function photoPath(dataDir: string, storedSha256: string): string {
	const folder = join(storedSha256.slice(0, 2), storedSha256.slice(2, 4));
	return join(dataDir, 'photos', folder, `${storedSha256}.webp`);
}

export async function findPhoto(store: PhotoStore, sha256: string): Promise<KeptPhoto | null> {
	const rows = await store.db.select().from(schema.photo).where(eq(schema.photo.sha256, sha256));
	return rows[0] ?? null;
}

/** The stored file; null when the disk has lost it. */
export async function readPhoto(store: PhotoStore, photo: KeptPhoto): Promise<Buffer | null> {
	return readFile(photoPath(store.dataDir, photo.storedSha256)).catch(() => null);
}

/** The photo is known and its file is there: sending it again would change nothing. */
export async function alreadyKept(store: PhotoStore, sha256: string): Promise<KeptPhoto | null> {
	const known = await findPhoto(store, sha256);
	if (!known) return null;
	const file = await stat(photoPath(store.dataDir, known.storedSha256)).catch(() => null);
	return file?.size === known.bytes ? known : null;
}

/**
 * Keeps a photo once, however often it is sent. The file is on disk before the row says so; a row
 * without its file (a lost disk) is healed by sending the photo again.
 */
export async function keepPhoto(store: PhotoStore, upload: PhotoUpload): Promise<PhotoReceipt> {
	if (sha256Of(upload.bytes) !== upload.sha256) return { ok: false, fault: 'hashMismatch' };
	const known = await alreadyKept(store, upload.sha256);
	if (known) return { ok: true, photo: known, repeated: true };
	const format = formatOf(upload.bytes);
	if (!format) return { ok: false, fault: 'notAPhoto' };

	const drawn = await decoding.pass(() => redraw(upload.bytes, format));
	if (typeof drawn === 'string') return { ok: false, fault: drawn };

	await writeDurably(photoPath(store.dataDir, drawn.storedSha256), drawn.bytes);
	const row = {
		sha256: upload.sha256,
		agency: upload.agency,
		storedSha256: drawn.storedSha256,
		bytes: drawn.bytes.length,
		width: drawn.width,
		height: drawn.height,
		uploadedBy: upload.uploadedBy,
		uploadedAt: upload.uploadedAt
	};
	const { storedSha256, bytes, width, height } = row;
	const kept = await store.db
		.insert(schema.photo)
		.values(row)
		// who sent it first, and for which agency, stays; only the file may have been drawn anew
		.onConflictDoUpdate({
			target: schema.photo.sha256,
			set: { storedSha256, bytes, width, height }
		})
		.returning();
	return { ok: true, photo: kept[0] ?? row, repeated: false };
}

/** Whole or not at all: written beside, flushed, then moved to its name. */
async function writeDurably(path: string, bytes: Buffer): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const beside = `${path}.${randomBytes(6).toString('hex')}`;
	const file = await open(beside, 'wx', 0o640);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} catch (error) {
		await unlink(beside).catch(() => undefined);
		throw error;
	} finally {
		await file.close();
	}
	await rename(beside, path);
}
