import type { AlertKind, ComplianceBand } from '#lib/contract/board.ts';
import type { AgencyView } from '#lib/domain/agency-view.ts';
import { binding } from '#lib/domain/limits.ts';
import { ageWords, durationWords, number, percent } from '#lib/i18n/format.ts';
import { bandLabel, severityLabel } from '#lib/i18n/labels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { GlyphKind } from './status-glyph.svelte';
import { closedWords } from './wall-closed-words.ts';

/** The colour a single number takes: red or amber when it offends, grey when it is out of date. */
export type Tone = 'alert' | 'warn' | 'stale' | null;

/** A number with its tone, ready to print. */
export type Figure = { text: string; tone: Tone };

/** One line of the wall's matrix: words and widths only, nothing left to judge. */
export type WallRow = {
	code: string;
	name: string;
	state: GlyphKind;
	stateLabel: string;
	/** A small tag beside the name: the age of the data, a crowd in the room. */
	note: { text: string; short: string; tone: 'stale' | 'alert' | 'warn' } | null;
	queue: Figure | null;
	service:
		| {
				kind: 'quota';
				served: Figure;
				/** `/50`; it is the quota that runs out, so it takes the colour. */
				limit: Figure;
				/** Served, places taken, and where the day should be by now, in percent of the quota. */
				pct: number;
				takenPct: number;
				pacePct: number;
				paceLabel: string;
		  }
		| { kind: 'served'; served: Figure; words: string }
		/** Closed, online, without counter; what was served before closing stays. */
		| { kind: 'words'; words: string; served: Figure | null; limit: string };
	presence:
		| { kind: 'capped'; value: Figure; cap: string }
		| { kind: 'uncapped'; value: Figure; words: string }
		| { kind: 'words'; words: string }
		| null;
	sidak: { score: Figure; band: ComplianceBand | null; bandLabel: string } | null;
};

/**
 * @param nameOf short name of an agency by its code, for "diatur Dinkes"
 */
export function wallRow(view: AgencyView, nameOf: (code: string) => string): WallRow {
	const state = stateOf(view);
	return {
		code: view.profile.code,
		name: view.profile.shortName,
		state,
		stateLabel: severityLabel(state),
		note: noteOf(view),
		queue: view.queue && {
			text: number(view.queue.waiting),
			tone: toneOf(view, ['queue'], view.freshness.queue.state)
		},
		service: serviceOf(view),
		presence: presenceOf(view, nameOf),
		sidak: view.sidak && {
			score: {
				text: view.sidak.score === null ? '—' : number(Math.round(view.sidak.score)),
				tone: toneOf(view, ['sidak', 'findingOverdue'])
			},
			band: view.sidak.band,
			bandLabel: bandLabel(view.sidak.band)
		}
	};
}

/** Silence is never green: an open counter that has said nothing today is not "baik", whoever counted its staff. */
function stateOf({ severity, service, queue }: AgencyView): AgencyView['severity'] {
	const open = service.state === 'open' || service.state === 'limited';
	return severity === 'ok' && open && queue === null ? 'none' : severity;
}

/** The worst tone of the alerts that speak of this number; grey when the number itself is out of date. */
function toneOf(view: AgencyView, kinds: readonly AlertKind[], freshness?: string): Tone {
	const loud = view.alerts.filter(
		({ kind, state }) => kinds.includes(kind) && (state === 'new' || state === 'acknowledged')
	);
	if (loud.some(({ severity }) => severity === 'alert')) return 'alert';
	if (loud.length > 0) return 'warn';
	return freshness === 'stale' ? 'stale' : null;
}

function noteOf({ room, freshness: { overall }, service }: AgencyView): WallRow['note'] {
	const { state, ageSeconds } = overall;
	const aged = (state === 'stale' || state === 'late') && ageSeconds !== null;
	const age: WallRow['note'] = aged
		? { text: ageWords(ageSeconds), short: durationWords(ageSeconds), tone: 'stale' }
		: null;
	// grey values must say why they are grey
	if (state === 'stale' && age) return age;
	if (room?.over) {
		const text = m.wall_room({ inside: number(room.inside), cap: number(room.cap ?? 0) });
		const short = `${number(room.inside)}/${number(room.cap ?? 0)}`;
		return { text, short, tone: room.override === null ? 'alert' : 'warn' };
	}
	if (age) return age;
	// a crowd in the yard is a crowd (C3)
	if (room && room.outside > 0 && service.inHours) {
		const text = m.wall_outside({ n: number(room.outside) });
		return { text, short: text, tone: 'stale' };
	}
	return null;
}

function serviceOf(view: AgencyView): WallRow['service'] {
	const { queue, quota, freshness } = view;
	const tone = toneOf(view, ['served'], freshness.queue.state);
	const served = queue && { text: number(queue.served), tone };
	const limit = quota ? `/${number(quota.limit)}` : '';
	const words = (text: string, withServed = true): WallRow['service'] => ({
		kind: 'words',
		words: text,
		served: withServed && queue && queue.served > 0 ? served : null,
		limit
	});
	const closed = closedWords(view);
	if (closed) return words(closed);
	if (queue?.closed) return words(m.wall_closed());
	if (!queue || !served) return words(m.wall_not_reported(), false);
	if (!quota) return { kind: 'served', served, words: m.wall_served_words() };
	const share = (count: number) => (quota.limit === 0 ? 0 : (100 * count) / quota.limit);
	return {
		kind: 'quota',
		served: { text: number(quota.served), tone },
		limit: { text: limit, tone: toneOf(view, ['quota']) },
		pct: share(quota.served),
		takenPct: share(quota.issued),
		pacePct: quota.pacePct,
		paceLabel: m.wall_pace_should({ pct: percent(quota.pacePct) })
	};
}

function presenceOf(view: AgencyView, nameOf: (code: string) => string): WallRow['presence'] {
	const { attendance, limits, freshness, service } = view;
	const delegate = binding(limits.delegatedTo);
	const delegated = delegate === null ? '' : delegatedWords(delegate, nameOf);
	if (!attendance) {
		if (delegated) return { kind: 'words', words: delegated };
		return service.inOffice ? { kind: 'words', words: m.wall_not_reported() } : null;
	}
	const { cap, capState, pct } = attendance;
	const tone = toneOf(view, ['wfoOver', 'wfoUnder'], freshness.presence.state);
	if (cap && cap.pct === null)
		return {
			kind: 'capped',
			value: { text: number(attendance.wfo), tone },
			cap: `/${number(cap.people)}`
		};
	if (cap && cap.pct !== null) {
		// a breach by one person must not round down onto the cap it breaks
		const shown = capState === 'over' ? Math.ceil(pct) : Math.floor(pct);
		return {
			kind: 'capped',
			value: { text: number(shown), tone },
			cap: `/${percent(cap.pct)}`
		};
	}
	const value = { text: percent(pct), tone };
	if (capState === 'setByHead') return { kind: 'uncapped', value, words: m.wall_no_number() };
	return { kind: 'uncapped', value, words: capState === 'delegated' ? delegated : '' };
}

/** `diatur Dinkes`: a code reads better than a long name where there is little room. */
export function delegatedWords(code: string, nameOf: (code: string) => string): string {
	const name = nameOf(code);
	const short =
		name.length <= 10 || code.includes('-') ? name : code.charAt(0) + code.slice(1).toLowerCase();
	return m.wall_delegated({ name: short });
}
