import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyBook, ticketOf, ticketsOf, withTicket } from './ticket-book.ts';
import { issueTicket } from './ticket.ts';
import { newId, recorded } from './test-samples.ts';

function ticket(ticketId: string, number: number) {
	const issued = recorded('ticket.issued', { payload: { ticketId } });
	if (issued.type !== 'ticket.issued') throw new Error('a ticket');
	return issueTicket(issued, number);
}
const ids = Array.from({ length: 600 }, newId);

it('holds what a map by id would hold, and leaves older books as they were', () => {
	const puts = fc.array(fc.tuple(fc.nat(ids.length - 1), fc.nat(1000)), { maxLength: 200 });
	fc.assert(
		fc.property(puts, (list) => {
			const map = new Map<string, number>();
			let book = emptyBook;
			for (const [index, number] of list) {
				const id = ids[index] ?? '';
				const before = book;
				const known = ticketOf(before, id)?.number;
				book = withTicket(book, ticket(id, number));
				expect(ticketOf(before, id)?.number).toBe(known);
				map.set(id, number);
			}
			for (const id of ids) expect(ticketOf(book, id)?.number).toBe(map.get(id));
			expect(ticketsOf(book)).toHaveLength(map.size);
		}),
		{ numRuns: 30 }
	);
});

it('finds nothing in an empty book', () => {
	expect(ticketOf(emptyBook, newId())).toBeUndefined();
	expect(ticketsOf(emptyBook)).toEqual([]);
});
