import { roles } from '#lib/contract/role.ts';
import { agoWords, dateMedium } from '#lib/i18n/format.ts';
import { roleLabel } from '#lib/i18n/labels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { secondsSince } from './ago.ts';
import type { PageData } from './$types';

const expiresSoon = 14 * 24 * 60 * 60;
const unusedAfter = 60 * 60;
export const silentAfter = 10 * 60;

/** What an admin should look at, most pressing first, each with the page where it is done. */
export function attention({ feeds, screens, people, now, zone }: PageData) {
	const list: { href: string; text: string }[] = [];
	const add = (href: string, text: string) => void list.push({ href, text });

	for (const { name, state, expiresAt, lastUsedAt, createdAt } of feeds) {
		// a feed that ran out was used to the end; one that was replaced has been revoked
		if (state === 'expired') add('/admin/umpan', m.admin_attention_feed_expired({ name }));
		if (state !== 'working') continue;
		if (-secondsSince(expiresAt, now) < expiresSoon) {
			const date = dateMedium(expiresAt, zone);
			add('/admin/umpan', m.admin_attention_feed_expiring({ name, date }));
		}
		if (lastUsedAt === null && secondsSince(createdAt, now) > unusedAfter) {
			add('/admin/umpan', m.admin_attention_feed_unused({ name }));
		}
	}
	for (const { name, revokedAt, lastSeenAt } of screens) {
		const silent = lastSeenAt === null ? 0 : secondsSince(lastSeenAt, now);
		if (revokedAt !== null || silent < silentAfter) continue;
		add('/admin/layar', m.admin_attention_screen_silent({ name, age: agoWords(silent) }));
	}
	for (const role of roles) {
		const held = people.some(
			(person) => !person.disabledAt && person.memberships.some((one) => one.role === role)
		);
		if (!held) {
			add('/admin/pengguna', m.admin_attention_role_vacant({ role: roleLabel(role) }));
		}
	}
	return list;
}
