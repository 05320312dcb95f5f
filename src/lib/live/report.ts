import type { Fact } from '#lib/contract/fact.ts';
import type { Receipt } from '#lib/contract/receipt.ts';
import { newFactId } from './fact-id.ts';

/** A fact before it has an id and a time; the sender keeps what `prepare` returns until it is heard. */
export type Unsent = Fact extends infer F
	? F extends Fact
		? Omit<F, 'id' | 'observedAt'>
		: never
	: never;
export type Prepared = Unsent & { id: string; observedAt: string };

/** Why nothing was heard back. The fact may or may not be kept: send the same id again. */
export type Unheard = {
	status: 'unheard';
	id: string;
	because: 'network' | 'server' | 'signedOut';
};

/** Gives a fact its id and its time (server time as this screen knows it, ISO 8601 UTC). */
export function prepare(fact: Unsent, now: string): Prepared {
	return { ...fact, id: newFactId(Date.parse(now)), observedAt: now };
}

/**
 * Sends one prepared fact with the session's cookie. Never throws. Only an answer that carries this
 * fact's own id counts as heard: a captive portal's 200 does not (P5).
 */
export async function send(fact: Prepared): Promise<Receipt | Unheard> {
	const unheard = (because: Unheard['because']): Unheard => ({
		status: 'unheard',
		id: fact.id,
		because
	});
	let response: Response;
	try {
		response = await fetch('/api/v1/facts', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ facts: [fact] }),
			signal: AbortSignal.timeout(15_000)
		});
	} catch {
		return unheard('network');
	}
	if (response.status === 401) return unheard('signedOut');
	const body: unknown = await response.json().catch(() => null);
	const receipt = receiptOf(body, fact.id);
	return receipt ?? unheard(response.ok ? 'network' : 'server');
}

/** Prepares and sends in one go, for actions that are simply repeated by hand when they fail. */
export function reportFact(fact: Unsent, now: string): Promise<Receipt | Unheard> {
	return send(prepare(fact, now));
}

function receiptOf(body: unknown, id: string): Receipt | null {
	if (typeof body !== 'object' || body === null || !('receipts' in body)) return null;
	const receipts = body.receipts;
	if (!Array.isArray(receipts)) return null;
	// boundary: the contract says what stands in `receipts`; the id is the proof that it is ours
	return (receipts as Receipt[]).find((receipt) => receipt.id === id) ?? null;
}
