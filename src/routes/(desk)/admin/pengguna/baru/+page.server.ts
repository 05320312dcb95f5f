import { fail } from '@sveltejs/kit';
import type { Membership } from '#lib/contract/role.ts';
import { createPerson } from '#lib/server/accounts.ts';
import { generatePassword } from '#lib/server/credentials.ts';
import { app } from '#lib/server/process.ts';
import { accountFaults } from '../account-faults.server.ts';
import { agencyChoices, membershipsOf } from '../role-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ agencies: agencyChoices() });

type Answer = {
	values?: { username: string; name: string; memberships: Membership[] };
	fault?: { field: 'username' | 'name' | 'roles' | null; text: string };
	made?: { username: string; password: string };
};
const answer = (given: Answer): Answer => given;

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { database, logger } = app();
		const form = await request.formData();
		const values = {
			username: String(form.get('username') ?? '').trim(),
			name: String(form.get('name') ?? '').trim(),
			memberships: membershipsOf(form)
		};
		// made here, so that no admin has to think of one or learns somebody's favourite
		const password = generatePassword();
		const result = await createPerson(database, { ...values, password });
		if (!result.ok) {
			const { field, sentence } = accountFaults[result.because];
			return fail(422, answer({ values, fault: { field, text: sentence() } }));
		}
		const by = locals.viewer.kind === 'person' ? locals.viewer.id : null;
		logger.info({ by, person: result.id, roles: values.memberships }, 'account made');
		return answer({ made: { username: values.username.toLowerCase(), password } });
	}
};
