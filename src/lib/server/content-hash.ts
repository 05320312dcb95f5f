import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';

/**
 * SHA-256 (hex) of what a sender said under one id: agency, type and payload as sent, before defaults are
 * filled in, so that a repeat after an update of the server still counts as the same. Not `observedAt` and
 * `origin`: a sender whose clock was put right says the same thing again.
 */
export function contentHash(sent: { agency: unknown; type: unknown; payload: unknown }): string {
	const { agency, type, payload } = sent;
	return createHash('sha256').update(canonicalJson({ agency, type, payload })).digest('hex');
}
