import { maxBatch } from '../contract/channels.ts';
import type { Receipt, Refusal } from '../contract/receipt.ts';
import type { Viewer } from '../contract/role.ts';
import type { FactRate } from './fact-rate.ts';
import { refused } from './judge.ts';
import { sentId } from './sent-id.ts';

type Parts = {
	record(viewer: Viewer, inputs: readonly unknown[]): Promise<Receipt[]>;
	rate: FactRate;
	doors: { sentenceOf(refusal: Refusal): { id: string; en: string } };
};

export type TakenIn = {
	/** In the order of what was sent; one for the whole when it was too many or no list of facts. */
	receipts: Receipt[];
	/** Seconds to wait before sending again; 0 when nothing has to wait. */
	retryAfter: number;
};

/** Seconds after which a sender may try again what could not be kept. */
const whenUnavailable = 2;

/**
 * What both doors (HTTP and /feed) do with what was sent: one fact, an array of facts, or `{ facts: […] }`,
 * at most 500. Refusals carry their sentence in both languages.
 */
export async function takeIn(parts: Parts, viewer: Viewer, sent: unknown): Promise<TakenIn> {
	const { receipts, retryAfter } = await answer(parts, viewer, inputsOf(sent));
	const unavailable = receipts.some(isRefusedAs('unavailable')) ? whenUnavailable : 0;
	return {
		retryAfter: Math.max(retryAfter, unavailable),
		receipts: receipts.map((receipt) =>
			receipt.status === 'refused'
				? { ...receipt, sentence: parts.doors.sentenceOf(receipt.refusal) }
				: receipt
		)
	};
}

async function answer(
	{ record, rate }: Parts,
	viewer: Viewer,
	inputs: readonly unknown[]
): Promise<TakenIn> {
	if (inputs.length > maxBatch) {
		const refusal: Refusal = { because: 'tooManyInBatch', detail: { limit: maxBatch } };
		return { receipts: [refused(null, refusal)], retryAfter: 0 };
	}
	const retryAfter = await rate.take(viewer, inputs.length);
	if (retryAfter > 0) {
		const refusal: Refusal = { because: 'rateLimited', detail: { seconds: retryAfter } };
		return { receipts: inputs.map((input) => refused(sentId(input), refusal)), retryAfter };
	}
	return { receipts: await record(viewer, inputs), retryAfter: 0 };
}

export const isRefusedAs =
	(because: Refusal['because']) =>
	(receipt: Receipt): boolean =>
		receipt.status === 'refused' && receipt.refusal.because === because;

function inputsOf(sent: unknown): readonly unknown[] {
	if (Array.isArray(sent)) return sent;
	if (typeof sent === 'object' && sent !== null && 'facts' in sent && Array.isArray(sent.facts)) {
		return sent.facts;
	}
	return [sent];
}
