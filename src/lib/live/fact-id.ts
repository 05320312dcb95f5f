import { v7 } from 'uuid';

/** A new UUIDv7 (uuid works without a secure context, unlike crypto.randomUUID). */
export function newFactId(atMs: number): string {
	return v7({ msecs: atMs });
}
