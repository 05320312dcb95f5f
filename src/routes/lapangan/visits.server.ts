import { and, desc, eq } from 'drizzle-orm';
import { localDay } from '#lib/domain/local-time.ts';
import { app } from '#lib/server/process.ts';
import { fact } from '#lib/server/schema.ts';

/** One visit as its inspector sees it again; the score comes from the city's state, not from here. */
export type SentVisit = { inspectionId: string; agency: string; at: string };

/** The visits this person has sent today (the city's local day), newest first. */
export async function visitsToday(personId: string): Promise<SentVisit[]> {
	const { database, registry, clock } = app();
	const today = localDay(clock.now(), registry.city().timeZone);
	const rows = await database.db
		.select({ agency: fact.agency, at: fact.receivedAt, payload: fact.payload })
		.from(fact)
		.where(
			and(
				eq(fact.type, 'inspection.submitted'),
				eq(fact.day, today),
				eq(fact.byId, `person:${personId}`)
			)
		)
		.orderBy(desc(fact.seq));
	return rows.flatMap(({ agency, at, payload }) =>
		agency && 'inspectionId' in payload && 'answers' in payload
			? [{ inspectionId: payload.inspectionId, agency, at }]
			: []
	);
}
