import { m } from '#lib/i18n/paraglide/messages.js';
import type { AccountRefusal } from '#lib/server/accounts.ts';

/** Which field of the account forms a refusal is about, and what it says. */
export const accountFaults: Record<
	AccountRefusal,
	{ field: 'username' | 'name' | 'roles' | null; sentence: () => string }
> = {
	usernameInvalid: { field: 'username', sentence: m.admin_fault_username_invalid },
	usernameTaken: { field: 'username', sentence: m.admin_fault_username_taken },
	nameInvalid: { field: 'name', sentence: m.admin_fault_person_name },
	passwordTooShort: { field: null, sentence: m.admin_fault_password },
	passwordTooLong: { field: null, sentence: m.admin_fault_password },
	membershipInvalid: { field: 'roles', sentence: m.admin_fault_roles },
	unknownPerson: { field: null, sentence: m.admin_gone },
	ownAccount: { field: null, sentence: m.admin_fault_own_account }
};
