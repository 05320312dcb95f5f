import type { Receipt } from '#lib/contract/receipt.ts';

/** What a door answered: the HTTP status and, when it spoke JSON, its body. */
export type Answer = {
	status: number;
	headers: Headers;
	body: {
		receipts?: Receipt[];
		items?: { item: number; because: string; fields: { field: string; rule: string }[] }[];
		error?: string;
		sentence?: { id: string; en: string };
	} | null;
};

type How = { token?: string; headers?: Record<string, string>; raw?: BodyInit };

/**
 * Sends a body to POST /api/v1/facts with a feed's token. A kept-alive connection that the server was just
 * closing is tried once more, as any HTTP client does; then rejects when the link fails.
 */
export function postFacts(url: string, body: unknown, how: How): Promise<Answer> {
	return post(url, body, how).catch(() => post(url, body, how));
}

async function post(
	url: string,
	body: unknown,
	{ token, headers = {}, raw }: How
): Promise<Answer> {
	const response = await fetch(`${url}/api/v1/facts`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(token && { authorization: `Bearer ${token}` }),
			...headers
		},
		body: raw ?? JSON.stringify(body),
		signal: AbortSignal.timeout(15_000)
	});
	const text = await response.text();
	let parsed: Answer['body'] = null;
	try {
		parsed = JSON.parse(text);
	} catch {
		// a page, not an answer
	}
	return { status: response.status, headers: response.headers, body: parsed };
}

/** The receipt for one fact, sent again with the same id until it is heard; counts the tries. */
export async function sendUntilHeard(
	url: () => string,
	fact: { id: string },
	token: string,
	patience = 60_000
): Promise<Receipt> {
	for (const end = performance.now() + patience; performance.now() < end;) {
		const answer = await postFacts(url(), fact, { token }).catch(() => null);
		const receipt = answer?.body?.receipts?.find(({ id }) => id === fact.id);
		const unheard = receipt?.status === 'refused' && receipt.refusal.because === 'unavailable';
		if (receipt && !unheard) return receipt;
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	throw new Error(`no answer for ${fact.id} in ${patience} ms`);
}
