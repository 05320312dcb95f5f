/** The tablet's own storage; null where the browser has it switched off (some throw at the mere mention). */
export function tabletStorage(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}
