import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import type { Fact, Recorded } from '#lib/contract/fact.ts';
import type { FactType, Payload } from '#lib/contract/facts.ts';
import type { Limit, Regulation, Scope } from '#lib/contract/regulation.ts';
import { admit, type AdmitContext } from './admit.ts';
import { emptyFold, foldFact, type AgencyFold, type FoldContext } from './agency-day.ts';
import { fixtures } from './fact-fixtures.ts';
import type { Limits } from './limits.ts';
import { localDay } from './local-time.ts';
import { limitsFor } from './regulation.ts';
import { serviceStateAt } from './service-hours.ts';

/** A small city for the tests of this folder: one service agency, its rules and its facts. */
export const city: City = {
	code: 'UJI',
	name: 'Kota Uji',
	timeZone: 'Asia/Makassar',
	holidays: ['2021-01-01', '2021-02-12'],
	simulated: true
};

/** Tuesday 12 January 2021, 09.00 WITA. */
export const nine = '2021-01-12T01:00:00.000Z';
export const today = '2021-01-12';

/** An instant of Tuesday by WITA clock, seconds optional: `at('10:42')`, `at('10:42:05')`. */
export function at(clock: string, day = today): string {
	const [hours = '0', minutes = '0', seconds = '0'] = clock.split(':');
	const ms = Date.parse(`${day}T00:00:00.000Z`) - 8 * 3_600_000;
	return new Date(
		ms + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
	).toISOString();
}

const office: [string, string] = ['08:00', '15:00'];

export const disnaker: AgencyProfile = {
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
	serviceHours: {
		mon: office,
		tue: office,
		wed: office,
		thu: office,
		fri: ['08:00', '11:00'],
		sat: null,
		sun: null
	},
	roundTheClock: false,
	services: [
		service('A', { minutes: 5, essential: true }),
		service('K', { minutes: 15 }),
		service('H', { minutes: 45, channel: 'appointment', essential: true }),
		service('P', { minutes: 45, channel: 'appointment', sensitive: true }),
		service('Q', { minutes: 30, channel: 'appointment', sensitive: true })
	],
	order: 2,
	reportEverySeconds: 60
};

function service(
	prefix: string,
	rest: Partial<AgencyProfile['services'][number]>
): AgencyProfile['services'][number] {
	return {
		prefix,
		name: `Layanan ${prefix}`,
		minutes: 10,
		channel: 'in_person',
		urgent: false,
		essential: false,
		sensitive: false,
		...rest
	};
}

export const setda: AgencyProfile = {
	...disnaker,
	code: 'SETDA',
	name: 'Sekretariat Daerah',
	shortName: 'Setda',
	unitCategory: 'non_service',
	sector: 'non_essential',
	headcount: 110,
	counters: 0,
	roomSeats: 0,
	services: [],
	order: 28
};

/** A regulation of clauses, in force for ever unless told otherwise. */
export function regulation(
	id: string,
	clauses: readonly [Scope, Limit][],
	rest: Partial<Regulation> = {}
): Regulation {
	return {
		id,
		number: id,
		title: id,
		legalBasis: id,
		validFrom: null,
		validTo: null,
		fromApprox: false,
		clauses: clauses.map(([scope, limit], index) => ({ id: String(index + 1), scope, limit })),
		...rest
	};
}

/** The limits of an agency under clauses that bind the whole city. */
export function limitsOf(...limits: Limit[]): Limits {
	const book = [
		regulation(
			'uji',
			limits.map((limit) => [{}, limit])
		)
	];
	return limitsFor(disnaker, book, null, nine);
}

export const item = (
	code: string,
	severity: ChecklistItem['severity'],
	rest: Partial<ChecklistItem> = {}
): ChecklistItem => ({
	code,
	section: 'staff',
	id: code,
	en: code,
	severity,
	weight: { critical: 3, major: 2, minor: 1 }[severity],
	basis: '-',
	validFrom: null,
	validTo: null,
	...rest
});

export const checklist: ChecklistItem[] = [
	item('MSK-01', 'critical'),
	item('WFO-01', 'critical'),
	item('SKT-01', 'major'),
	item('JAM-01', 'major'),
	item('INF-01', 'minor'),
	item('QRC-01', 'major', { validFrom: '2021-09-01' })
];

export const context: FoldContext = { city, profile: disnaker, checklists: { uji: checklist } };

let made = 0;
/** A new UUIDv7; only the counter in it differs. */
export function newId(): string {
	made += 1;
	return `01767f10-0000-7000-8000-${made.toString(16).padStart(12, '0')}`;
}

type Saying<T extends FactType> = {
	payload?: Partial<Payload<T>>;
	agency?: string | null;
	at?: string;
	number?: number;
	by?: string;
};

/** A fact as it is sent: its fixture, with what is told replaced. */
export function fact<T extends FactType>(type: T, saying: Saying<T> = {}): Fact {
	// boundary: a fixture and a part of the same payload make a payload, which a generic T cannot prove
	return {
		id: newId(),
		agency: saying.agency === undefined ? 'DISNAKER' : saying.agency,
		origin: 'feed',
		observedAt: saying.at ?? nine,
		type,
		payload: { ...fixtures[type], ...saying.payload }
	} as Fact;
}

/** A fact as the log keeps it. */
export function recorded<T extends FactType>(type: T, saying: Saying<T> = {}): Recorded {
	const sent = fact(type, saying);
	return {
		...sent,
		seq: made,
		receivedAt: sent.observedAt,
		day: localDay(sent.observedAt, city.timeZone),
		by: saying.by ?? 'Mesin 1',
		assigned: saying.number === undefined ? null : { ticketNumber: saying.number }
	};
}

/** Today's fold after these facts. */
export function folded(
	facts: readonly Recorded[],
	from: AgencyFold = emptyFold(today)
): AgencyFold {
	return facts.reduce((fold, next) => foldFact(fold, next, context), from);
}

/** What a fact is judged against at `now`, under limits that bind the whole city. */
export function admitContext(rest: {
	fold?: AgencyFold;
	limits?: Limits;
	now?: string;
	profile?: AgencyProfile;
}): AdmitContext {
	const { fold = emptyFold(today), limits = limitsOf(), now = nine, profile = disnaker } = rest;
	const service = serviceStateAt(profile, limits, city, now);
	return { ...context, profile, fold, limits, service, now };
}

/** The refusal, or the number given, or null when it is kept. */
export function judged(said: Fact, context: AdmitContext) {
	const admission = admit(said, context);
	return admission.ok ? (admission.assigned?.ticketNumber ?? null) : admission.refusal;
}

/** What a fact is judged against by a clock, under limits that bind the whole city. */
export function under(limits: Limit[], rest: { fold?: AgencyFold; clock?: string } = {}) {
	const { clock = '09:00', ...others } = rest;
	return admitContext({ ...others, limits: limitsOf(...limits), now: at(clock) });
}
