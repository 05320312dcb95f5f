import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { app } from '#lib/server/process.ts';
import type { PageServerLoad } from './$types';
import { visitsToday } from './visits.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const snapshot = app().keeper.snapshot();
	if (!snapshot) error(503, m.field_no_city());
	const visits = locals.viewer.kind === 'person' ? await visitsToday(locals.viewer.id) : [];
	return { snapshot, visits };
};
