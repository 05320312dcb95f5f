import { homeOf } from '#lib/server/route-access.ts';
import type { PageServerLoad } from './$types';

/** What hooks.server.ts shows in place of a page somebody may not open, with status 403. */
export const load: PageServerLoad = ({ locals, url }) => ({
	because: url.searchParams.get('sebab') === 'agency' ? ('agency' as const) : ('role' as const),
	name: locals.viewer.kind === 'person' ? locals.viewer.name : null,
	home: homeOf(locals.viewer)
});
