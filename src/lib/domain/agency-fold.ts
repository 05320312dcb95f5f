import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type { AgencyDay, QueueReading, Standing } from '#lib/contract/board.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import { emptyStanding } from './standing.ts';
import { emptyBook, type TicketBook } from './ticket-book.ts';

export type AgencyFold = {
	day: AgencyDay;
	standing: Standing;
	/** Of this local day only. */
	tickets: TicketBook;
	/** What the city may not see, because it tells sensitive services apart. */
	hidden: {
		/** Highest number given today, per service. */
		lastNumbers: Readonly<Record<string, number>>;
		/** Readings of sensitive services, per service. */
		readings: Readonly<Record<string, QueueReading>>;
	};
};

export type FoldContext = {
	city: City;
	profile: AgencyProfile;
	/** Items of every published version. */
	checklists: Readonly<Record<string, readonly ChecklistItem[]>>;
};

/** Key under which sensitive services are counted together. */
export const sensitiveKey = '+';
const noHalfHours: readonly number[] = Array.from({ length: 48 }, () => 0);

export function emptyDay(day: string): AgencyDay {
	return {
		day,
		readings: {},
		tallies: {},
		peopleServed: 0,
		presence: null,
		room: null,
		arrivals: [...noHalfHours],
		served: [...noHalfHours],
		lastQueueAt: null,
		lastPresenceAt: null,
		lastRoomAt: null
	};
}

export function emptyFold(day: string, standing: Standing = emptyStanding): AgencyFold {
	return {
		day: emptyDay(day),
		standing,
		tickets: emptyBook,
		hidden: { lastNumbers: {}, readings: {} }
	};
}

/** Whether a service is counted in totals only (G4). */
export function isSensitive(profile: AgencyProfile, prefix: string): boolean {
	return profile.services.some((service) => service.prefix === prefix && service.sensitive);
}

/** Highest number given today for a service; 0 before the first (P24). */
export function lastNumberOf(fold: AgencyFold, service: string): number {
	return fold.hidden.lastNumbers[service] ?? 0;
}

/** The later of two instants, of which the first may be unknown. */
export function newer(known: string | null, at: string): string {
	return known !== null && known > at ? known : at;
}

/** The half hours of a day with one of them raised; the same array where nothing is added. */
export function raised(halfHours: number[], index: number, by: number): number[] {
	return by === 0 ? halfHours : halfHours.with(index, (halfHours[index] ?? 0) + by);
}
