import { createHash } from 'node:crypto';
import type { AgencyState, CityState } from '../contract/board.ts';
import { canonicalJson } from '../domain/canonical-json.ts';

/** SHA-256 (hex) of what every screen should hold; the browser computes the same in live/state-hash.ts (P13). */
export function stateHash(states: Record<string, AgencyState>, cityState: CityState): string {
	return createHash('sha256').update(canonicalJson({ states, cityState })).digest('hex');
}
