import { createHash } from 'node:crypto';

/**
 * The id of one office's reading: a UUIDv7 whose 48 time bits are the moment of the original reading
 * and whose other bits come from a SHA-256 over what makes the reading itself. The same reading
 * therefore has the same id whoever replays it and however often, and the log keeps it once (B11).
 *
 * `restampDay` is the city's local day a recording is replayed into, '' without restamping: the same
 * recording may be shown again on another day, where served counts start anew.
 */
export function readingId(of: {
	connector: string;
	office: string;
	originalMs: number;
	restampDay: string;
}): string {
	const digest = createHash('sha256')
		.update(JSON.stringify([of.connector, of.office, of.originalMs, of.restampDay]))
		.digest();
	const bytes = Buffer.alloc(16);
	bytes.writeUIntBE(of.originalMs, 0, 6);
	digest.copy(bytes, 6, 0, 10);
	bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
	bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
	const hex = bytes.toString('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20)
	].join('-');
}
