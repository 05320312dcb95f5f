import type { Alert, AlertKind } from '#lib/contract/board.ts';
import type { Recorded } from '#lib/contract/fact.ts';
import type { Condition } from './alert-conditions.ts';
import { addSeconds } from './local-time.ts';

export { conditionsOf, type Condition } from './alert-conditions.ts';

/** The alerts of one agency, and since when conditions have been waiting to raise or to clear one, by key. */
export type AlertMachine = {
	alerts: Alert[];
	pending: Record<string, string>;
	clearing: Record<string, string>;
};

/** Counts flicker: believed after half a minute, forgotten after one. Rooms, visits and silence are said at once. */
const counts = { on: 30, off: 60 };
const atOnce = { on: 0, off: 0 };
/** How long a condition must hold, and how long be gone; seconds of clock time. */
const delays: Record<AlertKind, { on: number; off: number }> = {
	quota: counts,
	queue: counts,
	wfoOver: counts,
	wfoUnder: counts,
	served: counts,
	room: { on: 0, off: 10 },
	sidak: atOnce,
	findingOverdue: atOnce,
	// the quarter of an hour is the delay; this spares the minutes in which feeds come up after a start
	stale: { on: 120, off: 0 }
};

/** A recovered alert stays this long, so that people see what went away. */
const recoveredSeconds = 300;

export function emptyAlerts(): AlertMachine {
	return { alerts: [], pending: {}, clearing: {} };
}

/**
 * The alerts at `now` under these conditions (F6): raised after the on-delay, taken back after the off-delay,
 * gone five minutes later. Worse than before means new again, even if somebody had acknowledged it. Hands back the
 * same machine, and the same alerts, when nothing changed, so that nothing is sent.
 */
export function stepAlerts(
	machine: AlertMachine,
	conditions: readonly Condition[],
	now: string
): AlertMachine {
	if (conditions.length === 0 && machine.alerts.length === 0)
		return Object.keys(machine.pending).length === 0 ? machine : emptyAlerts();
	const byKey = new Map(conditions.map((condition) => [condition.key, condition]));
	const clearing: Record<string, string> = {};
	const alerts: Alert[] = [];
	for (const alert of machine.alerts) {
		const condition = byKey.get(alert.key);
		const after = condition
			? held(alert, condition, now)
			: released(alert, machine.clearing[alert.key] ?? now, now, clearing);
		if (after) alerts.push(after);
	}
	const known = new Set(alerts.map(({ key }) => key));
	const pending: Record<string, string> = {};
	for (const condition of conditions) {
		if (known.has(condition.key)) continue;
		const since = machine.pending[condition.key] ?? now;
		if (now >= addSeconds(since, delays[condition.kind].on)) alerts.push(raised(condition, since));
		else pending[condition.key] = since;
	}
	return unchanged(machine, { alerts, pending, clearing });
}

function raised(condition: Condition, since: string): Alert {
	return {
		...condition,
		state: 'new',
		since,
		acknowledged: null,
		mutedUntil: null,
		recoveredAt: null
	};
}

/** The alert while its condition holds. */
function held(alert: Alert, condition: Condition, now: string): Alert {
	const worse = alert.severity === 'warn' && condition.severity === 'alert';
	const acknowledged = worse ? null : alert.acknowledged;
	const muted = alert.mutedUntil !== null && now < alert.mutedUntil;
	const state = muted ? 'muted' : acknowledged ? 'acknowledged' : 'new';
	const same =
		alert.state === state &&
		alert.acknowledged === acknowledged &&
		alert.severity === condition.severity &&
		alert.value === condition.value &&
		alert.limit === condition.limit &&
		alert.about === condition.about &&
		alert.clause?.regulationId === condition.clause?.regulationId &&
		alert.clause?.clauseId === condition.clause?.clauseId;
	if (same) return alert;
	return {
		...alert,
		...condition,
		state,
		acknowledged,
		mutedUntil: muted ? alert.mutedUntil : null,
		recoveredAt: null
	};
}

/** The alert once its condition is gone: kept for the off-delay, shown as recovered, then forgotten. */
function released(
	alert: Alert,
	goneSince: string,
	now: string,
	clearing: Record<string, string>
): Alert | null {
	if (alert.state === 'recovered') {
		const until = addSeconds(alert.recoveredAt ?? now, recoveredSeconds);
		return now < until ? alert : null;
	}
	if (now < addSeconds(goneSince, delays[alert.kind].off)) {
		clearing[alert.key] = goneSince;
		return alert;
	}
	return { ...alert, state: 'recovered', recoveredAt: now };
}

/** The machine as it was where nothing differs: equal parts stay the same objects. */
function unchanged(before: AlertMachine, after: AlertMachine): AlertMachine {
	const sameAlerts =
		before.alerts.length === after.alerts.length &&
		before.alerts.every((alert, index) => alert === after.alerts[index]);
	const alerts = sameAlerts ? before.alerts : after.alerts;
	return sameAlerts &&
		sameTimes(before.pending, after.pending) &&
		sameTimes(before.clearing, after.clearing)
		? before
		: { ...after, alerts };
}

function sameTimes(a: Record<string, string>, b: Record<string, string>): boolean {
	const keys = Object.keys(a);
	return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** The alerts after somebody acknowledged or muted one; other facts, and alerts that are over, change nothing. */
export function applyAlertFact(machine: AlertMachine, fact: Recorded): AlertMachine {
	if (fact.type !== 'alert.acknowledged' && fact.type !== 'alert.muted') return machine;
	const { payload, observedAt } = fact;
	let changed = false;
	const alerts = machine.alerts.map((alert): Alert => {
		if (alert.key !== payload.alertKey || alert.state === 'recovered') return alert;
		changed = true;
		const acknowledged = { by: fact.by ?? '', at: observedAt, reason: payload.reason ?? null };
		if (fact.type === 'alert.acknowledged')
			return { ...alert, acknowledged, state: alert.mutedUntil ? alert.state : 'acknowledged' };
		const mutedUntil = new Date(fact.payload.until).toISOString();
		return { ...alert, acknowledged, state: 'muted', mutedUntil };
	});
	return changed ? { ...machine, alerts } : machine;
}

/** More silent agencies than this are one fault of the network, not so many of theirs. */
const floodOf = 10;

/** New alerts for silence, taken together when there is a flood of them (F6); the screen shows one card. */
export function collapseFlood(alerts: readonly Alert[]): { alerts: Alert[]; flood: Alert[] } {
	const silent = alerts.filter(({ kind, state }) => kind === 'stale' && state === 'new');
	if (silent.length <= floodOf) return { alerts: [...alerts], flood: [] };
	return { alerts: alerts.filter((alert) => !silent.includes(alert)), flood: silent };
}
