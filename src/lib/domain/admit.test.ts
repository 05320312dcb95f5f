import { describe, expect, it } from 'vitest';
import { factTypes, type FactType } from '#lib/contract/facts.ts';
import { admit, admitCity } from './admit.ts';
import {
	admitContext,
	at,
	disnaker,
	fact,
	folded,
	judged,
	nine,
	recorded,
	under
} from './test-samples.ts';

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
