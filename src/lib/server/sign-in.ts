import { isAPIError } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { accountDisabled, auth, sessionCookie } from './auth.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** The value of the session cookie to set, or why not. */
export type SignInResult =
	| { ok: true; cookie: string }
	| { ok: false; because: 'wrong' }
	| { ok: false; because: 'disabled' }
	| { ok: false; because: 'limited'; waitSeconds: number };

const limit = new SignInLimit();

/**
 * Checks user name and password and opens a session. The address only counts tries and is not kept.
 * An unknown name takes as long as a wrong password: better-auth hashes in both cases.
 */
export async function signIn(
	username: string,
	password: string,
	from: { address: string; userAgent: string }
): Promise<SignInResult> {
	const verdict = await limit.take(username, from.address);
	if (!verdict.ok) return { ok: false, because: 'limited', waitSeconds: verdict.waitSeconds };
	try {
		const { headers } = await auth().api.signInUsername({
			body: { username, password },
			headers: new Headers({ 'user-agent': from.userAgent.slice(0, 300) }),
			returnHeaders: true
		});
		const cookie = parseSetCookieHeader(headers.get('set-cookie') ?? '').get(sessionCookie);
		if (!cookie) throw new Error('better-auth opened a session without a cookie');
		await verdict.succeeded();
		return { ok: true, cookie: cookie.value };
	} catch (refusal) {
		if (!isAPIError(refusal) || refusal.statusCode >= 500) throw refusal;
		const disabled = refusal.body?.code === accountDisabled;
		if (disabled) await verdict.succeeded();
		return disabled ? { ok: false, because: 'disabled' } : { ok: false, because: 'wrong' };
	}
}

/** Ends the session of these request headers, if any. */
export async function signOut(headers: Headers): Promise<void> {
	await auth().api.signOut({ headers });
}
