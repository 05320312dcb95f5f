import { setImmediate as otherWork } from 'node:timers/promises';
import type { Recorded } from '../contract/fact.ts';
import { emptyFold, foldFact, type FoldContext } from '../domain/agency-day.ts';
import { localClock } from '../domain/local-time.ts';
import { queueTotals } from '../domain/queue-totals.ts';

/** How many waited at a minute of the local day (since midnight). */
export type QueueSample = { minute: number; waiting: number; outside: number };

/** Minutes that share one sample: an eight-hour day stays below 250. */
const minutesPerSample = 2;
/** Facts folded before other work gets its turn. */
const slice = 200;

/**
 * The queue of one agency through a local day, from that day's facts in log order: the same fold that the
 * board is made with, looked at after every fact. A fact that arrives late counts when it arrives.
 */
export async function queueSamplesOf(
	facts: readonly Recorded[],
	day: string,
	context: FoldContext
): Promise<QueueSample[]> {
	const samples: QueueSample[] = [];
	let fold = emptyFold(day);
	for (const [index, fact] of facts.entries()) {
		if (index % slice === slice - 1) await otherWork();
		if (fact.type !== 'queue.read' && !fact.type.startsWith('ticket.')) continue;
		fold = foldFact(fold, fact, context);
		const clock = localClock(fact.observedAt, context.city.timeZone);
		const exact = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
		const { waiting, outside } = queueTotals(fold.day);
		const last = samples.at(-1);
		const minute = Math.max(exact - (exact % minutesPerSample), last?.minute ?? 0);
		if (last?.minute === minute) samples[samples.length - 1] = { minute, waiting, outside };
		else if (last?.waiting !== waiting || last.outside !== outside)
			samples.push({ minute, waiting, outside });
	}
	return samples;
}
