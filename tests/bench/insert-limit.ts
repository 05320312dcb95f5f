import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { perSecond, type Rate } from './rate.ts';

/** What one would measure with pgbench: rows a second by prepared single INSERTs, each its own commit. */
export async function insertLimit(databaseUrl: string, senders: number): Promise<Rate> {
	const sql = postgres(databaseUrl, { max: senders, onnotice: () => undefined });
	await sql`create table if not exists bench_row (seq bigserial primary key, id uuid not null unique,
		agency text, type text not null, day date not null, observed_at timestamptz not null,
		payload jsonb not null, content_hash text not null)`;
	const payload = { waiting: 12, serving: 3, served: 63, status: 'open', ticketsStopped: false };
	const hash = 'f'.repeat(64);
	const insert = async () => {
		await sql`insert into bench_row (id, agency, type, day, observed_at, payload, content_hash)
			values (${randomUUID()}, 'DINSOS', 'queue.read', '2021-01-12', now(), ${sql.json(payload)}, ${hash})`;
		return 1;
	};
	try {
		// connections opened, statement prepared
		await Promise.all(Array.from({ length: senders }, insert));
		return await perSecond(senders, insert);
	} finally {
		await sql`drop table bench_row`;
		await sql.end({ timeout: 1 });
	}
}
