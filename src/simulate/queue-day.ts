import type { TicketChannel } from '#lib/contract/facts.ts';
import { Agenda } from './agenda.ts';
import type { Random } from './random.ts';

/** Somebody who comes to an agency today. `n` counts from 0 in order of arrival. */
export type Visitor = {
	n: number;
	atMs: number;
	service: string;
	/** How long the desk will need, ms. */
	deskMs: number;
	channel: TicketChannel;
	partySize: number;
	priority: boolean;
	/** Sent online at the door by rule, whatever the hour: wrong channel, or a service that waits. */
	turnedAway: boolean;
};

/** What can happen to a visitor, in the words of the ticket's life (B3); `diverted` never got a number. */
type VisitorEventKind =
	| 'arrived'
	| 'diverted'
	| 'admitted'
	| 'called'
	| 'recalled'
	| 'serving'
	| 'served'
	| 'noShow'
	| 'returned'
	| 'movedOnline';

export type QueueEvent = { atMs: number } & (
	| {
			kind: VisitorEventKind;
			visitor: Visitor;
			/** Stands outside after `arrived`, or until `movedOnline`. */
			outside: boolean;
			/** Desk 1, 2, 3 …; 0 where no desk is involved. */
			counter: number;
	  }
	/** People who slipped in past the cap, and left again; they draw no numbers. */
	| { kind: 'groupEntered'; people: number }
	| { kind: 'groupLeft'; people: number }
);

export type QueueRules = {
	opensMs: number;
	closesMs: number;
	lastTicketMs: number;
	counters: number;
	/** Numbers that may be out today; null without a quota. No-shows give theirs back. */
	quota: number | null;
	/** The same by service, where a rule sets one. */
	serviceQuota: Readonly<Record<string, number>>;
	/** People the room may hold; null without a limit. */
	roomCap: number | null;
	/** The room fills, empties, and only then fills again (C2). */
	batch: boolean;
	noShowRate: number;
	/** When a group slips in past the cap, if ever; ms since 1970 UTC. */
	overrun: { fromMs: number; toMs: number } | null;
};

/**
 * One agency's queue played through for a day, event by event in order of time. Whoever comes is
 * served, does not show up, still waits, or was diverted online; there is no fifth way (B7).
 */
export function playQueue(
	visitors: readonly Visitor[],
	rules: QueueRules,
	random: Random
): QueueEvent[] {
	const events: QueueEvent[] = [];
	const agenda = new Agenda();
	const waiting: Visitor[] = [];
	const outside: Visitor[] = [];
	const free = Array.from({ length: rules.counters }, (_, n) => n + 1);
	const returnedOnce = new Set<number>();
	const numbersOut = new Map<string, number>();
	let allNumbersOut = 0;
	let inside = 0;
	let batchOpen = true;

	const say = (
		atMs: number,
		kind: VisitorEventKind,
		visitor: Visitor,
		{ outside: out = false, counter = 0 } = {}
	) => events.push({ atMs, kind, visitor, outside: out, counter });

	const numberLeft = ({ service }: Visitor) => {
		const ofService = rules.serviceQuota[service];
		if (ofService !== undefined && (numbersOut.get(service) ?? 0) >= ofService) return false;
		return rules.quota === null || allNumbersOut < rules.quota;
	};
	const countNumber = ({ service }: Visitor, by: 1 | -1) => {
		allNumbersOut += by;
		numbersOut.set(service, (numbersOut.get(service) ?? 0) + by);
	};
	const mayEnter = ({ partySize }: Visitor) =>
		(!rules.batch || batchOpen || inside === 0) &&
		(rules.roomCap === null || inside + partySize <= rules.roomCap);
	const leave = (atMs: number, people: number) => {
		inside -= people;
		batchOpen = inside === 0;
		if (atMs >= rules.closesMs) return;
		for (let next = outside[0]; next && mayEnter(next); next = outside[0]) {
			outside.shift();
			inside += next.partySize;
			waiting.push(next);
			say(atMs, 'admitted', next);
		}
	};

	const call = (atMs: number) => {
		if (atMs < rules.opensMs || atMs >= rules.closesMs) return;
		while (free.length > 0 && waiting.length > 0) {
			const urgent = waiting.findIndex(({ priority }) => priority);
			const [visitor] = waiting.splice(Math.max(0, urgent), 1);
			const counter = free.shift();
			if (!visitor || counter === undefined) return;
			say(atMs, 'called', visitor, { counter });
			if (!returnedOnce.has(visitor.n) && random.chance(rules.noShowRate)) {
				missIt(atMs, visitor, counter);
			} else {
				const begins = atMs + random.whole(15, 40) * 1000;
				agenda.at(begins, (t) => say(t, 'serving', visitor, { counter }));
				agenda.at(begins + visitor.deskMs, (t) => end(t, 'served', visitor, counter));
			}
		}
	};
	const end = (atMs: number, kind: 'served' | 'noShow', visitor: Visitor, counter: number) => {
		say(atMs, kind, visitor);
		free.push(counter);
		free.sort((a, b) => a - b);
		leave(atMs, visitor.partySize);
		call(atMs);
	};
	const missIt = (atMs: number, visitor: Visitor, counter: number) => {
		const again = atMs + random.whole(40, 60) * 1000;
		const gone = again + random.whole(40, 60) * 1000;
		agenda.at(again, (t) => say(t, 'recalled', visitor, { counter }));
		agenda.at(gone, (t) => {
			countNumber(visitor, -1);
			end(t, 'noShow', visitor, counter);
		});
		// one in eight was only at the copy shop
		if (random.chance(0.125)) {
			agenda.at(gone + random.whole(300, 900) * 1000, (t) => comeBack(t, visitor));
		}
	};
	const comeBack = (atMs: number, visitor: Visitor) => {
		if (atMs >= rules.lastTicketMs || outside.length > 0) return;
		if (!mayEnter(visitor) || !numberLeft(visitor)) return;
		returnedOnce.add(visitor.n);
		countNumber(visitor, 1);
		inside += visitor.partySize;
		waiting.push(visitor);
		say(atMs, 'returned', visitor);
		call(atMs);
	};
	const arrive = (atMs: number, visitor: Visitor) => {
		if (visitor.turnedAway || !numberLeft(visitor) || atMs >= rules.lastTicketMs) {
			say(atMs, 'diverted', visitor);
			return;
		}
		countNumber(visitor, 1);
		if (outside.length > 0 || !mayEnter(visitor)) {
			outside.push(visitor);
			say(atMs, 'arrived', visitor, { outside: true });
			return;
		}
		inside += visitor.partySize;
		waiting.push(visitor);
		say(atMs, 'arrived', visitor);
		call(atMs);
	};

	for (const visitor of visitors) {
		agenda.at(Math.max(visitor.atMs, rules.opensMs), (atMs) => arrive(atMs, visitor));
	}
	if (rules.overrun && rules.roomCap !== null) {
		const { overrun, roomCap } = rules;
		agenda.at(overrun.fromMs, (atMs) => {
			const people = Math.max(2, roomCap - inside + 3);
			inside += people;
			events.push({ atMs, kind: 'groupEntered', people });
			agenda.at(overrun.toMs, (later) => {
				events.push({ atMs: later, kind: 'groupLeft', people });
				leave(later, people);
				call(later);
			});
		});
	}
	agenda.at(rules.closesMs, (atMs) => {
		for (const visitor of waiting.splice(0)) {
			say(atMs, 'movedOnline', visitor);
			inside -= visitor.partySize;
		}
		for (const visitor of outside.splice(0)) say(atMs, 'movedOnline', visitor, { outside: true });
	});
	agenda.run();
	return events;
}
