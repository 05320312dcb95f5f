import type { Fact } from '#lib/contract/fact.ts';
import { emptyLedger, enter } from './ledger.ts';
import { instantOfMs, minutes, plannedId, type PlannedFact } from './planned.ts';
import type { QueueEvent, QueueRules } from './queue-day.ts';

/**
 * A played queue as an existing ticket machine reports it (B11): no numbers, only how many wait, are
 * served and have been served, every so often, from ten minutes before opening until the last has left.
 */
export function readingFacts(
	events: readonly QueueEvent[],
	rules: Pick<QueueRules, 'opensMs' | 'closesMs' | 'lastTicketMs' | 'counters' | 'quota'>,
	sender: { agency: string; seed: string; everyMs: number; offsetMs: number }
): PlannedFact[] {
	const facts: PlannedFact[] = [];
	const ledger = emptyLedger();
	const arrivedAt = new Map<number, number>();
	/** Waits that ended in the last half hour, oldest first. */
	const waits: { calledMs: number; seconds: number }[] = [];
	let next = 0;
	let atMs = rules.opensMs - minutes(10) + sender.offsetMs;
	for (;;) {
		for (let event = events[next]; event && event.atMs <= atMs; event = events[++next]) {
			enter(ledger, event);
			if (event.kind === 'arrived') arrivedAt.set(event.visitor.n, event.atMs);
			if (event.kind === 'called') {
				const since = arrivedAt.get(event.visitor.n) ?? event.atMs;
				waits.push({ calledMs: event.atMs, seconds: (event.atMs - since) / 1000 });
			}
		}
		while (waits[0] && waits[0].calledMs < atMs - minutes(30)) waits.shift();
		const open = atMs >= rules.opensMs && atMs < rules.closesMs;
		const numbersOut = ledger.served + ledger.waiting + ledger.serving;
		const fact: Fact = {
			id: plannedId(sender.seed, `${sender.agency}/queue`, atMs),
			agency: sender.agency,
			origin: 'feed',
			observedAt: instantOfMs(atMs),
			type: 'queue.read',
			payload: {
				waiting: ledger.waiting,
				serving: ledger.serving,
				served: ledger.served,
				countersOpen: open ? rules.counters : 0,
				meanWaitSeconds: Math.round(
					waits.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, waits.length)
				),
				status: open ? 'open' : 'closed',
				ticketsStopped:
					atMs >= rules.lastTicketMs || (rules.quota !== null && numbersOut >= rules.quota)
			}
		};
		facts.push({ atMs, fact });
		if (atMs >= rules.closesMs && next >= events.length) return facts;
		atMs += sender.everyMs;
	}
}
