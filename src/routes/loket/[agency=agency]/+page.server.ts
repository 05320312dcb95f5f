import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { app } from '#lib/server/process.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
	const { keeper, registry } = app();
	const snapshot = keeper.snapshot();
	if (!snapshot) error(503, m.counter_no_city());
	// the full profile: its own counters may know a sensitive service by its name
	const profile = registry.profile(params.agency);
	if (!profile) error(404, m.counter_unknown_agency());
	return { snapshot, profile, tickets: keeper.tickets(params.agency) };
};
