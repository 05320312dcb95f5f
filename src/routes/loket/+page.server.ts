import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { app } from '#lib/server/process.ts';
import type { PageServerLoad } from './$types';

/** The counters this person may stand at: one is opened at once, several are listed. */
export const load: PageServerLoad = ({ locals }) => {
	const { registry } = app();
	if (registry.empty) error(503, m.counter_no_city());
	const held = locals.viewer.kind === 'person' ? locals.viewer.memberships : [];
	const everywhere = held.some(({ agency }) => agency === null);
	const mine = new Set(held.map(({ agency }) => agency));
	const agencies = registry
		.agencies()
		.filter(({ code, services }) => services.length > 0 && (everywhere || mine.has(code)))
		.map(({ code, name, shortName, counters }) => ({ code, name, shortName, counters }));
	const [only] = agencies;
	if (only && agencies.length === 1) redirect(303, `/loket/${only.code}`);
	return { agencies, city: registry.city() };
};
