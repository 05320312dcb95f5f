import { describe, expect, it } from 'vitest';
import type { AgencyState, Alert } from '#lib/contract/board.ts';
import { compareForWall, viewOf, type Severity } from './agency-view.ts';
import type { Limits } from './limits.ts';
import { at, city, disnaker, folded, limitsOf, newId, recorded, setda } from './test-samples.ts';

const read = (clock: string, waiting = 3) =>
	recorded('queue.read', {
		payload: { waiting, serving: 1, served: 10, meanWaitSeconds: 60 },
		at: at(clock)
	});
const staff = (clock: string, wfo = 10) =>
	recorded('presence.counted', { payload: { wfo, wfh: 5 }, at: at(clock) });

function view(
	clock: string,
	facts: ReturnType<typeof recorded>[],
	rest: { limits?: Limits; profile?: typeof disnaker; alerts?: Alert[]; day?: string } = {}
) {
	const { day, standing } = folded(facts);
	const state: AgencyState = { day, standing, alerts: rest.alerts ?? [] };
	const { limits = limitsOf(), profile = disnaker } = rest;
	return viewOf(profile, state, limits, city, at(clock, rest.day));
}
const alert = (rest: Partial<Alert>): Alert => ({
	key: 'DISNAKER/room',
	kind: 'room',
	agency: 'DISNAKER',
	severity: 'alert',
	state: 'new',
	since: at('09:00'),
	value: 11,
	limit: 10,
	about: null,
	clause: null,
	acknowledged: null,
	mutedUntil: null,
	recoveredAt: null,
	...rest
});
const delegated = limitsOf({ kind: 'delegatedTo', agency: 'DINKES' });
const online = limitsOf({ kind: 'faceToFace', mode: 'closed' });

describe('the view of an agency', () => {
	it('[F1] [F2] is ok when it reports, stale when it falls silent, "belum lapor" before the first word', () => {
		expect(view('09:01', [read('09:00')]).severity).toBe('ok');
		expect(view('09:12', [read('09:00')]).severity).toBe('stale');
		expect(view('09:12', []).severity).toBe('none');
		expect(view('09:12', []).queue).toBeNull();
	});

	it('[F1] of a silent machine is stale although its staff are still counted', () => {
		const seen = view('09:30', [read('09:00'), staff('09:29')]);
		expect(seen.freshness.queue.state).toBe('stale');
		expect(seen.freshness.presence.state).toBe('live');
		expect(seen.severity).toBe('stale');
		// the value is kept, marked
		expect(seen.queue?.waiting).toBe(3);
	});

	it('[F1] of counters without a machine stays live through a quiet spell, and while the room is counted', () => {
		const issued = recorded('ticket.issued', {
			payload: { ticketId: newId(), service: 'A' },
			at: at('09:00')
		});
		const room = recorded('room.counted', { payload: { inside: 2 }, at: at('09:15') });
		expect(view('09:10', [issued]).freshness.queue.state).toBe('live');
		expect(view('09:11', [issued]).freshness.queue.state).toBe('stale');
		expect(view('09:20', [issued, room]).freshness.queue.state).toBe('live');
	});

	it('[B6] is closed outside its hours and on holidays, never stale', () => {
		expect(view('15:00', [read('09:00')]).severity).toBe('closed');
		expect(view('09:00', [], { day: '2021-02-12' }).severity).toBe('closed');
		const noon = limitsOf({ kind: 'closesAt', at: '12:00' });
		expect(view('12:00', [read('11:59')], { limits: noon }).severity).toBe('closed');
	});

	it('[R11] of an agency online only shows no queue at all', () => {
		const seen = view('09:01', [read('09:00'), staff('09:00')], { limits: online });
		expect([seen.queue, seen.quota, seen.severity]).toEqual([null, null, 'closed']);
		expect(seen.service.state).toBe('onlineOnly');
		expect(seen.attendance?.wfo).toBe(10);
	});

	it('[R18] of an agency without counters is judged by its staff counts', () => {
		const of = (clock: string) =>
			view(clock, [staff('09:00')], { profile: { ...setda, code: 'DISNAKER' } });
		expect([of('09:10').severity, of('09:11').severity]).toEqual(['ok', 'stale']);
		expect(of('09:10').queue).toBeNull();
	});

	it('[A5] of a delegated unit is exempt, but its silent queue is still stale', () => {
		expect(view('09:01', [read('09:00')], { limits: delegated }).severity).toBe('exempt');
		expect(view('09:20', [read('09:00')], { limits: delegated }).severity).toBe('stale');
		const school = { ...disnaker, counters: 0 };
		expect(view('09:20', [], { limits: delegated, profile: school }).severity).toBe('exempt');
	});

	it('[F6] is as severe as its worst alert that is neither muted nor over', () => {
		const of = (...alerts: Alert[]): Severity =>
			view('09:01', [read('09:00')], { alerts }).severity;
		expect(of(alert({}), alert({ severity: 'warn' }))).toBe('alert');
		expect(of(alert({ severity: 'warn' }))).toBe('warn');
		expect(of(alert({ state: 'acknowledged' }))).toBe('alert');
		expect(of(alert({ state: 'muted' }), alert({ state: 'recovered' }))).toBe('ok');
		expect(of(alert({ kind: 'stale', severity: 'warn' }))).toBe('ok');
	});

	it('[E9] counts open and overdue findings', () => {
		const bad = recorded('inspection.submitted', {
			at: at('08:00', '2021-01-10'),
			payload: {
				inspectionId: newId(),
				checklistVersion: 'uji',
				answers: [
					{ code: 'MSK-01', answer: 'notMet', photos: [] },
					{ code: 'WFO-01', answer: 'met', photos: [] },
					{ code: 'JAM-01', answer: 'notMet', photos: [] },
					{ code: 'SKT-01', answer: 'met', photos: [] }
				]
			}
		});
		expect(view('09:00', [bad]).findings).toMatchObject({ open: 2, overdue: 1 });
		expect(view('09:00', [bad]).sidak?.band).toBe('red');
	});
});

describe('the order of the wall', () => {
	it('[F3] puts alerts, warnings and silence first and leaves the rest in its place', () => {
		const of = (order: number, severity: Severity) => ({
			...view('09:01', [read('09:00')], { profile: { ...disnaker, order } }),
			severity
		});
		const list = [
			of(1, 'closed'),
			of(2, 'ok'),
			of(3, 'stale'),
			of(4, 'none'),
			of(5, 'warn'),
			of(6, 'alert'),
			of(7, 'exempt'),
			of(8, 'alert')
		];
		expect(list.toSorted(compareForWall).map(({ profile }) => profile.order)).toEqual([
			6, 8, 5, 3, 1, 2, 4, 7
		]);
	});
});
