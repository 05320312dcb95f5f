export type Body = { ok: true; json: unknown } | { ok: false; because: 'tooLarge' | 'brokenJson' };

/**
 * The request's body as JSON, read no further than `limit` bytes. Whatever is wrong with it is an answer:
 * bytes that are not UTF-8, text that is not JSON, a body cut on its way.
 */
export async function readBody(request: Request, limit: number): Promise<Body> {
	if (Number(request.headers.get('content-length') ?? 0) > limit) {
		return { ok: false, because: 'tooLarge' };
	}
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body ?? []) {
			size += chunk.length;
			if (size > limit) return { ok: false, because: 'tooLarge' };
			chunks.push(chunk);
		}
		const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
		return { ok: true, json: JSON.parse(text) };
	} catch {
		return { ok: false, because: 'brokenJson' };
	}
}
