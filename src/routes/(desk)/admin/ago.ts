import { agoWords } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export const secondsSince = (instant: string, now: string): number =>
	(Date.parse(now) - Date.parse(instant)) / 1000;

/** `14 mnt lalu`, `baru saja`, or that it never happened. */
export function ago(instant: string | null, now: string): string {
	if (instant === null) return m.admin_never();
	const seconds = secondsSince(instant, now);
	return seconds < 90 ? m.admin_just_now() : agoWords(seconds);
}
