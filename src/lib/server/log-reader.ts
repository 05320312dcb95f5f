import type { Recorded } from '../contract/fact.ts';
import type { Database } from './database.ts';
import { factColumns, instantOf, recordedOf, type FactRow } from './fact-row.ts';

/** The log's identity and its newest number. */
export type Head = { epoch: string; seq: number };

/** Facts read in one go; whoever is further behind reads again. */
export const maxRead = 5000;

/** The head, made at the first start: one row for ever, whose lock is the append lock. */
export async function headOf({ sql }: Database): Promise<Head> {
	const read = () => sql<Head[]>`select epoch, seq::float8 as seq from log_head where "only"`;
	const [head] = await read();
	if (head) return { ...head };
	await sql`insert into log_head ("only", epoch, seq)
		select true, gen_random_uuid(), coalesce(max(seq), 0) from fact
		on conflict do nothing`;
	const [made] = await read();
	if (!made) throw new Error('log_head has no row and would not take one');
	return { ...made };
}

/** Facts after `seq` in commit order, at most `maxRead`. */
export async function factsSince({ sql }: Database, seq: number): Promise<Recorded[]> {
	const rows = await sql.unsafe<FactRow[]>(
		`select ${factColumns} from fact f where f.seq > $1 order by f.seq limit ${maxRead}`,
		[seq],
		{ prepare: true }
	);
	return rows.map(recordedOf);
}

/** One agency's facts of one local day, in commit order. */
export async function factsOfDay(
	{ sql }: Database,
	agency: string,
	day: string
): Promise<Recorded[]> {
	const rows = await sql.unsafe<FactRow[]>(
		`select ${factColumns} from fact f where f.agency = $1 and f.day = $2::text::date order by f.seq`,
		[agency, day],
		{ prepare: true }
	);
	return rows.map(recordedOf);
}

/** receivedAt of the newest fact; null for an empty log. */
export async function lastReceivedAt({ sql }: Database): Promise<string | null> {
	const [row] = await sql<{ receivedAt: Date | string }[]>`
		select received_at as "receivedAt" from fact order by seq desc limit 1`;
	return row ? instantOf(row.receivedAt) : null;
}

export type Beginning = {
	head: Head;
	/** Facts of `today` and later, of every agency. */
	today: Recorded[];
	/** Every inspection and closing before `today`, without remarks and teams. */
	inspections: Recorded[];
	/** Every fact that changed the city as a whole; few a year. */
	city: Recorded[];
};

/**
 * Everything a process needs to know at its start, in one statement, so of one moment: no fact can slip in
 * between its parts. All inspections, because a finding closes by a closing, by a later visit, or together
 * with an older finding of the same item: no bound by date is exact. A year of a city is about 10 MB.
 */
export async function beginningOf(database: Database, today: string): Promise<Beginning> {
	await headOf(database);
	const rows = await database.sql.unsafe<
		(FactRow & { part: 'today' | 'inspections' | 'city' | null; epoch: string; head: number })[]
	>(
		`with parts as (
			select 'today' as part, f.* from fact f where f.day >= $1::text::date
			union all
			select 'inspections', f.* from fact f
			where f.type in ('inspection.submitted', 'finding.closed') and f.day < $1::text::date
			union all
			select 'city', f.* from fact f where f.type in ('zone.changed', 'announcement.made')
		)
		select h.epoch, h.seq::float8 as head, f.part, ${factColumns.replace(
			'f.payload',
			`case f.part when 'inspections' then f.payload - 'remark' - 'team' else f.payload end as payload`
		)}
		from log_head h left join parts f on true order by f.seq`,
		[today]
	);
	const first = rows[0];
	if (!first) throw new Error('log_head has lost its row');
	const of = (part: string) => rows.filter((row) => row.part === part).map(recordedOf);
	return {
		head: { epoch: first.epoch, seq: first.head },
		today: of('today'),
		inspections: of('inspections'),
		city: of('city')
	};
}
