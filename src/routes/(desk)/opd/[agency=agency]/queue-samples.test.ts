import { describe, expect, it } from 'vitest';
import { mostSamples, QueueSamples } from './queue-samples.svelte.ts';

const at = (minute: number, waiting: number) => ({ minute, waiting, outside: 0 });

describe('QueueSamples', () => {
	it('goes on where the history of the server ends', () => {
		const samples = new QueueSamples('2021-01-12', [at(480, 3)]);
		samples.add('2021-01-12', at(481, 4));
		expect(samples.list).toEqual([at(480, 3), at(481, 4)]);
	});

	it('keeps one sample a minute, the newest', () => {
		const samples = new QueueSamples('2021-01-12', []);
		for (const waiting of [1, 2, 3]) samples.add('2021-01-12', at(500, waiting));
		expect(samples.list).toEqual([at(500, 3)]);
	});

	it('notes nothing while nothing changes', () => {
		const samples = new QueueSamples('2021-01-12', [at(480, 3)]);
		for (let minute = 481; minute < 600; minute++) samples.add('2021-01-12', at(minute, 3));
		expect(samples.list).toHaveLength(1);
	});

	it('starts anew with a new day', () => {
		const samples = new QueueSamples('2021-01-12', [at(900, 7)]);
		samples.add('2021-01-13', at(480, 7));
		expect(samples.list).toEqual([at(480, 7)]);
	});

	it('does not grow for ever [W11]', () => {
		const samples = new QueueSamples('2021-01-12', []);
		for (let n = 0; n < 10_000; n++) samples.add(`day ${n >> 10}`, at(n & 1023, n));
		expect(samples.list.length).toBeLessThanOrEqual(mostSamples);
	});
});
