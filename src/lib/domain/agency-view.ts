import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type {
	AgencyDay,
	AgencyState,
	Alert,
	InspectionSummary,
	OpenFinding
} from '#lib/contract/board.ts';
import { attendanceOf, type Attendance } from './attendance.ts';
import { freshnessOf, type Age } from './freshness.ts';
import { binding, type Limits } from './limits.ts';
import { queueTotals, type QueueTotals } from './queue-totals.ts';
import { quotaOf, type QuotaView } from './quota.ts';
import { roomOf, type RoomView } from './room.ts';
import { serviceStateAt, type ServiceState } from './service-hours.ts';

export type Severity = 'alert' | 'warn' | 'stale' | 'none' | 'ok' | 'closed' | 'exempt';

type QueueView = QueueTotals & {
	/** As many waiting as an hour's work of the open counters; more is too many. */
	limit: number;
};

/** Everything a row, a page or a counter shows of one agency, judged at `now`. */
export type AgencyView = {
	profile: AgencyProfile;
	limits: Limits;
	now: string;
	timeZone: City['timeZone'];
	service: ServiceState;
	/** The folded day itself, for charts and tallies per service. */
	day: AgencyDay;
	/** Null where there is no queue to show: no counters, online only, or nothing reported yet today. */
	queue: QueueView | null;
	quota: QuotaView | null;
	attendance: Attendance | null;
	room: RoomView | null;
	freshness: { overall: Age; queue: Age; presence: Age };
	/** The newest inspection remembered; `inspections` are all of the last 14 days, newest first. */
	sidak: InspectionSummary | null;
	inspections: readonly InspectionSummary[];
	findings: { open: number; overdue: number; list: OpenFinding[] };
	alerts: Alert[];
	severity: Severity;
};

/** Attendance systems count by the minutes, ticket machines by the second: presence is expected this seldom. */
const presenceEverySeconds = 300;
/** Counters report when somebody comes, not by the minute; counting the room shows that they are still there. */
const ticketsEverySeconds = 300;
const defaultServiceMinutes = 10;

/** Judges one agency (F1-F3). Cheap: the wall calls it for 60 agencies every second. */
export function viewOf(
	profile: AgencyProfile,
	state: AgencyState,
	limits: Limits,
	city: City,
	now: string
): AgencyView {
	const { day, standing, alerts } = state;
	const service = serviceStateAt(profile, limits, city, now);
	const delegated = binding(limits.delegatedTo) !== null;
	const freshness = freshnessOfAll(profile, day, service, delegated, now);
	const overdue = standing.openFindings.filter(({ dueAt }) => dueAt <= now).length;
	return {
		profile,
		limits,
		now,
		timeZone: city.timeZone,
		service,
		day,
		queue: queueOf(profile, day, service),
		quota: quotaOf(profile, limits, day, service, now),
		attendance: attendanceOf(profile, limits, day.presence),
		room: roomOf(limits, day.room),
		freshness,
		sidak: standing.inspections[0] ?? null,
		inspections: standing.inspections,
		findings: {
			open: standing.openFindings.length,
			overdue,
			list: standing.openFindings
		},
		alerts,
		severity: severityOf(alerts, freshness.overall, delegated)
	};
}

function newest(a: string | null, b: string | null): string | null {
	return a !== null && b !== null ? (a > b ? a : b) : (a ?? b);
}

function hasQueue(profile: AgencyProfile, service: ServiceState): boolean {
	return profile.counters > 0 && service.state !== 'noCounter' && service.state !== 'onlineOnly';
}

function queueOf(profile: AgencyProfile, day: AgencyDay, service: ServiceState): QueueView | null {
	if (!hasQueue(profile, service) || day.lastQueueAt === null) return null;
	const totals = queueTotals(day);
	const counters = totals.countersOpen || profile.counters;
	return { ...totals, limit: Math.floor((counters * 60) / minutesEach(profile)) };
}

/** Mean minutes at a counter; appointments and reading-room sessions do not stand in its line. */
function minutesEach(profile: AgencyProfile): number {
	const inLine = profile.services.filter(
		({ channel, minutes }) => minutes > 0 && (channel === 'in_person' || channel === 'hybrid')
	);
	if (inLine.length === 0) return defaultServiceMinutes;
	return inLine.reduce((sum, { minutes }) => sum + minutes, 0) / inLine.length;
}

function freshnessOfAll(
	profile: AgencyProfile,
	day: AgencyDay,
	service: ServiceState,
	delegated: boolean,
	now: string
): AgencyView['freshness'] {
	const every = profile.reportEverySeconds;
	const counters = hasQueue(profile, service);
	const ticketsOnly = Object.keys(day.readings).length === 0;
	const queue = freshnessOf({
		lastAt: ticketsOnly ? newest(day.lastQueueAt, day.lastRoomAt) : day.lastQueueAt,
		expectedSeconds: ticketsOnly ? Math.max(every, ticketsEverySeconds) : every,
		now,
		inHours: counters && service.inHours,
		delegated: false
	});
	const presence = freshnessOf({
		lastAt: day.lastPresenceAt,
		expectedSeconds: Math.max(every, presenceEverySeconds),
		now,
		inHours: service.inOffice,
		delegated
	});
	if (counters && !service.inHours) return { queue, presence, overall: queue };
	if (service.state === 'onlineOnly')
		return { queue, presence, overall: { ...presence, state: 'closed' } };
	// a queue that has been reported today must go on being reported; else any sign of life will do
	if (counters && queue.state !== 'none') return { queue, presence, overall: queue };
	if (delegated && counters) return { queue, presence, overall: queue };
	return {
		queue,
		presence,
		overall: presence.state === 'none' || presence.state === 'exempt' ? anySign() : presence
	};

	function anySign(): Age {
		return freshnessOf({
			lastAt: day.lastRoomAt,
			expectedSeconds: Math.max(every, presenceEverySeconds),
			now,
			inHours: service.inOffice,
			delegated
		});
	}
}

function severityOf(alerts: readonly Alert[], overall: Age, delegated: boolean): Severity {
	const loud = alerts.filter(
		({ state, kind }) => state !== 'recovered' && state !== 'muted' && kind !== 'stale'
	);
	if (loud.some(({ severity }) => severity === 'alert')) return 'alert';
	if (loud.length > 0) return 'warn';
	switch (overall.state) {
		case 'stale':
		case 'none':
		case 'closed':
		case 'exempt':
			return overall.state;
		case 'live':
		case 'late':
			return delegated ? 'exempt' : 'ok';
		default:
			return overall.state satisfies never;
	}
}

const wallRank: Record<Severity, number> = {
	alert: 0,
	warn: 1,
	stale: 2,
	none: 3,
	ok: 3,
	closed: 3,
	exempt: 3
};

/** Problems first, the rest in its fixed place, so that eyes learn it (F3). */
export function compareForWall(a: AgencyView, b: AgencyView): number {
	return (
		wallRank[a.severity] - wallRank[b.severity] ||
		a.profile.order - b.profile.order ||
		(a.profile.code < b.profile.code ? -1 : 1)
	);
}
