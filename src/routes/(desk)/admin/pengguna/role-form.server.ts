import { roles, type Membership } from '#lib/contract/role.ts';
import { app } from '#lib/server/process.ts';

/**
 * The roles of an account form: `role` holds the ticked ones; `agency-secretary` and the like the agencies of
 * roles that need one. An agency nobody knows counts as none, which accounts.ts refuses.
 */
export function membershipsOf(form: FormData): Membership[] {
	const ticked = form.getAll('role').map(String);
	return roles
		.filter((role) => ticked.includes(role))
		.flatMap((role): Membership[] => {
			const agencies = form
				.getAll(`agency-${role}`)
				.map(String)
				.filter((code) => app().registry.profile(code));
			if (agencies.length === 0) return [{ role, agency: null }];
			return [...new Set(agencies)].map((agency) => ({ role, agency }));
		});
}

export const agencyChoices = () =>
	app()
		.registry.agencies()
		.map(({ code, shortName }) => ({ value: code, label: shortName }));
