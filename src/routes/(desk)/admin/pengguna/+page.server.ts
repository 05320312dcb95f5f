import { listPeople } from '#lib/server/accounts.ts';
import { app } from '#lib/server/process.ts';
import { realTime } from '../real-time.server.ts';
import { agencyChoices } from './role-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	people: await listPeople(app().database),
	agencies: agencyChoices(),
	...realTime()
});
