import { createHash } from 'node:crypto';

/** A repeatable stream of chance. */
export type Random = {
	/** From 0 up to, never including, 1. */
	next(): number;
	/** A whole number from `least` to `most`, both included. */
	whole(least: number, most: number): number;
	/** True with the given probability. */
	chance(probability: number): boolean;
	/** One of the choices, by weight. */
	weighted<T>(choices: readonly (readonly [T, number])[]): T;
};

/**
 * A stream seeded by its parts (sfc32 over a SHA-256), so that the same seed, day and agency live the
 * same day again, and a change at one agency leaves every other as it was.
 */
export function createRandom(...parts: readonly string[]): Random {
	const seed = createHash('sha256').update(JSON.stringify(parts)).digest();
	let a = seed.readInt32LE(0);
	let b = seed.readInt32LE(4);
	let c = seed.readInt32LE(8);
	let d = 1;
	const next = () => {
		const t = (((a + b) | 0) + d) | 0;
		d = (d + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + t;
		return (t >>> 0) / 2 ** 32;
	};
	// the first values still show the seed
	for (let n = 0; n < 12; n++) next();
	return {
		next,
		whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
		chance: (probability) => next() < probability,
		weighted(choices) {
			const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
			let mark = next() * total;
			for (const [choice, weight] of choices) {
				mark -= weight;
				if (mark < 0) return choice;
			}
			const last = choices.at(-1);
			if (!last) throw new Error('nothing to choose from');
			return last[0];
		}
	};
}
