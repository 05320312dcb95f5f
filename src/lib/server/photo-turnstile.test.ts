import { expect, it } from 'vitest';
import { PhotoTurnstile } from './photo-turnstile.ts';

/** Work that ends when told to. */
function works() {
	const ends: (() => void)[] = [];
	return {
		work: (name: string) => () => new Promise<string>((end) => ends.push(() => end(name))),
		started: () => ends.length,
		end: (i: number) => ends[i]?.()
	};
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it('[P29] decodes two at once and no more, and the next when one is done', async () => {
	const { work, started, end } = works();
	const turnstile = new PhotoTurnstile({ seats: 2, queue: 5 });
	const all = ['a', 'b', 'c', 'd'].map((name) => turnstile.pass(work(name)));
	await settle();
	expect(started()).toBe(2);
	end(0);
	await settle();
	expect(started()).toBe(3);
	for (const i of [1, 2]) end(i);
	await settle();
	end(3);
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
	expect(turnstile.most).toBe(2);
});

it('[P29] turns away whoever comes when the queue is full, and lets in again afterwards', async () => {
	const { work, end } = works();
	const turnstile = new PhotoTurnstile({ seats: 1, queue: 1 });
	const first = turnstile.pass(work('first'));
	const second = turnstile.pass(work('second'));
	expect(await turnstile.pass(work('third'))).toBe('busy');
	await settle();
	end(0);
	await settle();
	end(1);
	expect(await Promise.all([first, second])).toEqual(['first', 'second']);
	expect(await turnstile.pass(() => Promise.resolve('fourth'))).toBe('fourth');
});

it('gives the seat back when the work fails', async () => {
	const turnstile = new PhotoTurnstile({ seats: 1, queue: 0 });
	await expect(turnstile.pass(() => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
	expect(await turnstile.pass(() => Promise.resolve('next'))).toBe('next');
});
