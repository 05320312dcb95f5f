import postgres from 'postgres';
import type { Recorded } from '../contract/fact.ts';
import { factColumns, recordedOf, type FactRow } from './fact-row.ts';
import { maxRead } from './log-reader.ts';

/** An id of the batch that the log already holds. */
export type Known = Pick<Recorded, 'seq' | 'assigned'> & { contentHash: string };

/** What stands in the log once the append lock is ours. */
export type Opened = {
	epoch: string;
	seq: number;
	/** Facts of other processes after our own head, in order; at most `maxRead`. */
	tail: Recorded[];
	known: Map<string, Known>;
};

/** A fact ready to be written, with what only the log keeps of it. */
export type Entry = { fact: Recorded; contentHash: string; byId: string | null };

// seconds: longer than any honest wait, short enough that a dead peer holds nobody up for long
const lockWait = 10;
const statement = 15;
const idleInTransaction = 10;
const roundTrip = 20;

const insertText = `with head as (
	update log_head set seq = seq + $2::int
	where "only" and epoch = $3::text::uuid and seq = $4::bigint returning seq
)
insert into fact (seq, id, agency, type, origin, day, observed_at, received_at, payload, assigned,
	content_hash, by_id, by_name)
select r.seq, r.id, r.agency, r.type, r.origin, r.day, r."observedAt", r."receivedAt", r.payload,
	r.assigned, r."contentHash", r."byId", r."byName"
from head, jsonb_to_recordset($1::text::jsonb) as r (seq bigint, id uuid, agency text, type text,
	origin text, day date, "observedAt" timestamptz, "receivedAt" timestamptz, payload jsonb,
	assigned jsonb, "contentHash" text, "byId" text, "byName" text)`;

/**
 * The one connection that appends. Its statements are sent without waiting for each other's answers, so a
 * group of facts costs two round trips: take the lock and look, then write and commit.
 *
 * It has a postgres.js client of its own, thrown away at the first failure: a client that reconnects by
 * itself would send the second half of a transaction outside of it, and a statement sent on a connection
 * that has just died throws where nobody can catch it (postgres.js 3.4.9).
 */
export class LogConnection {
	readonly #url: string;
	/** Sent with the doorbell, so that a process does not answer its own ring. */
	readonly #name: string;
	#client: { sql: postgres.Sql; alive: boolean } | null = null;

	constructor(url: string, name: string) {
		this.#url = url;
		this.#name = name;
	}

	/**
	 * Begins a transaction, takes the append lock, and reads what is newer than `head` and which of `ids` are
	 * known. Ids and head are the caller's; both are validated before.
	 */
	async begin(head: number, ids: readonly string[]): Promise<Opened> {
		return this.#trip(async (sql) => {
			const [, heads, tail, known] = await allOf([
				send(sql, 'begin'),
				send(sql, 'select epoch, seq::float8 as seq from log_head where "only" for update'),
				send(
					sql,
					`select ${factColumns} from fact f where f.seq > $1::bigint order by f.seq limit ${maxRead}`,
					[head]
				),
				send(
					sql,
					`select id, seq::float8 as seq, content_hash as "contentHash", assigned
					from fact where id = any($1::text::uuid[])`,
					[`{${ids.join(',')}}`]
				)
			]);
			// boundary: rows of the fixed statements above
			const [row] = (heads ?? []) as unknown as { epoch: string; seq: number }[];
			if (!row) throw new Error('log_head has lost its row');
			return {
				epoch: row.epoch,
				seq: row.seq,
				tail: ((tail ?? []) as unknown as FactRow[]).map(recordedOf),
				known: new Map(
					((known ?? []) as unknown as (Known & { id: string })[]).map(({ id, ...rest }) => [
						id,
						rest
					])
				)
			};
		});
	}

	/** Facts of the given agencies and local days, while the lock is held. */
	async factsOfDays(pairs: readonly { agency: string; day: string }[]): Promise<Recorded[]> {
		return this.#trip(async (sql) => {
			const rows = await send(
				sql,
				`select ${factColumns} from fact f
				join jsonb_to_recordset($1::text::jsonb) as p (agency text, day date)
					on f.agency = p.agency and f.day = p.day
				order by f.seq`,
				[JSON.stringify(pairs)]
			);
			return (rows as unknown as FactRow[]).map(recordedOf);
		});
	}

	/**
	 * Writes, moves the head, rings and commits. Resolves only when PostgreSQL has said COMMIT. The insert
	 * writes nothing unless the head still is what `begin` read: outside the lock it cannot do harm.
	 */
	async commit(
		from: { epoch: string; seq: number },
		entries: readonly Entry[],
		registry: readonly { id: string; status: 'published' | 'withdrawn' }[]
	): Promise<void> {
		const rows = entries.map(({ fact, contentHash, byId }) => ({
			...fact,
			contentHash,
			byId,
			byName: fact.by
		}));
		await this.#trip(async (sql) => {
			const [inserted, ...rest] = await allOf([
				send(sql, insertText, [JSON.stringify(rows), rows.length, from.epoch, from.seq]),
				...registry.map(({ id, status }) =>
					send(sql, 'update regulation set status = $2 where id = $1', [id, status])
				),
				send(sql, `select pg_notify('facts', $1)`, [this.#name]),
				send(sql, 'commit')
			]);
			if (inserted?.count !== rows.length) throw new Error('the log moved under its own lock');
			if (rest.at(-1)?.command !== 'COMMIT') throw new Error('PostgreSQL did not commit');
		});
	}

	/** Gives the lock back; nothing was written. */
	async rollback(): Promise<void> {
		await this.#trip((sql) => send(sql, 'rollback'));
	}

	async close(): Promise<void> {
		const client = this.#client;
		this.#client = null;
		if (client) await client.sql.end({ timeout: 2 });
	}

	/** One exchange on a living connection, bounded in time; any failure gives the connection up. */
	async #trip<T>(exchange: (sql: postgres.Sql) => Promise<T>): Promise<T> {
		const client = (this.#client ??= this.#connect());
		let timer: ReturnType<typeof setTimeout> | undefined;
		try {
			if (!client.alive) throw new Error('the connection to the log was lost');
			return await Promise.race([
				exchange(client.sql),
				new Promise<never>((_, reject) => {
					timer = setTimeout(
						() => reject(new Error(`PostgreSQL gave no answer in ${roundTrip} s`)),
						roundTrip * 1000
					);
				})
			]);
		} catch (error) {
			this.#giveUp(client);
			throw error;
		} finally {
			clearTimeout(timer);
		}
	}

	#connect(): { sql: postgres.Sql; alive: boolean } {
		const client = {
			alive: true,
			sql: postgres(this.#url, {
				max: 1,
				connect_timeout: 5,
				idle_timeout: 0,
				max_lifetime: null,
				fetch_types: false,
				onnotice: () => undefined,
				onclose: () => {
					client.alive = false;
					if (this.#client === client) this.#giveUp(client);
				},
				connection: {
					application_name: 'papan-siaga log',
					// a receipt says "kept", whatever the server's default is
					synchronous_commit: 'on',
					lock_timeout: lockWait * 1000,
					statement_timeout: statement * 1000,
					idle_in_transaction_session_timeout: idleInTransaction * 1000
				}
			})
		};
		return client;
	}

	#giveUp(client: { sql: postgres.Sql; alive: boolean }): void {
		if (this.#client === client) this.#client = null;
		client.sql.end({ timeout: 0 }).catch(() => undefined);
	}
}

type Rows = postgres.RowList<postgres.Row[]>;

/** Sends at once; with parameters as a statement that is prepared once per connection. */
async function send(
	sql: postgres.Sql,
	text: string,
	parameters: (string | number)[] = []
): Promise<Rows> {
	return sql.unsafe<postgres.Row[]>(text, parameters, { prepare: parameters.length > 0 });
}

/** Like Promise.all, but waits for every answer: an error in one must not leave others unhandled. */
async function allOf(answers: Promise<Rows>[]): Promise<Rows[]> {
	const settled = await Promise.allSettled(answers);
	return settled.map((one) => {
		if (one.status === 'rejected') throw one.reason;
		return one.value;
	});
}
