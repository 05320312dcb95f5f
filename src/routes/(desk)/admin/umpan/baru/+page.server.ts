import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/paraglide/messages.js';
import { createFeed } from '#lib/server/feeds.ts';
import { app } from '#lib/server/process.ts';
import { feedFactTypes, feedSchema } from './feed-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
	agencies: app()
		.registry.agencies()
		.map(({ code, shortName }) => ({ value: code, label: shortName })),
	factTypes: [...feedFactTypes]
});

const sentences = {
	name: m.admin_fault_name,
	agencies: m.admin_fault_agencies,
	factTypes: m.admin_fault_types,
	days: m.admin_fault_days,
	ratePerMinute: m.admin_fault_rate
};
type Field = keyof typeof sentences;

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { database, logger, registry } = app();
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const values = {
			name: text('name'),
			agencies: form.getAll('agencies').map(String),
			factTypes: form.getAll('factTypes').map(String),
			days: text('days'),
			ratePerMinute: text('ratePerMinute')
		};
		const parsed = v.safeParse(feedSchema, values);
		const faults: Partial<Record<Field, string>> = {};
		for (const issue of parsed.issues ?? []) {
			// boundary: valibot widens the keys of its own schema
			const field = issue.path?.[0]?.key as Field;
			faults[field] = sentences[field]();
		}
		if (values.agencies.some((code) => !registry.profile(code))) {
			faults.agencies = sentences.agencies();
		}
		if (!parsed.success || faults.agencies) return fail(422, { values, faults, made: null });

		const by = locals.viewer.kind === 'person' ? locals.viewer.id : null;
		const { id, token } = await createFeed(database, { ...parsed.output, createdBy: by });
		logger.info({ by, feed: id }, 'feed made');
		return { values: null, faults: null, made: { name: parsed.output.name, token } };
	}
};
