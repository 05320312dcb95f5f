import { and, desc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { FactType, Payload } from '../contract/facts.ts';
import type { Origin } from '../contract/fact.ts';
import type { Database } from './database.ts';
import { fact } from './schema.ts';

/** One line of an agency's history: a fact as it stands in the log, without its sender's id. */
export type HistoryEntry = {
	seq: number;
	type: FactType;
	origin: Origin;
	payload: Payload<FactType>;
	observedAt: string;
	receivedAt: string;
	by: string | null;
	/** `A-041` where the fact speaks of a ticket. */
	ticket: string | null;
};

export type HistoryPage = {
	/** Newest first. */
	entries: HistoryEntry[];
	/** Ask with this for the page of older ones; null at the beginning of the log. */
	older: number | null;
};

/** Lines of one page of the history. */
export const historyPageSize = 50;

/** Whose lines somebody may read: everybody's, or only what they said themselves (`person:id`, as record.ts signs facts). */
export type HistoryReader = { all: true } | { all: false; byId: string };

/**
 * The newest facts of an agency below `before` (null: from the head). Pages by sequence number, so a page
 * stays the same page while new facts arrive.
 */
export async function historyOf(
	{ db }: Pick<Database, 'db'>,
	agency: string,
	before: number | null,
	reader: HistoryReader
): Promise<HistoryPage> {
	const rows = await db
		.select()
		.from(fact)
		.where(
			and(
				eq(fact.agency, agency),
				before === null ? undefined : lt(fact.seq, before),
				reader.all ? undefined : eq(fact.byId, reader.byId)
			)
		)
		.orderBy(desc(fact.seq))
		.limit(historyPageSize + 1);
	const shown = rows.slice(0, historyPageSize);
	const tickets = await ticketNames({ db }, agency, shown);
	return {
		entries: shown.map(({ seq, type, origin, payload, observedAt, receivedAt, byName }) => ({
			seq,
			type,
			origin,
			payload,
			observedAt,
			receivedAt,
			by: byName,
			ticket: tickets.get(ticketIdOf(payload) ?? '') ?? null
		})),
		older: rows.length > historyPageSize ? (shown.at(-1)?.seq ?? null) : null
	};
}

function ticketIdOf(payload: object): string | null {
	return 'ticketId' in payload && typeof payload.ticketId === 'string' ? payload.ticketId : null;
}

/** What is printed on the tickets that these facts speak of: only the fact that issued one knows. */
async function ticketNames(
	{ db }: Pick<Database, 'db'>,
	agency: string,
	rows: readonly { payload: object; day: string }[]
): Promise<Map<string, string>> {
	const ids = [...new Set(rows.flatMap(({ payload }) => ticketIdOf(payload) ?? []))];
	if (ids.length === 0) return new Map();
	const days = [...new Set(rows.map(({ day }) => day))];
	const issued = await db
		.select({ payload: fact.payload, assigned: fact.assigned })
		.from(fact)
		.where(
			and(
				eq(fact.agency, agency),
				inArray(fact.day, days),
				eq(fact.type, 'ticket.issued'),
				inArray(sql<string>`${fact.payload}->>'ticketId'`, ids)
			)
		);
	return new Map(
		issued.map(({ payload, assigned }) => {
			// boundary: the log's payload is typed by its row's `type`, which the query has fixed
			const { ticketId, service } = payload as Payload<'ticket.issued'>;
			return [ticketId, `${service}-${String(assigned?.ticketNumber ?? 0).padStart(3, '0')}`];
		})
	);
}

/** A visit as submitted: every answer with note and photos, for those who may read the agency's findings. */
export type Visit = {
	seq: number;
	at: string;
	receivedAt: string;
	by: string | null;
	submission: Payload<'inspection.submitted'>;
	/** What the agency itself had reported as its people in the office when the inspectors came (E6). */
	reportedWfo: number | null;
};

/** The newest visits to an agency, newest first. */
export async function visitsTo(
	{ db }: Pick<Database, 'db'>,
	agency: string,
	limit: number
): Promise<Visit[]> {
	const rows = await db
		.select()
		.from(fact)
		.where(and(eq(fact.agency, agency), eq(fact.type, 'inspection.submitted')))
		.orderBy(desc(fact.observedAt), desc(fact.seq))
		.limit(limit);
	return Promise.all(
		rows.map(async ({ seq, day, observedAt, receivedAt, byName, payload }) => ({
			seq,
			at: observedAt,
			receivedAt,
			by: byName,
			// boundary: as above
			submission: payload as Payload<'inspection.submitted'>,
			reportedWfo: await wfoReportedBefore({ db }, agency, day, observedAt)
		}))
	);
}

async function wfoReportedBefore(
	{ db }: Pick<Database, 'db'>,
	agency: string,
	day: string,
	at: string
): Promise<number | null> {
	const [row] = await db
		.select({ payload: fact.payload })
		.from(fact)
		.where(
			and(
				eq(fact.agency, agency),
				eq(fact.day, day),
				eq(fact.type, 'presence.counted'),
				lte(fact.observedAt, at)
			)
		)
		.orderBy(desc(fact.observedAt))
		.limit(1);
	// boundary: as above
	return row ? (row.payload as Payload<'presence.counted'>).wfo : null;
}
