/** The id a sender gave, whatever else is wrong with what was sent; null when there is none to repeat. */
export function sentId(input: unknown): string | null {
	if (typeof input !== 'object' || input === null || !('id' in input)) return null;
	return typeof input.id === 'string' ? input.id.slice(0, 60) : null;
}
