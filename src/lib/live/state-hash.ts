import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AgencyState, CityState } from '#lib/contract/board.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';

/**
 * SHA-256 (hex) of what this screen holds, to be compared with the server's (P13). Not crypto.subtle:
 * walls hang in office networks without https, where browsers hide it.
 */
export function stateHash(states: Record<string, AgencyState>, cityState: CityState): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalJson({ states, cityState }))));
}
