import { error, fail } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	disablePerson,
	enablePerson,
	listPeople,
	resetPassword,
	setMemberships,
	type AccountRefusal
} from '#lib/server/accounts.ts';
import { app } from '#lib/server/process.ts';
import { accountFaults } from '../account-faults.server.ts';
import { agencyChoices, membershipsOf } from '../role-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const people = await listPeople(app().database);
	const person = people.find(({ id }) => id === params.id);
	if (!person) error(404, { message: m.admin_gone() });
	const own = locals.viewer.kind === 'person' && locals.viewer.id === person.id;
	return { person, own, agencies: agencyChoices() };
};

type Answer = { done?: string; password?: string; roleFault?: string; fault?: string };
const answer = (given: Answer): Answer => given;

function refused(because: AccountRefusal) {
	const { field, sentence } = accountFaults[because];
	return fail(422, answer(field === 'roles' ? { roleFault: sentence() } : { fault: sentence() }));
}

const actorOf = ({ viewer }: App.Locals) => (viewer.kind === 'person' ? viewer.id : '');

export const actions: Actions = {
	roles: async ({ request, params, locals }) => {
		const { database, logger } = app();
		const by = actorOf(locals);
		const memberships = membershipsOf(await request.formData());
		const result = await setMemberships(database, by, params.id, memberships);
		if (!result.ok) return refused(result.because);
		logger.info({ by, person: params.id, roles: memberships }, 'roles changed');
		return answer({ done: m.admin_saved() });
	},
	disable: async ({ params, locals }) => {
		const by = actorOf(locals);
		const result = await disablePerson(app().database, by, params.id);
		if (!result.ok) return refused(result.because);
		app().logger.info({ by, person: params.id }, 'account disabled');
		return answer({ done: m.admin_person_disabled_done() });
	},
	enable: async ({ params, locals }) => {
		const by = actorOf(locals);
		const result = await enablePerson(app().database, by, params.id);
		if (!result.ok) return refused(result.because);
		app().logger.info({ by, person: params.id }, 'account enabled');
		return answer({ done: m.admin_person_enabled_done() });
	},
	reset: async ({ params, locals }) => {
		// it would end the very session in which the new password is to be read
		if (actorOf(locals) === params.id) return refused('ownAccount');
		const result = await resetPassword(app().database, params.id);
		if (!result.ok) return refused(result.because);
		app().logger.info({ by: actorOf(locals), person: params.id }, 'password reset');
		return answer({ password: result.password });
	}
};
