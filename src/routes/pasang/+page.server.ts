import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A screen that is paired already goes on to its wall. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.viewer.kind === 'screen') redirect(303, '/layar');
	return { approvalPage: `${url.origin}/admin/layar` };
};
