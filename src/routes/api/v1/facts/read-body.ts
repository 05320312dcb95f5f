export type Body = { ok: true; json: unknown } | { ok: false; because: 'tooLarge' | 'brokenJson' };

/**
 * The request's body as JSON, keeping no more than `limit` bytes. Whatever is wrong with it is an answer:
 * bytes that are not UTF-8, text that is not JSON, a body cut on its way.
 *
 * What is too large is still read to its end and dropped (adapter-node ends it at its own limit): an unread
 * rest would block the connection, and the sender's next request on it would be lost.
 */
export async function readBody(request: Request, limit: number): Promise<Body> {
	let chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body ?? []) {
			size += chunk.length;
			if (size <= limit) chunks.push(chunk);
			else chunks = [];
		}
	} catch {
		return { ok: false, because: size > limit ? 'tooLarge' : 'brokenJson' };
	}
	if (size > limit) return { ok: false, because: 'tooLarge' };
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
		return { ok: true, json: JSON.parse(text) };
	} catch {
		return { ok: false, because: 'brokenJson' };
	}
}
