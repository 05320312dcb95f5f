import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { app } from '#lib/server/process.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
	const { keeper, registry } = app();
	const snapshot = keeper.snapshot();
	if (!snapshot) error(503, m.field_no_city());
	const profile = snapshot.agencies.find(({ code }) => code === params.agency);
	if (!profile) error(404, m.field_unknown_agency());
	return { snapshot, profile, checklists: registry.checklists() };
};
