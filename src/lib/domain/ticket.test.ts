import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceTally } from '#lib/contract/board.ts';
import type { Recorded } from '#lib/contract/fact.ts';
import { lastNumberOf } from './agency-fold.ts';
import { ticketOf, ticketsOf } from './ticket-book.ts';
import { mayStep, type TicketStep } from './ticket.ts';
import { admit } from './admit.ts';
import { admitContext, at, context, fact, folded, newId, recorded } from './test-samples.ts';
import { emptyFold, foldFact } from './agency-day.ts';

const ticketId = newId();
const issued = () => recorded('ticket.issued', { payload: { ticketId }, number: 1 });
const then = (type: TicketStep, clock = '09:05', payload = {}) =>
	recorded(type, { payload: { ...payload, ticketId }, at: at(clock) });
const stateAfter = (...facts: Recorded[]) =>
	ticketOf(folded([issued(), ...facts]).tickets, ticketId)?.state;

describe('a ticket', () => {
	it('[B3] goes from issued over called and serving to served', () => {
		expect(stateAfter()).toBe('waiting');
		expect(stateAfter(then('ticket.called'))).toBe('called');
		expect(stateAfter(then('ticket.called'), then('ticket.serving'))).toBe('serving');
		const done = folded([
			issued(),
			then('ticket.called', '09:05'),
			then('ticket.recalled', '09:06', { counter: '3' }),
			then('ticket.serving', '09:07', { counter: '3' }),
			then('ticket.served', '09:40')
		]);
		expect(ticketOf(done.tickets, ticketId)).toMatchObject({
			state: 'served',
			number: 1,
			counter: '3',
			issuedAt: at('09:00'),
			calledAt: at('09:06'),
			endedAt: at('09:40')
		});
	});

	it('[B3] may be finished right after the call, since a counter need not say that service began', () => {
		expect(stateAfter(then('ticket.called'), then('ticket.served'))).toBe('served');
	});

	it('[B3] of a no-show waits again when its holder comes back', () => {
		const facts = [then('ticket.called'), then('ticket.noShow'), then('ticket.returned')];
		expect(stateAfter(...facts)).toBe('waiting');
		expect(ticketOf(folded([issued(), ...facts]).tickets, ticketId)).toMatchObject({
			counter: null,
			calledAt: null,
			endedAt: null
		});
	});

	it('[C3] that waits outside is let in, or called in directly', () => {
		const outside = recorded('ticket.issued', { payload: { ticketId, outside: true }, number: 1 });
		const after = (...facts: Recorded[]) =>
			ticketOf(folded([outside, ...facts]).tickets, ticketId)?.state;
		expect(after()).toBe('outside');
		expect(after(then('ticket.admitted'))).toBe('waiting');
		expect(after(then('ticket.called'))).toBe('called');
	});

	it('[B3] that was transferred has a number of the other service, and the places of both are right', () => {
		const fold = folded([issued(), then('ticket.transferred', '09:05', { toService: 'K' })]);
		expect(ticketOf(fold.tickets, ticketId)).toMatchObject({
			service: 'K',
			number: 1,
			state: 'waiting'
		});
		expect(fold.day.tallies).toMatchObject({
			A: { issued: 0, waiting: 0, lastNumber: 1 },
			K: { issued: 1, waiting: 1, lastNumber: 1 }
		});
	});

	it('[B3] that has ended ends there', () => {
		const steps: TicketStep[] = ['ticket.called', 'ticket.served', 'ticket.cancelled'];
		for (const state of ['served', 'cancelled', 'movedOnline'] as const)
			expect(steps.filter((step) => mayStep(state, step))).toEqual([]);
	});
});

describe('tickets of a day', () => {
	const steps: TicketStep[] = [
		'ticket.admitted',
		'ticket.called',
		'ticket.recalled',
		'ticket.serving',
		'ticket.served',
		'ticket.noShow',
		'ticket.returned',
		'ticket.cancelled',
		'ticket.transferred',
		'ticket.movedOnline'
	];
	const moves = fc.array(
		fc.record({
			step: fc.constantFrom('ticket.issued' as const, ...steps),
			ticket: fc.nat(5),
			service: fc.constantFrom('A', 'K', 'P', 'Q'),
			outside: fc.boolean()
		}),
		{ maxLength: 60 }
	);
	const ids = Array.from({ length: 6 }, newId);

	/** What was admitted of these moves, folded with the numbers the log gave. */
	function live(list: typeof moves extends fc.Arbitrary<infer L> ? L : never) {
		let fold = emptyFold('2021-01-12');
		const given: Record<string, number[]> = {};
		const kept: Recorded[] = [];
		for (const { step, ticket, service, outside } of list) {
			const payload = { ticketId: ids[ticket] ?? newId(), service, outside };
			const said = fact(step, { payload: forType(step, payload) });
			const admission = admit(said, admitContext({ fold }));
			if (!admission.ok) continue;
			const number = admission.assigned?.ticketNumber;
			if (number !== undefined) (given[service] ??= []).push(number);
			const logged = recorded(step, {
				payload: forType(step, payload),
				...(number !== undefined && { number })
			});
			kept.push(logged);
			fold = foldFact(fold, logged, context);
		}
		return { fold, given, kept };
	}
	type Told = { ticketId: string; service: string; outside: boolean };
	function forType(step: string, { ticketId: id, service, outside }: Told) {
		if (step === 'ticket.issued') return { ticketId: id, service, outside };
		return step === 'ticket.transferred' ? { ticketId: id, toService: service } : { ticketId: id };
	}

	it('[P24] have numbers 1, 2, 3 … per service, without a gap or a double', () => {
		fc.assert(
			fc.property(moves, (list) => {
				const { fold, given } = live(list);
				for (const [service, numbers] of Object.entries(given)) {
					expect(numbers).toEqual(numbers.map((_, index) => index + 1));
					expect(lastNumberOf(fold, service)).toBe(numbers.length);
				}
			})
		);
	});

	it('[B2] are each in exactly one state of one tally, and no count is below zero', () => {
		fc.assert(
			fc.property(moves, (list) => {
				const { fold } = live(list);
				let inTallies = 0;
				for (const { issued: total, lastNumber, ...states } of Object.values(fold.day.tallies)) {
					expect(sum(states)).toBe(total);
					expect(lastNumber).toBeGreaterThanOrEqual(0);
					expect(Math.min(...Object.values(states))).toBeGreaterThanOrEqual(0);
					inTallies += total;
				}
				expect(inTallies).toBe(ticketsOf(fold.tickets).length);
			})
		);
	});

	it('[P13] fold to the same day again', () => {
		fc.assert(
			fc.property(moves, (list) => {
				const { fold, kept } = live(list);
				expect(folded(kept)).toEqual(fold);
			})
		);
	});

	it('are listed in the order they were issued', () => {
		const facts = ['09:02', '09:00', '09:01'].map((clock, index) =>
			recorded('ticket.issued', {
				payload: { ticketId: ids[index] ?? newId() },
				at: at(clock),
				number: index + 1
			})
		);
		expect(ticketsOf(folded(facts).tickets).map(({ issuedAt }) => issuedAt)).toEqual([
			at('09:00'),
			at('09:01'),
			at('09:02')
		]);
	});

	function sum(states: Omit<ServiceTally, 'issued' | 'lastNumber'>): number {
		return Object.values(states).reduce((a, b) => a + b, 0);
	}
});
