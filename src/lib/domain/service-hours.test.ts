import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceStateAt } from './service-hours.ts';
import { at, city, disnaker, limitsOf, setda } from './test-samples.ts';

const friday = '2021-01-15';
const saturday = '2021-01-16';
const puskesmas = {
	...disnaker,
	serviceHours: {
		mon: ['07:30', '14:00'] as [string, string],
		tue: ['07:30', '14:00'] as [string, string],
		wed: ['07:30', '14:00'] as [string, string],
		thu: ['07:30', '14:00'] as [string, string],
		fri: ['07:30', '11:00'] as [string, string],
		sat: ['07:30', '11:30'] as [string, string],
		sun: null
	}
};
const eleven = limitsOf(
	{ kind: 'faceToFace', mode: 'limited' },
	{ kind: 'hours', from: '08:00', to: '11:00' }
);
const noon = limitsOf({ kind: 'closesAt', at: '12:00' });
const none = limitsOf();

describe('service hours', () => {
	it('[R1] open and close by the clock of the city, and stop giving numbers an hour before', () => {
		const state = (clock: string) => serviceStateAt(disnaker, eleven, city, at(clock)).state;
		expect(['07:59:59', '08:00', '10:59:59', '11:00'].map(state)).toEqual([
			'closed',
			'limited',
			'limited',
			'closed'
		]);
		expect(serviceStateAt(disnaker, eleven, city, at('09:00'))).toMatchObject({
			opensAt: at('08:00'),
			closesAt: at('11:00'),
			lastTicketAt: at('10:00'),
			normal: ['08:00', '15:00'],
			today: ['08:00', '11:00'],
			because: null,
			inHours: true,
			clause: { regulationId: 'uji', clauseId: '2' }
		});
	});

	it('[B6] say why they are closed', () => {
		const why = (clock: string, day?: string) =>
			serviceStateAt(disnaker, noon, city, at(clock, day)).because;
		expect(why('07:00')).toBe('beforeHours');
		expect(why('12:00')).toBe('rule');
		expect(why('15:00')).toBe('afterHours');
		expect(why('09:00', saturday)).toBe('noServiceDay');
		expect(why('09:00', '2021-02-12')).toBe('holiday');
		expect(why('09:00')).toBeNull();
	});

	it('[B6] keep staff at work while a rule has closed the counters', () => {
		const state = serviceStateAt(disnaker, noon, city, at('12:30'));
		expect([state.inHours, state.inOffice]).toEqual([false, true]);
	});

	it('[B6] end a half-day Friday at 11.00, also under a rule that closes at 12.00', () => {
		expect(serviceStateAt(disnaker, noon, city, at('09:00', friday)).today).toEqual([
			'08:00',
			'11:00'
		]);
	});

	it('[B6] open a puskesmas on Saturday and nobody on Sunday', () => {
		expect(serviceStateAt(puskesmas, none, city, at('11:00', saturday)).state).toBe('open');
		expect(serviceStateAt(disnaker, none, city, at('11:00', saturday)).state).toBe('closed');
		expect(serviceStateAt(puskesmas, none, city, at('09:00', '2021-01-17')).state).toBe('closed');
	});

	it('[B6] name the next opening over weekends and holidays', () => {
		const next = (clock: string, day?: string) =>
			serviceStateAt(disnaker, none, city, at(clock, day)).nextOpening;
		expect(next('07:00')).toBe(at('08:00'));
		expect(next('09:00')).toBeNull();
		expect(next('12:00', friday)).toBe(at('08:00', '2021-01-18'));
		// Thursday evening before a Friday holiday: Monday
		expect(next('16:00', '2021-02-11')).toBe(at('08:00', '2021-02-15'));
	});

	it('[R11] of an agency that works online only open nothing and are not "closed"', () => {
		const online = limitsOf({ kind: 'faceToFace', mode: 'closed' });
		expect(serviceStateAt(disnaker, online, city, at('09:00'))).toMatchObject({
			state: 'onlineOnly',
			because: 'rule',
			lastTicketAt: null,
			nextOpening: null,
			inHours: true,
			clause: { clauseId: '1' }
		});
	});

	it('[R18] of an agency without counters are its office hours, open or closed by rule alike', () => {
		const closed = limitsOf({ kind: 'faceToFace', mode: 'closed' });
		for (const limits of [none, closed]) {
			const state = serviceStateAt(setda, limits, city, at('09:00'));
			expect(state).toMatchObject({ state: 'noCounter', inHours: true, lastTicketAt: null });
		}
		expect(serviceStateAt(setda, none, city, at('18:00')).inHours).toBe(false);
	});

	it('[B6] never end for a unit that works round the clock, holidays included', () => {
		const satpol = { ...setda, serviceHours: null, roundTheClock: true };
		const state = serviceStateAt(satpol, none, city, at('03:00', '2021-01-01'));
		expect(state).toMatchObject({ state: 'roundTheClock', inHours: true, because: null });
	});

	it('[B6] take the last-ticket time from a clause where one says it, within the hours', () => {
		const last = (clock: string) =>
			serviceStateAt(disnaker, limitsOf({ kind: 'lastTicketAt', at: clock }), city, at('09:00'))
				.lastTicketAt;
		expect(last('12:00')).toBe(at('12:00'));
		expect(last('16:00')).toBe(at('15:00'));
		expect(last('07:00')).toBe(at('08:00'));
	});

	it('[B6] vanish when a rule leaves nothing of them', () => {
		const evening = limitsOf({ kind: 'hours', from: '16:00', to: '18:00' });
		expect(serviceStateAt(disnaker, evening, city, at('09:00'))).toMatchObject({
			state: 'closed',
			because: 'rule',
			today: null,
			normal: ['08:00', '15:00']
		});
	});

	it('[B6] are never longer than the ordinary ones, whatever a rule says', () => {
		const clock = fc
			.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
			.map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${minutes}`);
		fc.assert(
			fc.property(clock, clock, fc.integer({ min: 0, max: 13 }), (from, to, days) => {
				const limits = limitsOf({ kind: 'hours', from, to });
				const now = at('09:00', `2021-01-${String(10 + days)}`);
				const { normal, today, opensAt, closesAt } = serviceStateAt(puskesmas, limits, city, now);
				if (!today) return;
				expect(normal && today[0] >= normal[0] && today[1] <= normal[1]).toBe(true);
				expect(opensAt && closesAt && opensAt < closesAt).toBe(true);
			})
		);
	});
});
