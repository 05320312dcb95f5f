import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { app } from '#lib/server/process.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
	const { keeper, registry } = app();
	const profile = registry.profile(params.agency);
	if (!profile) error(404, m.field_unknown_agency());
	const snapshot = keeper.snapshot();
	if (!snapshot) error(503, m.field_no_city());
	return { snapshot, profile, checklists: registry.checklists() };
};
