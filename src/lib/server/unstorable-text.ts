/**
 * The dotted path of a text that PostgreSQL cannot store in jsonb (a NUL, half a surrogate pair), or null.
 * One such text would make a whole group of facts fail, so it is refused at the door, by name.
 */
export function unstorableText(value: unknown, path = ''): string | null {
	if (typeof value === 'string') {
		return value.isWellFormed() && !value.includes('\0') ? null : path || '.';
	}
	if (typeof value !== 'object' || value === null) return null;
	for (const [key, member] of Object.entries(value)) {
		const found = unstorableText(member, path ? `${path}.${key}` : key);
		if (found) return found;
	}
	return null;
}
