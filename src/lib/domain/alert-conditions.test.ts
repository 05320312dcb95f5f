import { describe, expect, it } from 'vitest';
import type { AgencyState, Alert } from '#lib/contract/board.ts';
import type { Limit } from '#lib/contract/regulation.ts';
import { viewOf } from './agency-view.ts';
import { conditionsOf, type Condition } from './alert-conditions.ts';
import type { Limits } from './limits.ts';
import {
	at,
	city,
	disnaker,
	folded,
	limitsOf,
	newId,
	nine,
	recorded,
	setda
} from './test-samples.ts';

describe('the conditions of an agency', () => {
	const limited: Limit = { kind: 'faceToFace', mode: 'limited' };
	const eleven: Limit = { kind: 'hours', from: '08:00', to: '11:00' };
	const hundred: Limit = { kind: 'dailyQuota', perDay: 100, baseline: 700 };
	const rules = limitsOf(limited, eleven, hundred);

	function seen(
		clock: string,
		facts: ReturnType<typeof recorded>[],
		limits: Limits = limitsOf(),
		rest: { alerts?: Alert[]; profile?: typeof disnaker; day?: string } = {}
	) {
		const { day, standing } = folded(facts);
		const state: AgencyState = { day, standing, alerts: rest.alerts ?? [] };
		const now = at(clock, rest.day);
		return conditionsOf(viewOf(rest.profile ?? disnaker, state, limits, city, now));
	}
	const kinds = (list: Condition[]) => list.map(({ kind, severity }) => `${kind} ${severity}`);
	const standing = (kind: Alert['kind'], severity: Alert['severity'] = 'warn'): Alert[] => [
		{
			agency: 'DISNAKER',
			value: 0,
			limit: null,
			about: null,
			clause: null,
			kind,
			key: `DISNAKER/${kind}`,
			severity,
			state: 'new',
			since: nine,
			acknowledged: null,
			mutedUntil: null,
			recoveredAt: null
		}
	];
	const read = (clock: string, payload: object) =>
		recorded('queue.read', {
			payload: { waiting: 0, serving: 0, served: 0, meanWaitSeconds: 0, ...payload },
			at: at(clock)
		});
	const staff = (wfo: number, clock = '08:59') =>
		recorded('presence.counted', {
			payload: { wfo, wfh: 0, absent: {}, notReported: 0 },
			at: at(clock)
		});

	it('[B2] warn from 80 % of the quota only when clearly ahead of the day', () => {
		expect(seen('08:30', [read('08:30', { served: 80 })], rules)).toMatchObject([
			{
				kind: 'quota',
				severity: 'warn',
				value: 80,
				limit: 100,
				about: 'near',
				clause: { clauseId: '3' }
			}
		]);
		// 84 % at 10.19 of 08-11: the day should be at 77
		expect(seen('09:59', [read('09:59', { served: 75 })], rules)).toEqual([]);
		const slow = limitsOf(limited, { kind: 'lastTicketAt', at: '14:30' }, hundred);
		expect(seen('13:30', [read('13:30', { served: 82 })], slow)).toEqual([]);
	});

	it('[B2] warn from 95 %, and call for action when the quota is gone with more than an hour to go', () => {
		expect(seen('09:30', [read('09:30', { served: 95 })], rules)).toMatchObject([
			{ severity: 'warn', about: 'high' }
		]);
		expect(seen('08:59', [read('08:59', { served: 100 })], rules)).toMatchObject([
			{ severity: 'alert', about: 'full' }
		]);
		expect(seen('09:00', [read('09:00', { served: 100 })], rules)).toMatchObject([
			{ severity: 'warn', about: 'full' }
		]);
		expect(seen('10:00', [read('10:00', { served: 100 })], rules)).toEqual([]);
	});

	it('[F6] let go of a threshold only a little below it', () => {
		const facts = [read('08:30', { served: 77 })];
		expect(seen('08:30', facts, rules)).toEqual([]);
		expect(kinds(seen('08:30', facts, rules, { alerts: standing('quota') }))).toEqual([
			'quota warn'
		]);
	});

	it('[B8] warn of a mean wait of 30 minutes and call at 60, or when an hour of work is waiting', () => {
		const waits = (minutes: number) =>
			kinds(seen('09:00', [read('09:00', { waiting: 2, meanWaitSeconds: minutes * 60 })]));
		expect([29, 30, 59, 60].map(waits)).toEqual([
			[],
			['queue warn'],
			['queue warn'],
			['queue alert']
		]);
		// 4 counters, 10 minutes each on average: 24 an hour; appointments do not stand in line
		expect(seen('09:00', [read('09:00', { waiting: 24 })])).toEqual([]);
		expect(seen('09:00', [read('09:00', { waiting: 25 })])).toMatchObject([
			{ kind: 'queue', severity: 'alert', value: 25, limit: 24, about: 'people' }
		]);
		expect(seen('09:00', [read('09:00', { waiting: 13, countersOpen: 2 })])).toMatchObject([
			{ limit: 12 }
		]);
		expect(seen('09:00', [read('09:00', { waiting: 90, status: 'closed' })])).toEqual([]);
	});

	it('[C1] call at once for a room over its cap, and warn where somebody said why', () => {
		const ten = limitsOf({ kind: 'roomMaxPeople', people: 10 });
		const inside = (people: number, override?: string) =>
			recorded('room.moved', {
				payload: { entered: people, left: 0, ...(override && { override }) }
			});
		const live = read('09:00', {});
		expect(seen('09:00', [live, inside(11)], ten)).toMatchObject([
			{ kind: 'room', severity: 'alert', value: 11, limit: 10, clause: { clauseId: '1' } }
		]);
		expect(seen('09:00', [live, inside(11, 'Hujan')], ten)).toMatchObject([
			{ severity: 'warn', about: 'Hujan' }
		]);
		expect(seen('09:00', [live, inside(10)], ten)).toEqual([]);
	});

	it("[D2] [R18] call for staff over the cap from nine o'clock, while the office is at work", () => {
		const quarter = limitsOf({ kind: 'wfoMaxPct', pct: 25 });
		const inSetda = (clock: string, wfo: number) =>
			kinds(
				conditionsOf(
					viewOf(
						setda,
						{ day: folded([staff(wfo, clock)]).day, standing: folded([]).standing, alerts: [] },
						quarter,
						city,
						at(clock)
					)
				)
			);
		expect(inSetda('09:00', 28)).toEqual(['wfoOver alert']);
		expect(inSetda('09:00', 27)).toEqual([]);
		expect(inSetda('08:59', 28)).toEqual([]);
		expect(inSetda('15:00', 28)).toEqual([]);
	});

	it('warn of too few at the office, or too many at home', () => {
		const live = read('09:00', {});
		const half = limitsOf({ kind: 'wfoMinPct', pct: 50 });
		expect(seen('09:00', [live, staff(23)], half)).toMatchObject([
			{ kind: 'wfoUnder', severity: 'warn', value: 23, limit: 24, about: 'wfo' }
		]);
		const home = recorded('presence.counted', { payload: { wfo: 10, wfh: 25 }, at: at('08:59') });
		const most = limitsOf({ kind: 'wfhMaxPct', pct: 50 });
		expect(seen('09:00', [live, home], most)).toMatchObject([
			{ kind: 'wfoUnder', value: 25, limit: 24, about: 'wfh' }
		]);
	});

	function visit(told: Record<string, 'met' | 'partial' | 'notMet'>, day = '2021-01-12') {
		return recorded('inspection.submitted', {
			at: at('08:00', day),
			payload: {
				inspectionId: newId(),
				checklistVersion: 'uji',
				answers: ['MSK-01', 'WFO-01', 'SKT-01', 'JAM-01', 'INF-01'].map((code) => ({
					code,
					answer: told[code] ?? ('met' as const),
					photos: []
				}))
			}
		});
	}

	it('[E5] call for a critical item not met, naming the clause it stands in', () => {
		const half = limitsOf({ kind: 'wfoMaxPct', pct: 50 });
		expect(seen('09:00', [read('09:00', {}), visit({ 'WFO-01': 'notMet' })], half)).toMatchObject([
			{
				kind: 'sidak',
				severity: 'alert',
				value: 72.73,
				about: 'WFO-01',
				clause: { regulationId: 'uji', clauseId: '1' }
			}
		]);
	});

	it('[E5] warn of an orange visit, and are quiet when it is closed, bettered or a week old', () => {
		const orange = visit({ 'SKT-01': 'notMet', 'JAM-01': 'partial' });
		if (orange.type !== 'inspection.submitted') throw new Error('a visit');
		const live = read('09:00', {});
		expect(kinds(seen('09:00', [live, orange]))).toEqual(['sidak warn']);
		const closed = recorded('finding.closed', {
			payload: { inspectionId: orange.payload.inspectionId, code: 'SKT-01' }
		});
		expect(seen('09:00', [live, orange, closed])).toEqual([]);
		const old = visit({ 'SKT-01': 'notMet', 'JAM-01': 'partial' }, '2021-01-11');
		expect(seen('09:00', [live, old, visit({})])).toEqual([]);
		const stale = seen('10:00', [visit({ 'MSK-01': 'notMet' }, '2021-01-04')], limitsOf());
		expect(kinds(stale)).not.toContain('sidak alert');
	});

	it('[E9] call for each finding past its deadline', () => {
		const bad = visit({ 'WFO-01': 'notMet', 'MSK-01': 'notMet' }, '2021-01-10');
		const list = seen('09:00', [read('09:00', {}), bad]).filter(
			({ kind }) => kind === 'findingOverdue'
		);
		expect(list).toMatchObject([
			{ key: 'DISNAKER/findingOverdue/MSK-01', severity: 'alert', value: 36, about: 'MSK-01' },
			{ key: 'DISNAKER/findingOverdue/WFO-01' }
		]);
	});

	it('[F1] say that an agency is silent after a quarter of an hour in service hours, never before', () => {
		expect(kinds(seen('09:14', [read('09:00', {})]))).toEqual([]);
		expect(seen('09:15', [read('09:00', {})])).toMatchObject([
			{ kind: 'stale', severity: 'warn', about: at('09:00'), limit: 15 }
		]);
		expect(kinds(seen('08:14', []))).toEqual([]);
		expect(seen('08:15', [])).toMatchObject([{ kind: 'stale', about: null }]);
		// last heard before opening: the quarter of an hour begins with the doors
		expect(kinds(seen('08:14', [read('07:00', {})]))).toEqual([]);
		expect(kinds(seen('16:00', []))).toEqual([]);
		expect(kinds(seen('09:00', [], limitsOf(), { day: '2021-02-12' }))).toEqual([]);
	});

	it('[F1] say the same of a silence every second, so that nothing is sent while it lasts', () => {
		const heard = recorded('queue.read', { at: '2021-01-12T01:00:00.400Z' });
		const { day, standing: known } = folded([heard]);
		const said = (now: string) =>
			conditionsOf(viewOf(disnaker, { day, standing: known, alerts: [] }, limitsOf(), city, now));
		const first = said('2021-01-12T01:20:00.000Z');
		expect(kinds(first)).toEqual(['stale warn']);
		expect(said('2021-01-12T01:20:01.350Z')).toEqual(first);
		expect(said('2021-01-12T02:20:01.350Z')).toEqual(first);
	});

	it('[A5] never call a delegated unit without counters silent', () => {
		const delegated = limitsOf({ kind: 'delegatedTo', agency: 'DISDIKBUD' });
		const school = { ...disnaker, counters: 0 };
		expect(seen('12:00', [], delegated, { profile: school })).toEqual([]);
	});
});
