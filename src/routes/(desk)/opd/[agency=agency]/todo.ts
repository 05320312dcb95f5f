import type { Alert, AlertKind, OpenFinding } from '#lib/contract/board.ts';
import type { AgencyView } from '#lib/domain/agency-view.ts';
import { addSeconds, localDay } from '#lib/domain/local-time.ts';
import { alertDetail, alertTitle } from '#lib/i18n/alert-words.ts';
import { clock, dateClock, durationWords, number } from '#lib/i18n/format.ts';
import { itemSeverityLabel } from '#lib/i18n/labels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tab } from './tabs.ts';

/** One thing the agency has to do today. */
export type Todo = {
	key: string;
	urgency: 'alert' | 'warn';
	title: string;
	/** What to do about it. */
	advice: string;
	tab: Tab;
	alert: Alert | null;
};

/** What an agency has to do now, the most urgent first: its alerts, then what has not become one (yet). */
export function todosOf(view: AgencyView, textOf: (code: string) => string): Todo[] {
	const alerts = view.alerts.filter(({ state }) => state === 'new' || state === 'acknowledged');
	// findings stand below by their own names; an alert of theirs would say them twice
	const said = new Set(alerts.map(({ kind }) => kind));
	const todos = [
		...alerts.filter(({ kind }) => kind !== 'findingOverdue').map((alert) => ofAlert(alert, view)),
		...(said.has('wfoOver') ? [] : capExceeded(view)),
		...(said.has('stale') ? [] : silent(view)),
		...view.findings.list.map((finding) => ofFinding(finding, view, textOf))
	];
	return todos.toSorted((a, b) => Number(b.urgency === 'alert') - Number(a.urgency === 'alert'));
}

const tabOfKind: Record<AlertKind, Tab> = {
	quota: 'antrean',
	queue: 'antrean',
	room: 'antrean',
	served: 'antrean',
	wfoOver: 'ringkasan',
	wfoUnder: 'ringkasan',
	stale: 'ringkasan',
	sidak: 'sidak',
	findingOverdue: 'sidak'
};

function ofAlert(alert: Alert, view: AgencyView): Todo {
	return {
		key: alert.key,
		urgency: alert.severity,
		title: alertTitle(alert, view.profile.shortName),
		advice: [alertDetail(alert, view.timeZone), adviceFor(alert.kind, view)].join(' · '),
		tab: tabOfKind[alert.kind],
		alert
	};
}

function adviceFor(kind: AlertKind, view: AgencyView): string {
	switch (kind) {
		case 'quota':
			return view.quota && view.quota.remaining > 0
				? m.agency_advice_quota({ n: number(view.quota.remaining) })
				: m.agency_advice_quota_gone();
		case 'queue':
			return m.agency_advice_queue();
		case 'room':
			return m.agency_advice_room();
		case 'wfoOver':
			return sendHome(view);
		case 'wfoUnder':
			return m.agency_advice_wfo_under();
		case 'sidak':
			return m.agency_advice_sidak();
		case 'findingOverdue':
			return m.agency_advice_finding();
		case 'stale':
			return m.agency_advice_stale();
		case 'served':
			return m.agency_advice_served();
		default:
			return kind satisfies never;
	}
}

function sendHome({ attendance }: AgencyView): string {
	const over = attendance?.cap ? attendance.wfo - attendance.cap.people : 0;
	return m.agency_advice_wfo_over({ n: number(Math.max(0, over)) });
}

function capExceeded(view: AgencyView): Todo[] {
	const { attendance } = view;
	if (attendance?.capState !== 'over' || !attendance.cap) return [];
	return [
		{
			key: 'capExceeded',
			urgency: 'alert',
			title: m.agency_todo_over_cap({
				wfo: number(attendance.wfo),
				cap: number(attendance.cap.people)
			}),
			advice: sendHome(view),
			tab: 'ringkasan',
			alert: null
		}
	];
}

function silent(view: AgencyView): Todo[] {
	const { queue, presence } = view.freshness;
	const words = (ageSeconds: number | null) =>
		ageSeconds === null
			? m.agency_todo_never_reported()
			: m.agency_todo_silent_since({ age: durationWords(ageSeconds) });
	const isSilent = (state: string) => state === 'stale' || state === 'none';
	const todo = (key: string, title: string): Todo => ({
		key,
		urgency: 'warn',
		title,
		advice: m.agency_advice_stale(),
		tab: 'ringkasan',
		alert: null
	});
	return [
		...(isSilent(queue.state)
			? [todo('queueSilent', m.agency_todo_queue_silent({ since: words(queue.ageSeconds) }))]
			: []),
		...(isSilent(presence.state)
			? [
					todo(
						'presenceSilent',
						m.agency_todo_presence_silent({ since: words(presence.ageSeconds) })
					)
				]
			: [])
	];
}

function ofFinding(finding: OpenFinding, view: AgencyView, textOf: (code: string) => string): Todo {
	const overdue = finding.dueAt <= view.now;
	return {
		key: `${finding.inspectionId}/${finding.code}`,
		urgency: overdue || finding.severity === 'critical' ? 'alert' : 'warn',
		title: `${finding.code} · ${textOf(finding.code)}`,
		advice: `${itemSeverityLabel(finding.severity)} · ${dueWords(finding.dueAt, view)}`,
		tab: 'sidak',
		alert: null
	};
}

/** `jatuh tempo besok 10.14`, or how long ago it was due. */
export function dueWords(dueAt: string, { now, timeZone }: AgencyView): string {
	if (dueAt <= now) {
		const age = durationWords((Date.parse(now) - Date.parse(dueAt)) / 1000);
		return m.agency_due_passed({ age });
	}
	const day = (instant: string) => localDay(instant, timeZone);
	const at = clock(dueAt, timeZone);
	if (day(dueAt) === day(now)) return m.agency_due_today({ at });
	if (day(dueAt) === day(addSeconds(now, 86_400))) return m.agency_due_tomorrow({ at });
	return m.agency_due({ at: dateClock(dueAt, timeZone) });
}
