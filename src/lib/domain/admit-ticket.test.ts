import { describe, expect, it } from 'vitest';
import type { Fact } from '#lib/contract/fact.ts';
import type { Limit } from '#lib/contract/regulation.ts';
import { emptyFold } from './agency-day.ts';
import { countRoom } from './room.ts';
import {
	admitContext,
	at,
	fact,
	folded,
	judged,
	newId,
	nine,
	recorded,
	setda,
	today,
	under
} from './test-samples.ts';

const limited: Limit = { kind: 'faceToFace', mode: 'limited' };
const eleven: Limit = { kind: 'hours', from: '08:00', to: '11:00' };

const take = (payload: object = {}, clock = '09:00') =>
	fact('ticket.issued', { payload: { ticketId: newId(), ...payload }, at: at(clock) });
const issue = (n: number) =>
	Array.from({ length: n }, (_, index) =>
		recorded('ticket.issued', { payload: { ticketId: newId() }, number: index + 1 })
	);
const clause = (clauseId: string) => ({ regulationId: 'uji', clauseId });

describe('a number', () => {
	it('[B1] [P24] is the next of its service', () => {
		expect(judged(take(), admitContext({ fold: folded(issue(4)) }))).toBe(5);
		expect(judged(take({ service: 'K' }), admitContext({ fold: folded(issue(4)) }))).toBe(1);
	});

	it('[B1] [P24] is refused when the quota is reached, with the quota and its clause', () => {
		const quota: Limit = { kind: 'dailyQuota', perDay: 3, baseline: 700 };
		const rules = [limited, quota];
		expect(judged(take(), under(rules, { fold: folded(issue(2)) }))).toBe(3);
		expect(judged(take(), under(rules, { fold: folded(issue(3)) }))).toEqual({
			because: 'quotaReached',
			detail: { quota: 3, issued: 3 },
			clause: clause('2')
		});
	});

	it('[B1] comes free again by a cancellation or a no-show', () => {
		const quota: Limit = { kind: 'dailyQuota', perDay: 1, baseline: null };
		const [ticket] = issue(1);
		if (ticket?.type !== 'ticket.issued') throw new Error('a ticket');
		const payload = { ticketId: ticket.payload.ticketId };
		const cancelled = folded([ticket, recorded('ticket.cancelled', { payload })]);
		expect(judged(take(), under([limited, quota], { fold: cancelled }))).toBe(2);
		const called = [ticket, recorded('ticket.called', { payload })];
		const gone = folded([...called, recorded('ticket.noShow', { payload })]);
		expect(judged(take(), under([limited, quota], { fold: gone }))).toBe(2);
	});

	it('[B1] is refused by the quota of its service, while others go on', () => {
		const book = admitContext({ fold: folded(issue(2)) });
		const serviceQuota = {
			A: { value: { perDay: 2, baseline: null }, clause: clause('9'), exempted: null }
		};
		const context = { ...book, limits: { ...book.limits, serviceQuota } };
		expect(judged(take(), context)).toMatchObject({ because: 'quotaReached', clause: clause('9') });
		expect(judged(take({ service: 'K' }), context)).toBe(1);
	});

	it('[B6] [R1] is refused before opening, after the last-ticket time and after closing', () => {
		const rules = [limited, eleven];
		const says = (clock: string) => judged(take({}, clock), under(rules, { clock }));
		expect(says('07:59')).toEqual({
			because: 'outsideServiceHours',
			detail: { from: '08:00', until: '11:00' },
			clause: clause('2')
		});
		expect(says('09:59:59')).toBe(1);
		expect(says('10:00')).toEqual({
			because: 'lastTicketPassed',
			detail: { lastTicketAt: '10:00', until: '11:00' },
			clause: clause('2')
		});
		expect(says('11:00')).toMatchObject({ because: 'outsideServiceHours' });
	});

	it('[A3] is judged by the hour at which it was given, not by the hour it is heard of', () => {
		const context = { ...under([limited, eleven]), now: at('11:30') };
		expect(judged(take({}, '09:30'), context)).toBe(1);
		expect(judged(take({}, '10:30'), context)).toMatchObject({ because: 'lastTicketPassed' });
	});

	it('[B4] from the web may be taken before the doors open, but not on a closed day', () => {
		expect(judged(take({ channel: 'web' }, '06:30'), under([limited], { clock: '06:30' }))).toBe(1);
		const holiday = at('09:00', '2021-02-12');
		const said = fact('ticket.issued', {
			payload: { ticketId: newId(), channel: 'web' },
			at: holiday
		});
		expect(judged(said, admitContext({ now: holiday }))).toMatchObject({
			because: 'outsideServiceHours'
		});
	});

	it('[R11] is refused where face-to-face is closed, with the clause, and where there are no counters', () => {
		expect(judged(take(), under([{ kind: 'faceToFace', mode: 'closed' }]))).toEqual({
			because: 'inPersonClosed',
			clause: clause('1')
		});
		const inSetda = { ...take(), agency: 'SETDA' } as Fact;
		expect(judged(inSetda, admitContext({ profile: setda }))).toMatchObject({
			because: 'unknownService'
		});
	});

	it('[R8] is for essential services only where the rule says so', () => {
		const rules: Limit[] = [limited, { kind: 'essentialOnly' }];
		expect(judged(take({ service: 'A' }), under(rules))).toBe(1);
		expect(judged(take({ service: 'K' }), under(rules))).toMatchObject({
			because: 'essentialOnly',
			clause: clause('2')
		});
	});

	it('[R14] [R3] is not for walk-ins where numbers are given online, or where new cases are', () => {
		expect(judged(take(), under([{ kind: 'onlineTicketsOnly' }]))).toMatchObject({
			because: 'onlineTicketsOnly'
		});
		expect(judged(take({ channel: 'school' }), under([{ kind: 'onlineTicketsOnly' }]))).toBe(1);
		const newCases: Limit = { kind: 'newCasesOnline', services: ['H'] };
		expect(judged(take({ service: 'H' }), under([newCases]))).toMatchObject({
			because: 'onlineTicketsOnly',
			clause: clause('1')
		});
		expect(judged(take({ service: 'H', channel: 'appointment' }), under([newCases]))).toBe(1);
	});

	it('[A2] is given where an exemption lifts the rule', () => {
		const lift: Limit = { kind: 'exemption', from: ['onlineTicketsOnly'], why: 'x', until: null };
		expect(judged(take(), under([{ kind: 'onlineTicketsOnly' }, lift]))).toBe(1);
	});

	it('[R9] is for somebody who waits outside when the room is full and the rule says so', () => {
		const rules: Limit[] = [{ kind: 'roomMaxPeople', people: 2 }, { kind: 'waitOutside' }];
		const empty = emptyFold(today);
		const full = { ...empty, day: { ...empty.day, room: countRoom(null, { inside: 2 }, nine) } };
		expect(judged(take(), under(rules, { fold: full }))).toEqual({
			because: 'roomFull',
			detail: { people: 2, inside: 2 },
			clause: clause('1')
		});
		expect(judged(take({ outside: true }), under(rules, { fold: full }))).toBe(1);
	});

	it('[B3] is refused for a service or a ticket id that cannot be', () => {
		expect(judged(take({ service: 'Z' }), admitContext({}))).toEqual({
			because: 'unknownService',
			detail: { service: 'Z' }
		});
		const [ticket] = issue(1);
		if (ticket?.type !== 'ticket.issued') throw new Error('a ticket');
		const again = take({ ticketId: ticket.payload.ticketId });
		expect(judged(again, admitContext({ fold: folded([ticket]) }))).toMatchObject({
			because: 'idReused'
		});
	});
});

describe('a step of a ticket', () => {
	const ticketId = newId();
	const one = recorded('ticket.issued', { payload: { ticketId }, number: 1 });
	const fold = folded([one]);

	it('[B3] is refused for a ticket that was not issued today, or from a state it cannot leave so', () => {
		expect(
			judged(fact('ticket.called', { payload: { ticketId: newId() } }), admitContext({ fold }))
		).toMatchObject({
			because: 'unknownTicket'
		});
		expect(
			judged(fact('ticket.served', { payload: { ticketId } }), admitContext({ fold }))
		).toEqual({
			because: 'wrongTicketState',
			detail: { state: 'waiting' }
		});
		expect(
			judged(fact('ticket.called', { payload: { ticketId } }), admitContext({ fold }))
		).toBeNull();
	});

	it('[B3] back from a no-show must come before the last-ticket time and find a place', () => {
		const away = folded([
			one,
			recorded('ticket.called', { payload: { ticketId } }),
			recorded('ticket.noShow', { payload: { ticketId } })
		]);
		const back = (clock: string) =>
			fact('ticket.returned', { payload: { ticketId }, at: at(clock) });
		const quota: Limit = { kind: 'dailyQuota', perDay: 1, baseline: null };
		expect(
			judged(back('09:30'), under([limited, eleven, quota], { fold: away, clock: '10:00' }))
		).toBeNull();
		expect(
			judged(back('10:00'), under([limited, eleven], { fold: away, clock: '10:00' }))
		).toMatchObject({
			because: 'lastTicketPassed'
		});
		const taken = folded(
			[recorded('ticket.issued', { payload: { ticketId: newId() }, number: 2 })],
			away
		);
		expect(
			judged(back('09:30'), under([limited, quota], { fold: taken, clock: '10:00' }))
		).toMatchObject({
			because: 'quotaReached'
		});
	});

	it('[B3] to another service takes a number there', () => {
		const to = (toService: string) =>
			fact('ticket.transferred', { payload: { ticketId, toService } });
		expect(judged(to('K'), admitContext({ fold }))).toBe(1);
		expect(judged(to('A'), admitContext({ fold }))).toMatchObject({ because: 'unknownService' });
		expect(judged(to('K'), under([{ kind: 'essentialOnly' }], { fold }))).toMatchObject({
			because: 'essentialOnly'
		});
	});

	it('[R9] into a full room is refused', () => {
		const outside = folded([
			recorded('ticket.issued', { payload: { ticketId, outside: true }, number: 1 }),
			recorded('room.counted', { payload: { inside: 2, outside: 1 } })
		]);
		const enter = fact('ticket.admitted', { payload: { ticketId } });
		const rule: Limit[] = [{ kind: 'roomMaxPeople', people: 2 }];
		expect(judged(enter, under(rule, { fold: outside }))).toMatchObject({
			because: 'roomFull',
			clause: clause('1')
		});
		expect(judged(enter, under([], { fold: outside }))).toBeNull();
	});
});
