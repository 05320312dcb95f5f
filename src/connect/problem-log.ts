import { lineOf, type Problem } from './problem.ts';

/**
 * Says each problem once when it appears and once when it is over, so that a machine which is broken
 * all night fills two lines and not a disk.
 */
export class ProblemLog {
	readonly #print: (line: string) => void;
	#before = new Map<string, Problem>();
	#now = new Map<string, Problem>();
	#lost = 0;

	constructor(print: (line: string) => void) {
		this.#print = print;
	}

	/** Problems since the start that cost a reading; a board that was away for a while costs none. */
	get lost(): number {
		return this.#lost;
	}

	note(problem: Problem): void {
		const key = keyOf(problem);
		if (!('server' in problem)) this.#lost++;
		if (!this.#before.has(key) && !this.#now.has(key)) this.#print(`! ${lineOf(problem)}`);
		this.#now.set(key, problem);
	}

	/** Ends a round: whatever was wrong in the one before and no longer is, has recovered. */
	endRound(): void {
		for (const [key, problem] of this.#before) {
			if (!this.#now.has(key)) this.#print(`✓ pulih / recovered: ${lineOf(problem)}`);
		}
		this.#before = this.#now;
		this.#now = new Map();
	}
}

/** What makes two reports the same problem: everything but the value that happened to stand there. */
function keyOf(problem: Problem): string {
	const { value: _value, detail: _detail, ...same } = { value: '', detail: '', ...problem };
	return JSON.stringify(same);
}
