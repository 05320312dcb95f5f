import { describe, expect, it } from 'vitest';
import type { Fact } from '#lib/contract/fact.ts';
import { factTypes, type ChecklistAnswer, type FactType } from '#lib/contract/facts.ts';
import type { Limit } from '#lib/contract/regulation.ts';
import { admit, admitCity, type AdmitContext } from './admit.ts';
import { emptyFold, type AgencyFold } from './agency-day.ts';
import { countRoom } from './room.ts';
import {
	admitContext,
	at,
	disnaker,
	fact,
	folded,
	limitsOf,
	newId,
	nine,
	recorded,
	setda,
	today
} from './test-samples.ts';

const limited: Limit = { kind: 'faceToFace', mode: 'limited' };
const eleven: Limit = { kind: 'hours', from: '08:00', to: '11:00' };

/** The refusal, or the number given, or null when it is kept. */
function judged(said: Fact, context: AdmitContext) {
	const admission = admit(said, context);
	return admission.ok ? (admission.assigned?.ticketNumber ?? null) : admission.refusal;
}
function under(limits: Limit[], rest: { fold?: AgencyFold; clock?: string } = {}) {
	const { clock = '09:00', ...others } = rest;
	return admitContext({ ...others, limits: limitsOf(...limits), now: at(clock) });
}
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

describe('a reading', () => {
	const read = (served: number, clock: string, service?: string) => ({
		payload: { served, ...(service && { service }) },
		at: at(clock)
	});

	it('[B11] whose served count falls within the day is refused, per service', () => {
		const fold = folded([
			recorded('queue.read', read(40, '09:00')),
			recorded('queue.read', read(10, '09:00', 'A')),
			recorded('queue.read', read(10, '09:00', 'P'))
		]);
		const context = admitContext({ fold, now: at('09:30') });
		const says = (served: number, clock: string, service?: string) =>
			judged(fact('queue.read', read(served, clock, service)), context);
		expect(says(39, '09:10')).toEqual({
			because: 'servedFell',
			detail: { served: 39, before: 40 }
		});
		expect(says(40, '09:10')).toBeNull();
		expect(says(12, '09:10', 'A')).toBeNull();
		expect(says(9, '09:10', 'A')).toMatchObject({ because: 'servedFell' });
		expect(says(9, '09:10', 'P')).toMatchObject({ because: 'servedFell' });
		expect(says(39, '08:50')).toBeNull();
		expect(says(1, '09:10', 'Z')).toMatchObject({ because: 'unknownService' });
	});
});

describe('other facts of an agency', () => {
	it('[D1] more staff than there are is refused', () => {
		const count = (wfo: number) =>
			fact('presence.counted', { payload: { wfo, wfh: 20, absent: { leave: 2 }, notReported: 1 } });
		expect(judged(count(25), admitContext({}))).toBeNull();
		expect(judged(count(26), admitContext({}))).toEqual({
			because: 'moreThanStaff',
			detail: { counted: 49, headcount: disnaker.headcount }
		});
	});

	it('[C1] people who cannot move are refused, a head count never is', () => {
		expect(
			judged(fact('room.moved', { payload: { entered: 0, left: 1 } }), admitContext({}))
		).toMatchObject({
			because: 'belowZero'
		});
		const counted = fact('room.counted', { payload: { inside: 90 } });
		expect(judged(counted, under([{ kind: 'roomMaxPeople', people: 10 }]))).toBeNull();
	});

	it('[P10] seen more than five minutes from now is refused', () => {
		const ahead = (clock: string) =>
			judged(fact('presence.counted', { at: at(clock) }), admitContext({}));
		expect(ahead('09:05')).toBeNull();
		expect(ahead('09:05:01')).toMatchObject({ because: 'observedInFuture' });
	});

	it('of another agency are refused', () => {
		expect(judged(fact('queue.read', { agency: 'DPK' }), admitContext({}))).toMatchObject({
			because: 'unknownAgency'
		});
	});
});

describe('an inspection', () => {
	const codes = ['MSK-01', 'WFO-01', 'SKT-01', 'JAM-01', 'INF-01'];
	type Answer = { code: string; answer: ChecklistAnswer; note?: string; photos: string[] };
	const met = (code: string): Answer => ({ code, answer: 'met', photos: [] });
	const submit = (answers: Answer[], rest: object = {}) =>
		judged(
			fact('inspection.submitted', {
				payload: { inspectionId: newId(), checklistVersion: 'uji', answers, ...rest }
			}),
			admitContext({})
		);

	it('[E4] is kept when every item of its day is answered', () => {
		expect(submit(codes.map(met))).toBeNull();
	});

	it('[E4] of an unknown version, item, or an item of another time is refused', () => {
		expect(submit(codes.map(met), { checklistVersion: 'lama' })).toMatchObject({
			because: 'unknownChecklistItem',
			detail: { version: 'lama' }
		});
		expect(submit([...codes.map(met), met('QRC-01')])).toMatchObject({
			because: 'unknownChecklistItem',
			detail: { code: 'QRC-01' }
		});
	});

	it('[E2] with items missing or answered twice is refused by name', () => {
		expect(submit(codes.slice(2).map(met))).toEqual({
			because: 'incompleteChecklist',
			detail: { missing: 'MSK-01, WFO-01', count: 2 }
		});
		expect(submit([...codes.map(met), met('MSK-01')])).toEqual({
			because: 'malformed',
			faults: [{ field: 'payload.answers.5.code', rule: 'duplicate' }]
		});
	});

	it('[E2] needs a note or a photo for whatever is not met', () => {
		const bad = (evidence: Partial<Answer>) =>
			submit(codes.map((code) => ({ ...met(code), answer: 'notMet' as const, ...evidence })));
		expect(bad({})).toMatchObject({ because: 'evidenceMissing', detail: { count: 5 } });
		expect(bad({ note: 'tanpa masker' })).toBeNull();
		expect(bad({ photos: ['a'.repeat(64)] })).toBeNull();
	});

	it('[E5] does not count more masked people than people', () => {
		const observed = {
			visitors: 3,
			visitorsMasked: 4,
			officers: 1,
			officersMasked: 1,
			reminded: 0
		};
		expect(submit(codes.map(met), { observed })).toEqual({
			because: 'malformed',
			faults: [{ field: 'payload.observed.visitorsMasked', rule: 'tooLarge' }]
		});
	});

	it('[E2] is kept once, and a finding is closed only if it is open', () => {
		const inspectionId = newId();
		const answers = codes.map((code) => ({ ...met(code), answer: 'notMet' as const, note: '-' }));
		const payload = { inspectionId, checklistVersion: 'uji', answers };
		const fold = folded([recorded('inspection.submitted', { payload })]);
		const context = admitContext({ fold });
		expect(judged(fact('inspection.submitted', { payload }), context)).toMatchObject({
			because: 'idReused'
		});
		const close = (code: string) => fact('finding.closed', { payload: { inspectionId, code } });
		expect(judged(close('WFO-01'), context)).toBeNull();
		expect(judged(close('QRC-01'), context)).toMatchObject({ because: 'unknownFinding' });
	});
});

describe('facts about the city', () => {
	const known = {
		now: nine,
		regulationIds: ['balikpapan-2021-01'],
		alertKeys: ['DISNAKER/wfoOver']
	};
	const says = <T extends FactType>(type: T, payload: object = {}) => {
		const admission = admitCity(fact(type, { agency: null, payload }), known);
		return admission.ok ? null : admission.refusal.because;
	};

	it('[A1] [F6] name a regulation and an alert that exist', () => {
		expect(says('regulation.published')).toBeNull();
		expect(says('regulation.withdrawn', { regulationId: 'lain' })).toBe('unknownRegulation');
		expect(says('alert.acknowledged')).toBeNull();
		expect(says('alert.muted', { alertKey: 'DPK/room' })).toBe('unknownAlert');
	});

	it('[F6] end in the future', () => {
		expect(says('alert.muted')).toBeNull();
		expect(says('alert.muted', { until: nine })).toBe('malformed');
		expect(says('announcement.made', { until: at('08:00') })).toBe('malformed');
		expect(says('announcement.made')).toBeNull();
		expect(says('zone.changed')).toBeNull();
	});
});

it('judges every type of fact', () => {
	for (const type of factTypes) expect(admit(fact(type), admitContext({}))).toHaveProperty('ok');
});
