import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	applyAlertFact,
	collapseFlood,
	emptyAlerts,
	stepAlerts,
	type AlertMachine,
	type Condition
} from './alerts.ts';
import { addSeconds } from './local-time.ts';
import { at, nine, recorded } from './test-samples.ts';

const over = (value = 30): Condition => ({
	key: 'DISNAKER/wfoOver',
	kind: 'wfoOver',
	agency: 'DISNAKER',
	severity: 'alert',
	value,
	limit: 24,
	about: null,
	clause: { regulationId: 'uji', clauseId: '1' }
});
const after = (seconds: number) => addSeconds(nine, seconds);
/** Steps the machine through seconds after nine, each with its conditions. */
function played(steps: [number, Condition[]][], from: AlertMachine = emptyAlerts()): AlertMachine {
	return steps.reduce((machine, [second, list]) => stepAlerts(machine, list, after(second)), from);
}
const states = (machine: AlertMachine) => machine.alerts.map(({ state }) => state);

describe('an alert', () => {
	it('[F6] is raised when its condition has held half a minute, dated from its beginning', () => {
		expect(
			states(
				played([
					[0, [over()]],
					[29, [over()]]
				])
			)
		).toEqual([]);
		const raised = played([
			[0, [over()]],
			[30, [over(31)]]
		]);
		expect(raised.alerts).toEqual([
			{
				...over(31),
				state: 'new',
				since: nine,
				acknowledged: null,
				mutedUntil: null,
				recoveredAt: null
			}
		]);
		expect(
			states(
				played([
					[0, [over()]],
					[20, []],
					[40, [over()]]
				])
			)
		).toEqual([]);
	});

	it('[F6] of a room or a visit is raised at once', () => {
		for (const kind of ['room', 'sidak', 'findingOverdue'] as const)
			expect(states(played([[0, [{ ...over(), kind }]]]))).toEqual(['new']);
	});

	it('[F6] of silence waits two minutes, while feeds come up after a start', () => {
		const silence = [{ ...over(), kind: 'stale' as const }];
		expect(
			states(
				played([
					[0, silence],
					[119, silence]
				])
			)
		).toEqual([]);
		expect(
			states(
				played([
					[0, silence],
					[120, silence]
				])
			)
		).toEqual(['new']);
	});

	it('[F6] recovers a minute after its condition has gone, and is forgotten five minutes later', () => {
		const up: [number, Condition[]][] = [
			[0, [over()]],
			[30, [over()]]
		];
		expect(states(played([...up, [60, []], [119, []]]))).toEqual(['new']);
		const gone = played([...up, [60, []], [120, []]]);
		expect(gone.alerts).toMatchObject([{ state: 'recovered', recoveredAt: after(120) }]);
		expect(states(played([[419, []]], gone))).toEqual(['recovered']);
		expect(states(played([[420, []]], gone))).toEqual([]);
	});

	it('[F6] does not flap: a short pause changes nothing, a return wakes the same alert', () => {
		const up = played([
			[0, [over()]],
			[30, [over()]]
		]);
		const paused = played(
			[
				[40, []],
				[70, [over()]]
			],
			up
		);
		expect(paused.alerts).toBe(up.alerts);
		const back = played(
			[
				[40, []],
				[100, []],
				[130, [over()]]
			],
			up
		);
		expect(back.alerts).toMatchObject([{ state: 'new', since: nine, recoveredAt: null }]);
	});

	it('[F6] is the same object while nothing about it changes, so that nothing is sent', () => {
		const up = played([
			[0, [over()]],
			[30, [over()]]
		]);
		expect(played([[31, [over()]]], up)).toBe(up);
		expect(stepAlerts(emptyAlerts(), [], nine).alerts).toEqual([]);
	});

	it('[F6] is acknowledged with name, time and reason, until it gets worse', () => {
		const warn = { ...over(), severity: 'warn' as const };
		const up = played([
			[0, [warn]],
			[30, [warn]]
		]);
		const heard = applyAlertFact(
			up,
			recorded('alert.acknowledged', { by: 'Sari', at: at('09:01') })
		);
		expect(heard.alerts).toMatchObject([
			{
				state: 'acknowledged',
				acknowledged: { by: 'Sari', at: at('09:01'), reason: 'Kepala dinas sudah dihubungi' }
			}
		]);
		expect(states(played([[90, [warn]]], heard))).toEqual(['acknowledged']);
		const worse = played([[90, [over()]]], heard);
		expect(worse.alerts).toMatchObject([{ state: 'new', severity: 'alert', acknowledged: null }]);
	});

	it('[F6] is muted until its time, then acknowledged', () => {
		const up = played([
			[0, [over()]],
			[30, [over()]]
		]);
		const muted = applyAlertFact(
			up,
			recorded('alert.muted', { payload: { until: '2021-01-12T10:00:00+08:00' } })
		);
		expect(muted.alerts).toMatchObject([{ state: 'muted', mutedUntil: at('10:00') }]);
		expect(states(played([[3599, [over()]]], muted))).toEqual(['muted']);
		expect(states(played([[3600, [over()]]], muted))).toEqual(['acknowledged']);
	});

	it('[F6] that is over, or another one, cannot be acknowledged', () => {
		const up = played([
			[0, [over()]],
			[30, [over()]]
		]);
		const other = recorded('alert.acknowledged', { payload: { alertKey: 'DPK/room' } });
		expect(applyAlertFact(up, other)).toBe(up);
		const gone = played(
			[
				[60, []],
				[120, []]
			],
			up
		);
		expect(applyAlertFact(gone, recorded('alert.acknowledged'))).toBe(gone);
	});

	it('[F6] has one place per key, whatever comes and goes', () => {
		const kinds = ['wfoOver', 'room', 'stale', 'quota'] as const;
		const condition = fc
			.record({ kind: fc.constantFrom(...kinds), value: fc.nat(3) })
			.map(({ kind, value }): Condition => ({ ...over(value), kind, key: `DISNAKER/${kind}` }));
		const moments = fc.array(
			fc.tuple(fc.nat(200), fc.uniqueArray(condition, { selector: ({ key }) => key }))
		);
		fc.assert(
			fc.property(moments, (list) => {
				let machine = emptyAlerts();
				let second = 0;
				for (const [pause, conditions] of list) {
					second += pause;
					machine = stepAlerts(machine, conditions, after(second));
					const keys = machine.alerts.map(({ key }) => key);
					expect(new Set(keys).size).toBe(keys.length);
					for (const { key, state } of machine.alerts)
						if (state === 'recovered') expect(conditions.some((c) => c.key === key)).toBe(false);
				}
				// and all of it is forgotten in the end
				machine = stepAlerts(machine, [], after(second + 1));
				machine = stepAlerts(machine, [], after(second + 100));
				expect(stepAlerts(machine, [], after(second + 1000)).alerts).toEqual([]);
			})
		);
	});

	it('[F6] for silence is one of a flood when more than ten come at once', () => {
		const silent = (n: number) => {
			const conditions = Array.from({ length: n }, (_, i): Condition => ({
				...over(),
				kind: 'stale',
				key: `A${i}/stale`
			}));
			return played([
				[0, conditions],
				[120, conditions]
			]).alerts;
		};
		expect(collapseFlood(silent(10)).flood).toEqual([]);
		const room = played([[0, [{ ...over(), kind: 'room', key: 'A0/room' }]]]).alerts;
		const { alerts, flood } = collapseFlood([...silent(11), ...room]);
		expect([alerts.length, flood.length]).toEqual([1, 11]);
	});
});
