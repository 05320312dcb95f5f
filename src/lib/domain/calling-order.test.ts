import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../contract/board.ts';
import {
	admissionOrder,
	atCounter,
	callingOrder,
	nextToCall,
	ticketCode
} from './calling-order.ts';

let made = 0;
function ticket(service: string, number: number, more: Partial<Ticket> = {}): Ticket {
	made += 1;
	return {
		ticketId: `ticket-${made}`,
		service,
		number,
		channel: 'walkIn',
		partySize: 1,
		priority: false,
		state: 'waiting',
		counter: null,
		issuedAt: `2021-01-12T00:${String(number).padStart(2, '0')}:00.000Z`,
		calledAt: null,
		endedAt: null,
		...more
	};
}
const codes = (tickets: Ticket[]) => tickets.map(ticketCode);

describe('callingOrder', () => {
	it('[B3] calls priority holders first and then in the order of the numbers', () => {
		const order = callingOrder(
			[ticket('A', 3), ticket('A', 1), ticket('A', 9, { priority: true }), ticket('A', 2)],
			[]
		);
		expect(codes(order)).toEqual(['A-009', 'A-001', 'A-002', 'A-003']);
	});

	it('[B3] lets a quiet service not overtake a busy one: across services the time of issue counts', () => {
		const early = ticket('A', 40, { issuedAt: '2021-01-12T01:00:00.000Z' });
		const late = ticket('B', 1, { issuedAt: '2021-01-12T01:05:00.000Z' });
		expect(codes(callingOrder([late, early], []))).toEqual(['A-040', 'B-001']);
	});

	it('[B3] keeps to the services the counter has chosen', () => {
		const tickets = [ticket('A', 1), ticket('B', 2), ticket('C', 3)];
		expect(codes(callingOrder(tickets, ['B', 'C']))).toEqual(['B-002', 'C-003']);
	});

	it('[B3] leaves out everybody who does not wait inside', () => {
		const states = ['outside', 'called', 'serving', 'served', 'noShow', 'cancelled', 'movedOnline'];
		const tickets = states.map((state, i) =>
			ticket('A', i + 1, { state: state as Ticket['state'] })
		);
		expect(callingOrder(tickets, [])).toEqual([]);
		expect(codes(admissionOrder(tickets, []))).toEqual(['A-001']);
	});

	it('[B3] gives a returned no-show its old place back', () => {
		const returned = ticket('A', 4);
		expect(nextToCall([ticket('A', 7), returned, ticket('A', 8)], [])).toBe(returned);
	});

	it('gives the same order whatever the order of arrival of the data', () => {
		const tickets = ['A', 'B', 'C'].flatMap((service) =>
			[1, 2, 3, 4].map((number) => ticket(service, number, { priority: number === 3 }))
		);
		fc.assert(
			fc.property(
				fc.shuffledSubarray(tickets, { minLength: tickets.length, maxLength: tickets.length }),
				(shuffled) => {
					expect(codes(callingOrder(shuffled, []))).toEqual(codes(callingOrder(tickets, [])));
				}
			)
		);
	});
});

describe('the clocks of machines', () => {
	it('[B3] never turn the numbers of one service round, however wrong they are', () => {
		const instant = fc
			.integer({ min: 0, max: 6 * 3600 })
			.map((seconds) => new Date(Date.UTC(2021, 0, 12) + seconds * 1000).toISOString());
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constantFrom('A', 'B'), instant)), (issued) => {
				const tickets = issued.map(([service, issuedAt], i) =>
					ticket(service, i + 1, { issuedAt })
				);
				for (const service of ['A', 'B']) {
					const numbers = callingOrder(tickets, [])
						.filter((one) => one.service === service)
						.map((one) => one.number);
					expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
				}
			})
		);
	});
});

describe('nextToCall', () => {
	it('[P24] passes over a ticket that another counter has just called', () => {
		const first = ticket('A', 1);
		const second = ticket('A', 2);
		expect(nextToCall([first, second], [], new Set([first.ticketId]))).toBe(second);
		expect(nextToCall([first], [], new Set([first.ticketId]))).toBeNull();
	});
});

describe('atCounter', () => {
	it('finds the ticket called or served here, and no other counter’s', () => {
		const here = ticket('A', 1, { state: 'serving', counter: '2' });
		const there = ticket('A', 2, { state: 'called', counter: '1' });
		const done = ticket('A', 3, { state: 'served', counter: '2' });
		expect(atCounter([there, done, here], '2')).toBe(here);
		expect(atCounter([there, done], '2')).toBeNull();
	});

	it('takes the newest when a machine has called two to one counter', () => {
		const old = ticket('A', 1, {
			state: 'called',
			counter: '2',
			calledAt: '2021-01-12T01:00:00.000Z'
		});
		const fresh = ticket('A', 2, {
			state: 'called',
			counter: '2',
			calledAt: '2021-01-12T01:04:00.000Z'
		});
		expect(atCounter([old, fresh], '2')).toBe(fresh);
	});
});
