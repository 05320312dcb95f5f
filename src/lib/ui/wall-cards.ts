import type { Alert } from '#lib/contract/board.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import type { AgencyView } from '#lib/domain/agency-view.ts';
import { clock, number } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { linesOf } from './wall-text-width.ts';

/** One thing that needs action, ready to print. */
export type WallCard = {
	key: string;
	look: 'alert' | 'warn' | 'acknowledged';
	/** Who. */
	name: string;
	/** Number and limit: `antre 34, batas 25`. */
	what: string;
	/** Since when and by which regulation; or who acknowledged it, and when. */
	detail: string;
	/** Blinks slowly while it is new. */
	fresh: boolean;
};

/** What the column beside the matrix shows. */
export type WallActions = {
	cards: WallCard[];
	/** All that need action, shown or not. */
	total: number;
	/** Words under the title when nothing needs action. */
	quiet: string;
};

/** What a card's words need besides the agency itself. */
export type CardContext = {
	/** `800/0109/Org`: the regulation a clause stands in; null when it is unknown here. */
	regulationOf: (clause: ClauseRef) => string | null;
	isFresh: (key: string) => boolean;
};

type Entry = Omit<WallCard, 'fresh'> & { at: string };

/** From this many silent agencies on, one card speaks for all of them. */
const flood = 4;

/** Everything that needs action in the city: unacknowledged first, each group newest first (F6). */
export function wallCards(views: readonly AgencyView[], context: CardContext): WallCard[] {
	const entries: Entry[] = [];
	const silent: { view: AgencyView; alert: Alert }[] = [];
	for (const view of views) {
		const loud = view.alerts.filter(({ state }) => state === 'new' || state === 'acknowledged');
		const overdue = loud.filter(({ kind }) => kind === 'findingOverdue');
		const [oldest] = overdue.toSorted((a, b) => (a.since < b.since ? -1 : 1));
		if (oldest) entries.push(entry(view, oldest, overdue.length, context));
		for (const alert of loud) {
			if (alert.kind === 'stale' && alert.state === 'new') silent.push({ view, alert });
			else if (alert.kind !== 'findingOverdue') entries.push(entry(view, alert, 1, context));
		}
	}
	if (silent.length >= flood) entries.push(floodOf(silent));
	else for (const { view, alert } of silent) entries.push(entry(view, alert, 1, context));
	return entries
		.sort(
			(a, b) =>
				Number(a.look === 'acknowledged') - Number(b.look === 'acknowledged') ||
				(a.at === b.at ? (a.key < b.key ? -1 : 1) : a.at < b.at ? 1 : -1)
		)
		.map(({ at: _at, ...card }) => ({ ...card, fresh: context.isFresh(card.key) }));
}

function entry(view: AgencyView, alert: Alert, count: number, context: CardContext): Entry {
	const zone = view.timeZone;
	const seen = alert.state === 'acknowledged' ? alert.acknowledged : null;
	const number_ = alert.clause && context.regulationOf(alert.clause);
	const detail = seen
		? m.wall_card_acknowledged({ name: seen.by, at: clock(seen.at, zone) })
		: [sinceWords(view, alert), number_].filter(Boolean).join(' · ');
	return {
		key: alert.key,
		look: seen ? 'acknowledged' : alert.severity,
		name: view.profile.shortName,
		what: whatWords(view, alert, count),
		detail,
		at: seen?.at ?? alert.since
	};
}

function sinceWords(view: AgencyView, alert: Alert): string {
	const zone = view.timeZone;
	if (alert.kind === 'sidak' && view.sidak) {
		const at = clock(view.sidak.at, zone);
		const critical = alert.about?.split(', ') ?? [];
		if (critical.length > 1) return m.wall_card_seen_critical({ n: number(critical.length), at });
		return critical.length === 1
			? m.wall_card_seen_item({ code: critical.join(), at })
			: m.wall_card_seen({ at });
	}
	if (alert.kind === 'quota' && alert.about !== 'full' && view.quota?.exhaustedAt)
		return m.wall_card_runs_out({ at: clock(view.quota.exhaustedAt, zone) });
	if (alert.kind === 'stale')
		return alert.about
			? m.wall_card_last({ at: clock(alert.about, zone) })
			: m.wall_card_never_today();
	return m.wall_card_since({ at: clock(alert.since, zone) });
}

function whatWords(view: AgencyView, alert: Alert, count: number): string {
	const value = number(Math.round(alert.value));
	const limit = alert.limit === null ? null : number(Math.round(alert.limit));
	switch (alert.kind) {
		case 'quota':
			if (alert.about === 'full') return m.wall_card_quota_full({ limit: limit ?? value });
			return m.wall_card_quota_of({ served: value, limit: limit ?? '—' });
		case 'queue':
			if (alert.about === 'wait')
				return limit === null
					? m.wall_card_wait({ value })
					: m.wall_card_wait_limit({ value, limit });
			return limit === null
				? m.wall_card_queue({ value })
				: m.wall_card_queue_limit({ value, limit });
		case 'room':
			return limit === null
				? m.wall_card_room({ value })
				: m.wall_card_room_limit({ value, limit });
		case 'wfoOver':
			return m.wall_card_wfo_over({ value, limit: limit ?? '—' });
		case 'wfoUnder':
			return alert.about === 'wfh'
				? m.wall_card_wfh_over({ value, limit: limit ?? '—' })
				: m.wall_card_wfo_under({ value, limit: limit ?? '—' });
		case 'sidak':
			return m.wall_card_sidak({ value });
		case 'findingOverdue':
			return count > 1
				? m.wall_card_overdue({ n: number(count) })
				: m.wall_card_overdue_one({ code: alert.about ?? '' });
		case 'stale':
			return m.wall_card_stale();
		case 'served':
			return m.wall_card_served();
		default:
			return alert.kind satisfies never;
	}
}

/** A network gone is one thing to repair, not thirty (EEMUA 191). */
function floodOf(silent: readonly { view: AgencyView; alert: Alert }[]): Entry {
	const newest = silent.reduce((a, b) => (a.alert.since > b.alert.since ? a : b));
	const names = silent.map(({ view }) => view.profile.shortName);
	const shown = names.slice(0, 3).join(', ');
	return {
		key: 'city/stale',
		look: 'warn',
		name: m.wall_flood({ n: number(silent.length) }),
		what: m.wall_card_since({ at: clock(newest.alert.since, newest.view.timeZone) }),
		detail: names.length > 3 ? m.wall_flood_names({ names: shown, n: names.length - 3 }) : shown,
		at: newest.alert.since
	};
}

/** Space between two cards. */
export const cardGap = 12;
/** Width of a card's words beside the matrix, in units of 1/1080 of the screen's height. */
const cardWidth = 452;
/** The same where the cards have a page of their own. */
const pageWidth = 1800;
const mostCards = 5;

/**
 * The cards that fit into `area`. Where not all do, reds go before ambers and both before what somebody has
 * seen to already; the order shown stays newest first.
 */
export function fittingCards(
	cards: readonly WallCard[],
	room: { area: number; factor: number; page: 'beside' | 'wide' | 'tall' }
): { cards: WallCard[]; left: number } {
	const { area, factor, page } = room;
	const width = (page === 'beside' ? cardWidth : pageWidth) / factor;
	const heightOf = ({ detail }: WallCard) =>
		((page === 'wide' ? 47 : 94) + 34 * Math.max(1, linesOf(detail, width / 28))) * factor + 20;
	const rank = { alert: 0, warn: 1, acknowledged: 2 };
	const byRank = cards
		.map((card, index) => ({ card, index }))
		.sort((a, b) => rank[a.card.look] - rank[b.card.look] || a.index - b.index);
	// the line "+3 lagi" needs its place too
	const all = cards.reduce((sum, card) => sum + heightOf(card) + cardGap, -cardGap);
	let left = all <= area && cards.length <= mostCards ? area : area - 44 * factor;
	const chosen = new Set<WallCard>();
	for (const { card } of byRank) {
		const height = heightOf(card) + (chosen.size > 0 ? cardGap : 0);
		if (chosen.size === mostCards || height > left) break;
		chosen.add(card);
		left -= height;
	}
	return { cards: cards.filter((card) => chosen.has(card)), left };
}
