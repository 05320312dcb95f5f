import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { emptyLedger, enter } from './ledger.ts';
import { playQueue, type QueueRules, type Visitor } from './queue-day.ts';
import { createRandom } from './random.ts';

const open = Date.parse('2021-01-12T00:00:00Z');
const minute = 60_000;
const visitors = fc
	.array(
		fc.record({
			minute: fc.integer({ min: -20, max: 260 }),
			service: fc.constantFrom('A', 'B'),
			deskMinutes: fc.integer({ min: 1, max: 30 }),
			partySize: fc.integer({ min: 1, max: 3 }),
			priority: fc.boolean(),
			turnedAway: fc.boolean()
		}),
		{ maxLength: 60 }
	)
	.map((list): Visitor[] =>
		list
			.toSorted((a, b) => a.minute - b.minute)
			.map(({ minute: at, deskMinutes, ...rest }, n) => ({
				...rest,
				n,
				atMs: open + at * minute,
				deskMs: deskMinutes * minute,
				channel: 'walkIn'
			}))
	);
const rules = fc.record({
	opensMs: fc.constant(open),
	closesMs: fc.constant(open + 240 * minute),
	lastTicketMs: fc.constant(open + 180 * minute),
	counters: fc.integer({ min: 1, max: 4 }),
	quota: fc.option(fc.integer({ min: 0, max: 40 })),
	serviceQuota: fc.constantFrom<Record<string, number>>({}, { B: 5 }),
	roomCap: fc.option(fc.integer({ min: 3, max: 12 })),
	batch: fc.boolean(),
	noShowRate: fc.constantFrom(0, 0.12, 1),
	overrun: fc.constantFrom(null, { fromMs: open + 30 * minute, toMs: open + 45 * minute })
}) satisfies fc.Arbitrary<QueueRules>;

describe('[B7] a played queue', () => {
	it('loses nobody, and keeps quota, last ticket, room and batches, whatever comes', () => {
		fc.assert(
			fc.property(visitors, rules, fc.string(), (who, how, seed) => {
				const events = playQueue(who, how, createRandom(seed));
				const ledger = emptyLedger();
				let inside = 0;
				let filling = true;
				let group = 0;
				let before = 0;
				for (const event of events) {
					expect(event.atMs).toBeGreaterThanOrEqual(before);
					before = event.atMs;
					enter(ledger, event);
					const { served, noShow, diverted, waiting, serving } = ledger;
					expect(served + noShow + diverted + waiting + serving).toBe(ledger.arrivals);
					if (how.quota !== null) expect(waiting + serving + served).toBeLessThanOrEqual(how.quota);
					if (event.kind === 'groupEntered') {
						inside += event.people;
						group += event.people;
						continue;
					}
					const people = event.kind === 'groupLeft' ? event.people : event.visitor.partySize;
					const enters =
						event.kind === 'admitted' ||
						event.kind === 'returned' ||
						(event.kind === 'arrived' && !event.outside);
					const leaves =
						event.kind === 'served' ||
						event.kind === 'noShow' ||
						event.kind === 'groupLeft' ||
						(event.kind === 'movedOnline' && !event.outside);
					if (enters) {
						if (how.batch) expect(filling || inside === 0).toBe(true);
						inside += people;
						if (how.roomCap !== null) expect(inside).toBeLessThanOrEqual(how.roomCap);
					}
					if (leaves) {
						inside -= people;
						filling = inside === 0;
						if (event.kind === 'groupLeft') group -= people;
					}
					if (event.kind === 'arrived') expect(event.atMs).toBeLessThan(how.lastTicketMs);
					expect(inside).toBeGreaterThanOrEqual(0);
				}
				expect(ledger.arrivals).toBe(who.length);
				expect(ledger).toMatchObject({ waiting: 0, serving: 0 });
				expect([inside, group]).toEqual([0, 0]);
			}),
			{ numRuns: 200 }
		);
	});
});
