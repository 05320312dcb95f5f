import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgencyProfile, City } from '../contract/agency.ts';
import type { Recorded } from '../contract/fact.ts';
import { emptyFold, foldFact } from '../domain/agency-day.ts';
import { queueTotals } from '../domain/queue-totals.ts';
import { queueSamplesOf } from './queue-day.ts';

const day = '2021-01-12';
const city: City = {
	code: 'TJL',
	name: 'Tanjung Lestari',
	timeZone: 'Asia/Makassar',
	holidays: [],
	simulated: true
};
const profile = { code: 'DISNAKER', services: [], counters: 4 } as unknown as AgencyProfile; // boundary: what the fold reads
const context = { city, profile, checklists: {} };

/** Minutes since 08.00 WITA. */
const at = (minute: number) => new Date(Date.UTC(2021, 0, 12, 0, minute)).toISOString();

function recorded(type: string, payload: object, minute: number, seq: number): Recorded {
	// boundary: the log's rows are typed by their `type`
	return {
		seq,
		id: String(seq),
		agency: 'DISNAKER',
		origin: 'feed',
		observedAt: at(minute),
		receivedAt: at(minute),
		type,
		payload,
		day,
		by: null,
		assigned: type === 'ticket.issued' ? { ticketNumber: seq } : null
	} as Recorded;
}

const steps = fc.array(
	fc.record({
		type: fc.constantFrom('ticket.issued', 'ticket.called', 'ticket.serving', 'ticket.served'),
		ticket: fc.integer({ min: 0, max: 9 }),
		wait: fc.integer({ min: 0, max: 9 })
	}),
	{ maxLength: 60 }
);

describe('the queue through a day', () => {
	it('ends where the board stands, and never goes back in time', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (list) => {
				let minute = 0;
				const facts = list.map(({ type, ticket, wait }, index) =>
					recorded(
						type,
						{ ticketId: `t${ticket}`, service: 'A', channel: 'web', partySize: 1, counter: '1' },
						(minute += wait),
						index + 1
					)
				);
				const samples = await queueSamplesOf(facts, day, context);
				const fold = facts.reduce((f, fact) => foldFact(f, fact, context), emptyFold(day));
				const { waiting, outside } = queueTotals(fold.day);
				expect(samples.at(-1) ?? { waiting: 0, outside: 0 }).toMatchObject({ waiting, outside });
				const minutes = samples.map((sample) => sample.minute);
				expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
				expect(new Set(minutes).size).toBe(minutes.length);
			})
		);
	});

	it('is told by the clock of the city', async () => {
		const reading = { waiting: 5, serving: 1, served: 3, status: 'open', ticketsStopped: false };
		const samples = await queueSamplesOf([recorded('queue.read', reading, 30, 1)], day, context);
		expect(samples).toEqual([{ minute: 8 * 60 + 30, waiting: 5, outside: 0 }]);
	});
});
