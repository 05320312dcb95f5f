import type { Assigned, Recorded } from '../contract/fact.ts';

/** A row of table `fact` as `factColumns` selects it. */
export type FactRow = {
	seq: number;
	id: string;
	agency: string | null;
	type: string;
	origin: string;
	day: string;
	observedAt: Date | string;
	receivedAt: Date | string;
	payload: unknown;
	assigned: Assigned | null;
	byName: string | null;
};

/** The columns of a recorded fact. Fixed text, so that every statement around it is prepared once. */
export const factColumns = `f.seq::float8 as seq, f.id, f.agency, f.type, f.origin, f.day::text as day,
	f.observed_at as "observedAt", f.received_at as "receivedAt", f.payload, f.assigned,
	f.by_name as "byName"`;

/** `Date` from a bare postgres.js client, text from one that Drizzle has touched; both are ISO here. */
export const instantOf = (value: Date | string): string => new Date(value).toISOString();

/** A row of the log as everybody else knows it. */
export function recordedOf(row: FactRow): Recorded {
	// boundary: only parsed facts are ever written to the log
	return {
		id: row.id,
		agency: row.agency,
		origin: row.origin,
		observedAt: instantOf(row.observedAt),
		type: row.type,
		payload: row.payload,
		seq: row.seq,
		receivedAt: instantOf(row.receivedAt),
		day: row.day,
		by: row.byName,
		assigned: row.assigned
	} as Recorded;
}
