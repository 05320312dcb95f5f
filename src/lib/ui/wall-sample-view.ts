import type { AgencyProfile, City, WeekHours } from '#lib/contract/agency.ts';
import type { AgencyState, Alert } from '#lib/contract/board.ts';
import type { Clause, Regulation } from '#lib/contract/regulation.ts';
import { emptyDay } from '#lib/domain/agency-day.ts';
import { viewOf, type AgencyView } from '#lib/domain/agency-view.ts';
import { createRulebook } from '#lib/domain/regulation.ts';

/** One agency of an ordinary Tuesday morning, for the tests of the wall's words. */
export const city: City = {
	code: 'TJL',
	name: 'Kota Tanjung Lestari',
	timeZone: 'Asia/Makassar',
	holidays: [],
	simulated: false
};
const weekdays: WeekHours = {
	mon: ['08:00', '15:00'],
	tue: ['08:00', '15:00'],
	wed: ['08:00', '15:00'],
	thu: ['08:00', '15:00'],
	fri: ['08:00', '11:00'],
	sat: null,
	sun: null
};
const disnaker: AgencyProfile = {
	code: 'DISNAKER',
	name: 'Dinas Ketenagakerjaan',
	shortName: 'Disnaker',
	unitCategory: 'direct_service',
	sector: 'essential',
	headcount: 48,
	counters: 4,
	roomSeats: 30,
	normalDaily: 110,
	limitedQuota: 50,
	serviceHours: weekdays,
	roundTheClock: false,
	services: [],
	order: 1,
	reportEverySeconds: 30
};
/** Tuesday 12 January 2021, 10.42 WITA. */
export const now = '2021-01-12T02:42:00.000Z';
export const ago = (seconds: number) => new Date(Date.parse(now) - seconds * 1000).toISOString();

export function rule(...limits: Clause['limit'][]): Regulation {
	return {
		id: 'perwali-21',
		number: '21/2020',
		title: 'Uji',
		legalBasis: 'Perwali 21/2020',
		validFrom: null,
		validTo: null,
		fromApprox: false,
		clauses: limits.map((limit, index) => ({ id: String(index + 1), scope: {}, limit }))
	};
}
export const limited = rule(
	{ kind: 'faceToFace', mode: 'limited' },
	{ kind: 'wfoMaxPct', pct: 50 }
);

type Told = {
	regulation?: Regulation;
	at?: string;
	profile?: Partial<AgencyProfile>;
	queue?: { waiting: number; served: number; at?: string };
	presence?: { wfo: number; at?: string };
	alerts?: Alert[];
};
export function view({
	regulation = limited,
	at = now,
	profile,
	queue,
	presence,
	alerts
}: Told): AgencyView {
	const day = emptyDay('2021-01-12');
	const seen = queue?.at ?? ago(20);
	const counted = presence?.at ?? ago(60);
	const state: AgencyState = {
		day: {
			...day,
			...(queue && {
				readings: {
					'*': {
						waiting: queue.waiting,
						serving: 2,
						served: queue.served,
						status: 'open' as const,
						ticketsStopped: false,
						at: seen
					}
				},
				lastQueueAt: seen
			}),
			...(presence && {
				presence: { wfo: presence.wfo, wfh: 10, absent: {}, notReported: 0, at: counted },
				lastPresenceAt: counted
			})
		},
		standing: { inspections: [], openFindings: [] },
		alerts: alerts ?? []
	};
	const agency = { ...disnaker, ...profile };
	const book = createRulebook([regulation]);
	return viewOf(agency, state, book.limitsFor(agency, null, at), city, at);
}
export const alert = (over: Partial<Alert>): Alert => ({
	key: 'DISNAKER/queue',
	kind: 'queue',
	agency: 'DISNAKER',
	severity: 'alert',
	state: 'new',
	since: ago(660),
	value: 34,
	limit: 25,
	about: 'people',
	clause: null,
	acknowledged: null,
	mutedUntil: null,
	recoveredAt: null,
	...over
});
