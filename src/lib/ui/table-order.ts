/** Which column a table is ordered by, as the URL says it: `queue`, or `-queue` for the largest first. */
export type SortOrder = { key: string; descending: boolean };

/** Answers null for no order and for a column nobody knows (an old or mistyped link). */
export function readOrder(text: string | null, keys: readonly string[]): SortOrder | null {
	if (!text) return null;
	const descending = text.startsWith('-');
	const key = descending ? text.slice(1) : text;
	return keys.includes(key) ? { key, descending } : null;
}

export const writeOrder = (order: SortOrder): string =>
	order.descending ? `-${order.key}` : order.key;

/**
 * What a press on a column's head leads to: its natural direction first, then the other, then no order.
 * Numbers naturally start with the largest, names with A.
 */
export function nextOrder(
	order: SortOrder | null,
	key: string,
	largestFirst: boolean
): SortOrder | null {
	if (order?.key !== key) return { key, descending: largestFirst };
	return order.descending === largestFirst ? { key, descending: !largestFirst } : null;
}

/**
 * Sorts a copy by one value per row. Rows without a value come last in both directions: "no quota" is
 * neither the smallest nor the largest. Equal rows keep the order they came in.
 */
export function inOrder<Row>(
	rows: readonly Row[],
	value: (row: Row) => number | string | null,
	descending: boolean,
	collator: Intl.Collator
): Row[] {
	const sign = descending ? -1 : 1;
	return rows.toSorted((a, b) => {
		const [left, right] = [value(a), value(b)];
		if (left === null || right === null) return Number(left === null) - Number(right === null);
		if (typeof left === 'string' || typeof right === 'string')
			return sign * collator.compare(String(left), String(right));
		return sign * (left - right);
	});
}
