import type { Receipt } from '#lib/contract/receipt.ts';
import type { Viewer } from '#lib/contract/role.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { bearerOf } from '#lib/server/feed-tokens.ts';
import { isRefusedAs, takeIn } from '#lib/server/intake.ts';
import { app } from '#lib/server/process.ts';
import type { RequestHandler } from './$types';
import { readBody } from './read-body.ts';

type Locale = 'id' | 'en';
type Fault = { status: number; error: string; say: (locale: Locale) => string };

const faults = {
	needsCredentials: {
		status: 401,
		error: 'needsCredentials',
		say: (locale) => m.api_needs_credentials({}, { locale })
	},
	notAllowedHere: {
		status: 403,
		error: 'notAllowedHere',
		say: (locale) => m.api_not_allowed_here({}, { locale })
	},
	notJson: { status: 415, error: 'notJson', say: (locale) => m.api_not_json({}, { locale }) },
	brokenJson: {
		status: 400,
		error: 'brokenJson',
		say: (locale) => m.api_broken_json({}, { locale })
	},
	nothingSent: {
		status: 422,
		error: 'nothingSent',
		say: (locale) => m.api_nothing_sent({}, { locale })
	},
	unavailable: {
		status: 503,
		error: 'unavailable',
		say: (locale) => m.api_try_again({}, { locale })
	}
} satisfies Record<string, Fault>;

const tooLarge = (limit: number): Fault => ({
	status: 413,
	error: 'bodyTooLarge',
	say: (locale) => m.api_body_too_large({ limit: Math.floor(limit / 1024) }, { locale })
});

/**
 * One fact, an array, or `{ facts: […] }`, at most 500, by a feed's bearer token or a session's cookie (whose
 * Origin hooks.server.ts has checked). Answers `{ receipts }` in order: 200 when at least one was kept, 422
 * when all were refused, naming item and fields. A repeat of the same id is safe and answers the same.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
	const running = app();
	const limit = running.config.bodyLimit.facts;
	const body = await readBody(request, limit);
	let viewer: Viewer | null;
	try {
		viewer = await senderOf(request, locals.viewer);
	} catch {
		return fault(faults.unavailable, { 'retry-after': '2' });
	}
	if (!viewer || viewer.kind === 'public') {
		return fault(faults.needsCredentials, { 'www-authenticate': 'Bearer' });
	}
	if (viewer.kind === 'screen') return fault(faults.notAllowedHere);
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) return fault(faults.notJson);
	if (!body.ok) return fault(body.because === 'tooLarge' ? tooLarge(limit) : faults.brokenJson);

	const { receipts, retryAfter } = await takeIn(running, viewer, body.json);
	if (receipts.length === 0) return fault(faults.nothingSent);
	const headers: Record<string, string> =
		retryAfter > 0 ? { 'retry-after': String(retryAfter) } : {};
	const status = statusOf(receipts);
	const refusals = status === 422 ? { items: refusedItems(receipts) } : {};
	return answer(status, { receipts, ...refusals }, headers);
};

/** A bearer token speaks for itself: with one, cookies do not count. */
async function senderOf(request: Request, signedIn: Viewer): Promise<Viewer | null> {
	const authorization = request.headers.get('authorization');
	if (authorization === null) return signedIn;
	const token = bearerOf(authorization);
	return token === null ? null : app().tokens.verify(token);
}

function statusOf(receipts: readonly Receipt[]): number {
	if (receipts.some(({ status }) => status !== 'refused')) return 200;
	if (receipts.every(isRefusedAs('tooManyInBatch'))) return 413;
	if (receipts.every(isRefusedAs('rateLimited'))) return 429;
	if (receipts.some(isRefusedAs('unavailable'))) return 503;
	return 422;
}

/** Which items were refused, why, and which of their fields are at fault. */
function refusedItems(receipts: readonly Receipt[]) {
	return receipts.flatMap((receipt, item) =>
		receipt.status === 'refused'
			? [{ item, because: receipt.refusal.because, fields: receipt.refusal.faults ?? [] }]
			: []
	);
}

function fault({ status, error, say }: Fault, headers: Record<string, string> = {}): Response {
	return answer(status, { error, sentence: { id: say('id'), en: say('en') } }, headers);
}

function answer(status: number, body: object, headers: Record<string, string>): Response {
	return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
