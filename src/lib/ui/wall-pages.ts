/** One page of the matrix: problems first, then the rest in its fixed order. */
export type MatrixPage<T> = T[];

/**
 * Divides agencies over pages. What needs a look stands on top of every page; the rest turns beneath it in its
 * fixed order (F3). Where problems alone fill a page they turn as well, but a quarter of the lines stays free for
 * the rest, so that nobody ever disappears.
 */
export function matrixPages<T>(
	problems: readonly T[],
	rest: readonly T[],
	rows: number
): MatrixPage<T>[] {
	if (problems.length + rest.length <= rows) return [[...problems, ...rest]];
	const kept = rest.length === 0 ? 0 : Math.min(rest.length, Math.max(1, Math.floor(rows / 4)));
	const top = Math.max(1, Math.min(problems.length, rows - kept));
	const tops = problems.length === 0 ? [[]] : chunks(problems, top);
	const rests = rest.length === 0 ? [[]] : chunks(rest, rows - (problems.length === 0 ? 0 : top));
	const count = Math.max(tops.length, rests.length);
	return Array.from({ length: count }, (_, page) => [
		...(tops[page % tops.length] ?? []),
		...(rests[page % rests.length] ?? [])
	]);
}

/** Pieces of at most `size`, as even as they can be. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
	const count = Math.ceil(items.length / Math.max(1, size));
	const even = Math.ceil(items.length / Math.max(1, count));
	return Array.from({ length: count }, (_, index) => items.slice(index * even, (index + 1) * even));
}
