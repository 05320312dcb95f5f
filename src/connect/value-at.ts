/** One office as the source lists it: its key in the surrounding object (or its position) and its value. */
export type SourceRecord = { key: string; value: unknown };

/**
 * The value at a dotted path (`queue.waiting`, `counters.0.open`), or undefined when any step is
 * missing. Only own properties are followed, so `constructor` finds nothing unless it was sent.
 * An empty path is the value itself.
 */
export function valueAt(root: unknown, path: string): unknown {
	if (path === '') return root;
	// a field whose very name holds a dot wins over the path
	const whole = own(root, path);
	if (whole !== undefined) return whole;
	let value = root;
	for (const step of path.split('.')) {
		value = own(value, step);
		if (value === undefined) return undefined;
	}
	return value;
}

/** As `valueAt`, with `$key` naming the office's key in the surrounding object. */
export function fieldOf(record: SourceRecord, path: string): unknown {
	return path === '$key' ? record.key : valueAt(record.value, path);
}

function own(value: unknown, key: string): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
	return Reflect.get(value, key);
}
