import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listFeeds, revokeFeed } from '#lib/server/feeds.ts';
import { app } from '#lib/server/process.ts';
import { realTime } from '../real-time.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	feeds: await listFeeds(app().database),
	...realTime()
});

const idSchema = v.pipe(v.string(), v.uuid());

export const actions: Actions = {
	revoke: async ({ request, locals }) => {
		const { database, logger } = app();
		const id = v.safeParse(idSchema, (await request.formData()).get('id'));
		if (!id.success || !(await revokeFeed(database, id.output))) {
			return fail(404, { done: null, message: m.admin_gone() });
		}
		const by = locals.viewer.kind === 'person' ? locals.viewer.id : null;
		logger.info({ by, feed: id.output }, 'feed revoked');
		return { done: m.admin_feed_revoked_done(), message: null };
	}
};
