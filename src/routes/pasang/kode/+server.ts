import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import * as v from 'valibot';
import { clientAddress } from '#lib/server/client-address.ts';
import { beginPairing, pairingCookie, pairingMinutes } from '#lib/server/pairing.ts';
import { app } from '#lib/server/process.ts';
import type { RequestHandler } from './$types';

const bodySchema = v.object({ resolution: v.pipe(v.string(), v.regex(/^\d{2,5}×\d{2,5}$/)) });

// a hall full of screens restarting at once is fine, a script filling the table is not
const perAddress = new RateLimiterMemory({ points: 60, duration: 10 * 60 });

/** A new code for the screen that asks; the secret it will ask by goes into a cookie. */
export const POST: RequestHandler = async ({ request, cookies, url, getClientAddress }) => {
	const body = v.safeParse(bodySchema, await request.json().catch(() => null));
	if (!body.success) return Response.json({ message: 'resolution' }, { status: 422 });
	const { config, database } = app();
	const forwarded = request.headers.get('x-forwarded-for');
	const address = clientAddress(getClientAddress(), forwarded, config.trustedProxy);
	try {
		await perAddress.consume(address);
	} catch (refusal) {
		if (!(refusal instanceof RateLimiterRes)) throw refusal;
		const seconds = Math.ceil(refusal.msBeforeNext / 1000);
		return new Response(null, { status: 429, headers: { 'retry-after': String(seconds) } });
	}
	const { code, secret, expiresInSeconds } = await beginPairing(
		database,
		{
			resolution: body.output.resolution,
			userAgent: request.headers.get('user-agent') ?? '',
			address
		},
		cookies.get(pairingCookie) ?? null
	);
	cookies.set(pairingCookie, secret, {
		path: '/pasang',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: pairingMinutes * 60
	});
	return Response.json({ code, expiresInSeconds }, { headers: { 'cache-control': 'no-store' } });
};
