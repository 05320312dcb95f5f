import { askPairing, pairingCookie } from '#lib/server/pairing.ts';
import { app } from '#lib/server/process.ts';
import { screenCookie, screenCookieOptions } from '#lib/server/screens.ts';
import type { RequestHandler } from './$types';

/** What became of this screen's code. Collecting the approval ends the pairing, so asking is a POST. */
export const POST: RequestHandler = async ({ cookies, url }) => {
	const secret = cookies.get(pairingCookie);
	const answer = secret ? await askPairing(app().database, secret) : { state: 'over' as const };
	if (answer.state === 'approved') {
		cookies.set(screenCookie, answer.token, screenCookieOptions(url));
		cookies.delete(pairingCookie, { path: '/pasang' });
	}
	return Response.json({ state: answer.state }, { headers: { 'cache-control': 'no-store' } });
};
