import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sessionCookie } from '#lib/server/auth.ts';
import { clientAddress } from '#lib/server/client-address.ts';
import { app } from '#lib/server/process.ts';
import { homeOf, safeNext } from '#lib/server/route-access.ts';
import { signIn, type SignInResult } from '#lib/server/sign-in.ts';
import { viewerOf } from '#lib/server/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.viewer.kind === 'person') {
		redirect(303, safeNext(url.searchParams.get('next')) ?? homeOf(locals.viewer));
	}
	const city = app().registry.city();
	return { city: city.name };
};

const credentialsSchema = v.object({
	username: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
	password: v.pipe(v.string(), v.minLength(1), v.maxLength(200))
});

function sentenceFor(result: Exclude<SignInResult, { ok: true }>): string {
	switch (result.because) {
		case 'wrong':
			return m.account_wrong();
		case 'disabled':
			return m.account_disabled();
		case 'limited':
			return result.waitSeconds <= 90
				? m.account_limited_soon({ seconds: result.waitSeconds })
				: m.account_limited({ minutes: Math.ceil(result.waitSeconds / 60) });
	}
}

export const actions: Actions = {
	default: async ({ request, cookies, url, getClientAddress }) => {
		const form = await request.formData();
		const given = { username: form.get('username'), password: form.get('password') };
		const username = typeof given.username === 'string' ? given.username : '';
		const credentials = v.safeParse(credentialsSchema, given);
		if (!credentials.success) {
			const faults = v.flatten<typeof credentialsSchema>(credentials.issues).nested ?? {};
			return fail(422, {
				username,
				message: null,
				usernameFault: faults.username ? m.account_username_missing() : null,
				passwordFault: faults.password ? m.account_password_missing() : null
			});
		}
		const { config, logger } = app();
		const forwarded = request.headers.get('x-forwarded-for');
		const result = await signIn(credentials.output.username, credentials.output.password, {
			address: clientAddress(getClientAddress(), forwarded, config.trustedProxy),
			userAgent: request.headers.get('user-agent') ?? ''
		});
		if (!result.ok) {
			logger.warn({ because: result.because }, 'sign-in refused');
			const status = result.because === 'limited' ? 429 : 401;
			return fail(status, {
				username,
				message: sentenceFor(result),
				usernameFault: null,
				passwordFault: null
			});
		}
		// the browser keeps the cookie as long as the longest session; the database decides when it is over
		cookies.set(sessionCookie, result.cookie, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge: 90 * 24 * 60 * 60
		});
		const cookie = `${sessionCookie}=${encodeURIComponent(result.cookie)}`;
		const viewer = await viewerOf(new Headers({ cookie }));
		if (viewer.kind === 'person') logger.info({ viewer: `person:${viewer.id}` }, 'signed in');
		redirect(303, safeNext(url.searchParams.get('next')) ?? homeOf(viewer));
	}
};
