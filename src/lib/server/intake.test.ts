import { expect, it } from 'vitest';
import type { Receipt } from '../contract/receipt.ts';
import type { FeedViewer } from './feed-tokens.ts';
import { FactRate } from './fact-rate.ts';
import { takeIn } from './intake.ts';

const feed: FeedViewer = {
	kind: 'feed',
	id: 'a',
	name: 'umpan',
	agencies: [],
	factTypes: [],
	ratePerMinute: 5
};

function door() {
	const asked: unknown[] = [];
	return {
		asked,
		parts: {
			rate: new FactRate(),
			doors: { sentenceOf: ({ because }: { because: string }) => ({ id: because, en: because }) },
			record: async (_viewer: unknown, inputs: readonly unknown[]): Promise<Receipt[]> => {
				asked.push(...inputs);
				return inputs.map((_, seq) => ({ status: 'recorded', id: `${seq}`, seq, assigned: null }));
			}
		}
	};
}

it('[B11] takes one fact, a list, or a list under `facts`', async () => {
	const { asked, parts } = door();
	await takeIn(parts, feed, { id: 'one' });
	await takeIn(parts, feed, [{ id: 'two' }]);
	await takeIn(parts, feed, { facts: [{ id: 'three' }] });
	expect(asked).toEqual([{ id: 'one' }, { id: 'two' }, { id: 'three' }]);
});

it('refuses more than 500 as one, with a sentence, and asks nobody', async () => {
	const { asked, parts } = door();
	const { receipts } = await takeIn(parts, feed, Array(501).fill({}));
	expect(receipts).toEqual([
		{
			status: 'refused',
			id: null,
			refusal: { because: 'tooManyInBatch', detail: { limit: 500 } },
			sentence: { id: 'tooManyInBatch', en: 'tooManyInBatch' }
		}
	]);
	expect(asked).toEqual([]);
});

it('[P30] holds each sender to its own rate, and does not count what it refused', async () => {
	const { asked, parts } = door();
	const three = [{ id: 'x' }, { id: 'y' }, { id: 'z' }];
	expect((await takeIn(parts, feed, three)).retryAfter).toBe(0);
	const late = await takeIn(parts, feed, three);
	expect(late.retryAfter).toBeGreaterThan(0);
	expect(late.receipts).toMatchObject(
		three.map(({ id }) => ({ status: 'refused', id, refusal: { because: 'rateLimited' } }))
	);
	expect((await takeIn(parts, feed, three.slice(0, 2))).retryAfter).toBe(0);
	expect((await takeIn(parts, { ...feed, id: 'b' }, three)).retryAfter).toBe(0);
	expect(asked).toHaveLength(8);
});
