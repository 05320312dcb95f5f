import * as v from 'valibot';
import { maxBatch } from '#lib/contract/channels.ts';
import type { Fact } from '#lib/contract/fact.ts';
import type { RefusalCode } from '#lib/contract/receipt.ts';
import { backOffMs, pause } from './back-off.ts';
import type { Problem } from './problem.ts';
import { reasonOf } from './source.ts';

/** One fact's outcome: a receipt that carried the very id that was sent. */
export type Heard =
	| { status: 'recorded' | 'duplicate'; id: string }
	| {
			status: 'refused';
			id: string;
			because: RefusalCode | string;
			sentence: { id: string; en: string };
	  };

export type ReportResult = { heard: Heard[]; unheard: Fact[] };

const receiptSchema = v.variant('status', [
	v.object({ status: v.picklist(['recorded', 'duplicate']), id: v.string() }),
	v.object({
		status: v.literal('refused'),
		id: v.nullable(v.string()),
		refusal: v.object({
			because: v.string(),
			faults: v.optional(v.array(v.object({ field: v.string(), rule: v.string() })), [])
		}),
		sentence: v.optional(v.object({ id: v.string(), en: v.string() }))
	})
]);
const answerSchema = v.union([
	v.array(v.unknown()),
	v.pipe(
		v.object({ receipts: v.array(v.unknown()) }),
		v.transform(({ receipts }) => receipts)
	)
]);

/** Refusals that speak of the moment, not of the fact: the same ids are sent again. */
const transient: ReadonlySet<string> = new Set(['rateLimited', 'unavailable']);

type Options = {
	server: string;
	/** Authorization and other headers of this sender. */
	headers: Record<string, string>;
	/** Told of every failed try, for the log. */
	onProblem: (problem: Problem) => void;
	/** Tries per call before the facts are handed back as unheard. */
	tries: number;
	random?: () => number;
};

/**
 * Reports facts to the board over HTTP, in batches, and believes nothing but receipts: a fact counts
 * as heard only when an answer names its own id (P5). Everything else is sent again with the same
 * ids, after a pause with full jitter; the log keeps a fact once however often it arrives.
 */
export class Reporter {
	readonly #options: Options;
	readonly #url: URL;

	constructor(options: Options) {
		this.#options = options;
		this.#url = new URL('/api/v1/facts', options.server);
	}

	/** Sends in order. What no receipt came for after all tries comes back in `unheard`. */
	async report(facts: readonly Fact[], signal: AbortSignal): Promise<ReportResult> {
		const heard: Heard[] = [];
		const unheard: Fact[] = [];
		for (let start = 0; start < facts.length; start += maxBatch) {
			let batch = facts.slice(start, start + maxBatch);
			for (let attempt = 0; batch.length > 0; attempt++) {
				// once a batch went unheard the later ones would arrive out of order: hand them back too
				if (unheard.length > 0 || attempt >= this.#options.tries) {
					unheard.push(...batch);
					break;
				}
				const answer = await this.#post(batch, signal);
				heard.push(...answer.heard);
				batch = batch.filter(({ id }) => !answer.ids.has(id));
				if (batch.length > 0 && attempt + 1 < this.#options.tries) {
					await pause(
						Math.max(backOffMs(attempt, this.#options.random), answer.retryAfterMs),
						signal
					);
				}
			}
		}
		return { heard, unheard };
	}

	async #post(batch: Fact[], signal: AbortSignal) {
		const { server, onProblem } = this.#options;
		const heard: Heard[] = [];
		const ids = new Set<string>();
		let retryAfterMs = 0;
		try {
			const response = await fetch(this.#url, {
				method: 'POST',
				redirect: 'manual',
				headers: {
					'content-type': 'application/json',
					accept: 'application/json',
					...this.#options.headers
				},
				body: JSON.stringify(batch),
				signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)])
			});
			const { status } = response;
			const seconds = Number(response.headers.get('retry-after'));
			if (seconds > 0) retryAfterMs = Math.min(seconds, 300) * 1000;
			const sent = new Set(batch.map(({ id }) => id));
			let busy = false;
			for (const receipt of receiptsIn(await response.text())) {
				if (receipt.id === null || !sent.has(receipt.id)) continue;
				if (receipt.status !== 'refused') heard.push({ status: receipt.status, id: receipt.id });
				else if (transient.has(receipt.refusal.because)) {
					busy = true;
					continue;
				} else heard.push(refused(receipt.id, receipt.refusal, receipt.sentence));
				ids.add(receipt.id);
			}
			if (ids.size < sent.size) {
				if (status === 401 || status === 403) onProblem({ kind: 'tokenRefused', server, status });
				else if (busy || status === 429 || status >= 500) {
					onProblem({ kind: 'serverBusy', server, status });
				} else onProblem({ kind: 'notAReceipt', server, status });
			}
		} catch (error) {
			signal.throwIfAborted();
			onProblem({ kind: 'serverUnreachable', server, detail: reasonOf(error) });
		}
		return { heard, ids, retryAfterMs };
	}
}

/** Whatever came back, the well-formed receipts in it; an HTML page or another JSON holds none. */
function receiptsIn(body: string) {
	let json: unknown;
	try {
		json = JSON.parse(body);
	} catch {
		return [];
	}
	const answer = v.safeParse(answerSchema, json);
	if (!answer.success) return [];
	return answer.output.flatMap((item) => {
		const receipt = v.safeParse(receiptSchema, item);
		return receipt.success ? [receipt.output] : [];
	});
}

function refused(
	id: string,
	refusal: { because: string; faults: { field: string; rule: string }[] },
	sentence: { id: string; en: string } | undefined
): Heard {
	const faults = refusal.faults.map(({ field, rule }) => `${field}: ${rule}`).join(', ');
	const plain = faults || refusal.because;
	return {
		status: 'refused',
		id,
		because: refusal.because,
		sentence: sentence ?? { id: plain, en: plain }
	};
}
