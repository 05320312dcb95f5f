import { redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/server/route-access.ts';
import type { PageServerLoad } from './$types';

/** The front door leads everybody to their own screen. */
export const load: PageServerLoad = ({ locals }) => redirect(303, homeOf(locals.viewer));
