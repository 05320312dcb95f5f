/** One page of the matrix: problems first, then the rest in its fixed order. */
export type MatrixPage<T> = T[];

/** Nobody's turn may come later than after this many pages. */
const mostPages = 8;

/**
 * Divides agencies over pages. What needs a look stands on top of every page; the rest turns beneath it in its
 * fixed order (F3). Where problems would leave too little for the rest, both turn, in as few pages as can be.
 */
export function matrixPages<T>(
	problems: readonly T[],
	rest: readonly T[],
	rows: number
): MatrixPage<T>[] {
	if (problems.length + rest.length <= rows) return [[...problems, ...rest]];
	if (rest.length === 0) return chunks(problems, rows);
	if (problems.length === 0) return windows(rest, rows);
	const beneath = rows - problems.length;
	if (beneath > 0 && Math.ceil(rest.length / beneath) <= mostPages)
		return windows(rest, beneath).map((turn) => [...problems, ...turn]);

	const pagesWith = (top: number) =>
		Math.max(Math.ceil(problems.length / top), Math.ceil(rest.length / (rows - top)));
	let top = 1;
	for (let more = 2; more < rows; more++) if (pagesWith(more) <= pagesWith(top)) top = more;
	const tops = chunks(problems, top);
	const rests = windows(rest, Math.max(1, rows - top));
	return Array.from({ length: Math.max(tops.length, rests.length) }, (_, page) => [
		...(tops[page % tops.length] ?? []),
		...(rests[page % rests.length] ?? [])
	]);
}

/** Stretches of exactly `size`, spread evenly: the last ones overlap rather than leave lines empty. */
function windows<T>(items: readonly T[], size: number): T[][] {
	const count = Math.ceil(items.length / size);
	const last = Math.max(0, items.length - size);
	return Array.from({ length: count }, (_, index) => {
		const start = count > 1 ? Math.round((index * last) / (count - 1)) : 0;
		return items.slice(start, start + size);
	});
}

/** Pieces of at most `size`, as even as they can be. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
	const count = Math.ceil(items.length / Math.max(1, size));
	const even = Math.ceil(items.length / Math.max(1, count));
	return Array.from({ length: count }, (_, index) => items.slice(index * even, (index + 1) * even));
}
