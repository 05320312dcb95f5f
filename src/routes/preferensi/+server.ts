import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/paraglide/runtime.js';
import { safeNext } from '#lib/server/route-access.ts';
import { themeAfter, themeFor } from '#lib/server/theme.ts';
import type { RequestHandler } from './$types';

const aYear = 365 * 24 * 60 * 60;

/** Language and appearance of this browser, then back to the page the switch stands on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const from = URL.parse(request.headers.get('referer') ?? '', url);
	const back = from?.origin === url.origin ? safeNext(from.pathname + from.search) : null;
	const keep = {
		path: '/',
		maxAge: aYear,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	} as const;

	const locale = form.get('locale');
	// the pages of this site read the language, so a script may see this cookie
	if (isLocale(locale)) cookies.set('locale', locale, { ...keep, httpOnly: false });
	if (form.has('theme')) {
		const now = themeFor(from?.pathname ?? '/', cookies.get('theme'));
		cookies.set('theme', themeAfter[now], keep);
	}
	redirect(303, back ?? '/');
};
