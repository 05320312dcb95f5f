import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#lib/server/auth.ts';
import { signOut } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing to see; signing out changes state, so it is a POST. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async ({ request, cookies }) => {
		await signOut(request.headers);
		cookies.delete(sessionCookie, { path: '/' });
		redirect(303, '/masuk');
	}
};
