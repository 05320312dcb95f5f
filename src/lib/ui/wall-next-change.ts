import type { AgencyView } from '#lib/domain/agency-view.ts';
import { localDay, secondsBetween, type Zone } from '#lib/domain/local-time.ts';
import type { RuleChange } from '#lib/domain/regulation.ts';
import { clock, dateShort, durationWords, number } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const soonSeconds = 2 * 3600;
const farSeconds = 14 * 24 * 3600;

/**
 * The next thing that the rules or the hours change, with the time left (F8): doors that close or open within
 * two hours, a regulation within two weeks. '' when nothing is near.
 */
export function nextChangeWords(
	views: readonly AgencyView[],
	change: RuleChange | null,
	now: string,
	zone: Zone
): string {
	const within = (at: string | null, seconds: number): at is string =>
		at !== null && at > now && secondsBetween(now, at) <= seconds;
	const open = views.filter(
		({ service }) => service.state === 'open' || service.state === 'limited'
	);
	const closes = earliest(
		open.map(({ service }) => service.closesAt).filter((at) => within(at, soonSeconds))
	);
	const shut = views.filter(({ service }) => service.state === 'closed');
	const opens = earliest(
		shut.map(({ service }) => service.nextOpening).filter((at) => within(at, soonSeconds))
	);
	const rule = change && within(change.at, farSeconds) ? change.at : null;
	const next = earliest([closes, opens, rule].filter((at) => at !== null));
	if (next === null) return '';

	const left = leftWords(secondsBetween(now, next));
	const at =
		localDay(next, zone) === localDay(now, zone)
			? clock(next, zone)
			: `${dateShort(next, zone)} ${clock(next, zone)}`;
	// a regulation says more than the doors that follow it
	if (next === rule && change) {
		const of = { at, number: change.regulation.number, left };
		return change.begins ? m.wall_next_begins(of) : m.wall_next_ends(of);
	}
	const closing = open.filter(({ service }) => service.closesAt === next);
	const [only] = closing;
	if (only && closing.length === 1)
		return m.wall_next_closes_one({ at, name: only.profile.shortName, left });
	if (closing.length > 1) return m.wall_next_closes({ at, n: number(closing.length), left });
	const opening = shut.filter(({ service }) => service.nextOpening === next);
	return m.wall_next_opens({ at, n: number(opening.length), left });
}

function earliest(instants: readonly string[]): string | null {
	return instants.reduce<string | null>((a, b) => (a === null || b < a ? b : a), null);
}

/** `1 jam 18 mnt`; whole minutes, rounded up, so that it never says 0 too early. */
function leftWords(seconds: number): string {
	if (seconds < 60) return durationWords(seconds);
	const minutes = Math.ceil(seconds / 60);
	if (minutes < 60) return durationWords(minutes * 60);
	if (minutes >= 24 * 60) return durationWords(minutes * 60);
	const rest = minutes % 60;
	const hours = durationWords((minutes - rest) * 60);
	return rest === 0 ? hours : `${hours} ${durationWords(rest * 60)}`;
}
