import type { ClauseRef } from '#lib/contract/receipt.ts';

/** One clause's say on one matter, with how specifically it speaks (scope.ts). */
export type Candidate<T> = { value: T; clause: ClauseRef; rank: number };

/** A total order of clauses, so that the order in which regulations are read never matters. */
export function compareClauses(a: ClauseRef, b: ClauseRef): number {
	const left = `${a.regulationId}/${a.clauseId}`;
	const right = `${b.regulationId}/${b.clauseId}`;
	return left < right ? -1 : left > right ? 1 : 0;
}

export type Resolved<T> = Candidate<T> & { conflicts: ClauseRef[] };

/**
 * The value that wins (A2): the most specific rank, and there the strictest; `strictness` is larger for the
 * stricter value. Clauses of that rank that differ from each other are handed back as conflicts.
 */
export function strictest<T>(
	candidates: readonly Candidate<T>[],
	strictness: (value: T) => number
): Resolved<T> | null {
	const equals = mostSpecific(candidates);
	const [first] = equals;
	if (!first) return null;
	let winner = first;
	for (const candidate of equals)
		if (strictness(candidate.value) > strictness(winner.value)) winner = candidate;
	return { ...winner, conflicts: conflictsAmong(equals) };
}

/** As `strictest`, but equals are combined into one value instead of one beating the others. */
export function combined<T>(
	candidates: readonly Candidate<T>[],
	strictness: (value: T) => number,
	combine: (a: T, b: T) => T
): Resolved<T> | null {
	const winner = strictest(candidates, strictness);
	if (!winner) return null;
	const equals = mostSpecific(candidates).map(({ value }) => value);
	return { ...winner, value: equals.reduce(combine) };
}

function mostSpecific<T>(candidates: readonly Candidate<T>[]): Candidate<T>[] {
	if (candidates.length < 2) return [...candidates];
	const rank = Math.max(...candidates.map((candidate) => candidate.rank));
	return candidates
		.filter((candidate) => candidate.rank === rank)
		.sort((a, b) => compareClauses(a.clause, b.clause));
}

function conflictsAmong<T>(equals: readonly Candidate<T>[]): ClauseRef[] {
	if (equals.length < 2) return [];
	const said = new Set(equals.map(({ value }) => JSON.stringify(value)));
	return said.size < 2 ? [] : equals.map(({ clause }) => clause);
}
