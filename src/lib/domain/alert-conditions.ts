import type { Alert, AlertKind } from '#lib/contract/board.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import type { AgencyView } from './agency-view.ts';
import { clauseBehind } from './checklist-of-day.ts';
import { addSeconds, instantAt, localClock, localDay, secondsBetween } from './local-time.ts';

/** Something that calls for action now; an alert grows out of it when it lasts (alerts.ts). */
export type Condition = Pick<
	Alert,
	'key' | 'kind' | 'agency' | 'severity' | 'value' | 'limit' | 'about' | 'clause'
>;

const silentSeconds = 15 * 60;
const waitWarnMinutes = 30;
const waitAlertMinutes = 60;
const clearlyAheadPct = 10;
/** An alert that stands lets go only this far under its threshold, so that it does not flap. */
const letGo = 0.95;
const wfoJudgedFrom = '09:00';
const sidakCountsSeconds = 7 * 24 * 3600;

/** Everything about this agency that calls for action at `view.now` (F6). */
export function conditionsOf(view: AgencyView): Condition[] {
	return [
		quota(view),
		queue(view),
		room(view),
		wfoOver(view),
		wfoUnder(view),
		sidak(view),
		stale(view),
		...overdue(view)
	].filter((condition) => condition !== null);
}

type Said = {
	value: number;
	limit?: number | null;
	about?: string | null;
	clause?: ClauseRef | null;
	/** Where several of a kind stand at one agency. */
	code?: string;
};

function condition(
	{ profile }: AgencyView,
	kind: AlertKind,
	severity: Alert['severity'],
	said: Said
): Condition {
	const key = `${profile.code}/${kind}`;
	return {
		key: said.code === undefined ? key : `${key}/${said.code}`,
		kind,
		agency: profile.code,
		severity,
		value: said.value,
		limit: said.limit ?? null,
		about: said.about ?? null,
		clause: said.clause ?? null
	};
}

/** The threshold, a little lower while the alert stands (hysteresis). */
function threshold(view: AgencyView, kind: AlertKind, value: number): number {
	const stands = view.alerts.some((alert) => alert.kind === kind && alert.state !== 'recovered');
	return stands ? value * letGo : value;
}

/** `about` is `near` from 80 % when clearly ahead of the day, `high` from 95 %, `full` at 100 %. */
function quota(view: AgencyView): Condition | null {
	const { quota: bar, service, now } = view;
	const { lastTicketAt } = service;
	if (!bar || !service.inHours || lastTicketAt === null || now >= lastTicketAt) return null;
	const said = { value: bar.issued, limit: bar.limit, clause: bar.clause };
	if (bar.remaining === 0) {
		const severity = secondsBetween(now, lastTicketAt) > 3600 ? 'alert' : 'warn';
		return condition(view, 'quota', severity, { ...said, about: 'full' });
	}
	const ahead = bar.pct - bar.pacePct;
	if (bar.pct >= threshold(view, 'quota', 95) && ahead > 0)
		return condition(view, 'quota', 'warn', { ...said, about: 'high' });
	return bar.pct >= threshold(view, 'quota', 80) &&
		ahead >= threshold(view, 'quota', clearlyAheadPct)
		? condition(view, 'quota', 'warn', { ...said, about: 'near' })
		: null;
}

/** `about` is `wait` (value and limit in minutes) or `people` (value and limit in people waiting). */
function queue(view: AgencyView): Condition | null {
	const { queue: line, service } = view;
	if (!line || line.closed || !service.inHours) return null;
	const minutes = line.meanWaitSeconds === null ? null : Math.floor(line.meanWaitSeconds / 60);
	const waited = (target: number) =>
		minutes !== null && minutes >= threshold(view, 'queue', target);
	if (waited(waitAlertMinutes))
		return condition(view, 'queue', 'alert', {
			value: minutes ?? 0,
			limit: waitAlertMinutes,
			about: 'wait'
		});
	if (line.waiting > threshold(view, 'queue', line.limit))
		return condition(view, 'queue', 'alert', {
			value: line.waiting,
			limit: line.limit,
			about: 'people'
		});
	return waited(waitWarnMinutes)
		? condition(view, 'queue', 'warn', {
				value: minutes ?? 0,
				limit: waitWarnMinutes,
				about: 'wait'
			})
		: null;
}

/** More people than the cap, at once; only a warning where somebody said why (`about`). */
function room(view: AgencyView): Condition | null {
	const inside = view.room;
	if (!inside?.over) return null;
	const severity = inside.override === null ? 'alert' : 'warn';
	const said = {
		value: inside.inside,
		limit: inside.cap,
		about: inside.override,
		clause: inside.clause
	};
	return condition(view, 'room', severity, said);
}

/** Staff are judged while the office is at work, and not before the latecomers have come. */
function judgesStaff({ service, now, timeZone }: AgencyView): boolean {
	return service.inOffice && localClock(now, timeZone) >= wfoJudgedFrom;
}

function wfoOver(view: AgencyView): Condition | null {
	const staff = view.attendance;
	if (!staff?.cap || staff.capState !== 'over' || !judgesStaff(view)) return null;
	return condition(view, 'wfoOver', 'alert', {
		value: staff.wfo,
		limit: staff.cap.people,
		clause: staff.cap.clause
	});
}

/** `about` is `wfo` (too few at the office) or `wfh` (too many at home). */
function wfoUnder(view: AgencyView): Condition | null {
	const staff = view.attendance;
	if (!staff || !judgesStaff(view)) return null;
	if (staff.min && staff.minState === 'under')
		return condition(view, 'wfoUnder', 'warn', {
			value: staff.wfo,
			limit: staff.min.people,
			about: 'wfo',
			clause: staff.min.clause
		});
	return staff.wfhMax && staff.wfhState === 'over'
		? condition(view, 'wfoUnder', 'warn', {
				value: staff.wfh,
				limit: staff.wfhMax.people,
				about: 'wfh',
				clause: staff.wfhMax.clause
			})
		: null;
}

/**
 * The newest inspection of the last seven days, until what it found is closed or a newer one is better. `value` is
 * the score, `about` the critical items still open (`MSK-01, WFO-01`), the clause the one the first of them enforces.
 */
function sidak(view: AgencyView): Condition | null {
	const { sidak: visit, findings, limits, now } = view;
	if (!visit || visit.at < addSeconds(now, -sidakCountsSeconds)) return null;
	const stillOpen = new Set(findings.list.map(({ code }) => code));
	const found = Object.keys(visit.answers).filter((code) => visit.answers[code] === 'notMet');
	if (found.length > 0 && !found.some((code) => stillOpen.has(code))) return null;
	const critical = visit.criticalNotMet.filter((code) => stillOpen.has(code));
	const alert = critical.length > 0 || visit.band === 'red';
	if (!alert && visit.band !== 'orange') return null;
	const clauses = critical.map((code) => clauseBehind(code, limits));
	return condition(view, 'sidak', alert ? 'alert' : 'warn', {
		value: visit.score ?? 0,
		about: critical.length > 0 ? critical.join(', ') : null,
		clause: clauses.find((clause) => clause !== null) ?? null
	});
}

/** Nothing heard for a quarter of an hour in service hours; `about` is the instant of the last report. */
function stale(view: AgencyView): Condition | null {
	const { service, now, timeZone, freshness } = view;
	const { state, at: lastAt } = freshness.overall;
	if (state !== 'stale' && state !== 'none') return null;
	const owedFrom = service.opensAt ?? instantAt(localDay(now, timeZone), '00:00', timeZone);
	const silentFrom = lastAt !== null && lastAt > owedFrom ? lastAt : owedFrom;
	if (secondsBetween(silentFrom, now) < silentSeconds) return null;
	const said = { value: silentSeconds / 60, limit: silentSeconds / 60, about: lastAt };
	return condition(view, 'stale', 'warn', said);
}

/** One per finding; `about` is its code, `value` the hours it had been given. */
function overdue(view: AgencyView): Condition[] {
	return view.findings.list
		.filter(({ dueAt }) => dueAt <= view.now)
		.map(({ code, since, dueAt }) =>
			condition(view, 'findingOverdue', 'alert', {
				value: Math.round(secondsBetween(since, dueAt) / 3600),
				about: code,
				clause: clauseBehind(code, view.limits),
				code
			})
		);
}
