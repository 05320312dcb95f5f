import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '#lib/contract/receipt.ts';
import type { Viewer } from '#lib/contract/role.ts';
import { feedFact, readingFact, ticketFact } from '../rig/facts.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { startServer, type TestServer } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const feed: Viewer = {
	kind: 'feed',
	id: '00000000-0000-4000-8000-000000000001',
	name: 'mesin antrean',
	agencies: ['DISNAKER', 'DISDUKCAPIL', 'DINSOS'],
	factTypes: ['queue.read', 'ticket.issued', 'presence.counted']
};
const seqOf = (receipt: Receipt | undefined) =>
	receipt && receipt.status !== 'refused' ? receipt.seq : null;

describe('the log', () => {
	let database: TestDatabase;
	let a: TestServer;
	let b: TestServer;
	const now = () => a.app.clock.now();
	const rows = () => a.app.database.sql<{ seq: number; id: string }[]>`
		select seq::int as seq, id from fact order by seq`;

	beforeAll(async () => {
		database = await createTestDatabase();
		await fillCity(database.url);
		a = await startServer({ databaseUrl: database.url });
		b = await startServer({ databaseUrl: database.url });
	});
	afterAll(async () => {
		await a?.stop();
		await b?.stop();
		await database?.drop();
	});

	it('keeps each fact of 64 parallel senders once, numbered without a gap in commit order', async () => {
		const before = (await rows()).length;
		let served = 0;
		const senders = Array.from({ length: 64 }, async (_, sender) => {
			const receipts: Receipt[] = [];
			for (let round = 0; round < 10; round++) {
				const server = (sender + round) % 2 === 0 ? a : b;
				// each sender is a service of its own day of readings: presence never falls
				const facts = [
					feedFact('presence.counted', 'DISNAKER', { wfo: (served++ % 20) + 1, wfh: 3 }, now())
				];
				receipts.push(...(await server.app.record(feed, facts)));
			}
			return receipts;
		});
		const receipts = (await Promise.all(senders)).flat();
		expect(receipts.map(({ status }) => status)).toEqual(Array(640).fill('recorded'));
		const kept = await rows();
		expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, place) => place + 1));
		expect(kept.length - before).toBe(640);
		const told = receipts.map(seqOf).toSorted((x, y) => Number(x) - Number(y));
		expect(told).toEqual(kept.slice(before).map(({ seq }) => seq));
		await until('both processes show everything', () => {
			const head = kept.at(-1)?.seq;
			return a.app.keeper.seq === head && b.app.keeper.seq === head;
		});
		// alerts are stepped by each process's own second
		const { day, standing } = a.app.keeper.state('DISNAKER') ?? {};
		expect(b.app.keeper.state('DISNAKER')).toMatchObject({ day, standing });
	});

	it('[P2] answers twins with the first receipt, in one group, later, and through another process', async () => {
		const fact = ticketFact('DISNAKER', now());
		const twins = await a.app.record(feed, [fact, fact, structuredClone(fact)]);
		expect(twins.map(({ status }) => status)).toEqual(['recorded', 'duplicate', 'duplicate']);
		const again = (
			await Promise.all([a.app.record(feed, [fact]), b.app.record(feed, [fact])])
		).flat();
		expect(again.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
		const numbers = [...twins, ...again].map((receipt) =>
			receipt.status === 'refused' ? null : [receipt.seq, receipt.assigned?.ticketNumber]
		);
		expect(new Set(numbers.map(String)).size).toBe(1);
		expect((await rows()).filter(({ id }) => id === fact.id)).toHaveLength(1);
	});

	it('refuses another content under a known id, and keeps the first', async () => {
		const fact = readingFact('DINSOS', 5, now());
		await a.app.record(feed, [fact]);
		const other = { ...fact, payload: { ...fact.payload, waiting: 39 } };
		const [receipt] = await b.app.record(feed, [other]);
		expect(receipt).toMatchObject({ status: 'refused', refusal: { because: 'idReused' } });
		expect(a.app.keeper.state('DINSOS')?.day.readings['*']?.waiting).toBe(fact.payload.waiting);
	});

	it('lets neighbours through whatever one fact does', async () => {
		const good = [readingFact('DINSOS', 11, now()), readingFact('DINSOS', 12, now())];
		const [first, second] = good;
		const nul = feedFact('queue.read', 'DINSOS', { waiting: 1, serving: 0, served: 13 }, now());
		const receipts = await a.app.record(feed, [
			first,
			{ ...nul, type: 'no.such' },
			null,
			[[[[]]]],
			JSON.parse('{"__proto__": {"admin": true}}'),
			{ ...nul, id: 'x' },
			{ ...nul, id: v7(), agency: 'SETDA' },
			{ ...nul, id: v7(), origin: 'person' },
			{ ...nul, id: v7(), observedAt: '2031-01-01T00:00:00Z' },
			second
		]);
		expect(
			receipts.map((receipt) =>
				receipt.status === 'refused' ? receipt.refusal.because : receipt.status
			)
		).toEqual([
			'recorded',
			'malformed',
			'malformed',
			'malformed',
			'malformed',
			'malformed',
			'notPermitted',
			'malformed',
			'observedInFuture',
			'recorded'
		]);
	});

	it('finds a fact that PostgreSQL will not store by halves, and keeps the other 99', async () => {
		// a check that only the database knows of stands for every such surprise
		const { sql } = a.app.database;
		await sql`alter table fact add constraint poison
			check (coalesce(payload ->> 'waiting', '') <> '77')`;
		try {
			const facts = Array.from({ length: 100 }, (_, place) =>
				feedFact(
					'queue.read',
					'DISDUKCAPIL',
					{ waiting: place === 41 ? 77 : place % 30, serving: 1, served: place },
					now()
				)
			);
			const receipts = await a.app.record(feed, facts);
			const refusedAt = receipts.flatMap((receipt, place) =>
				receipt.status === 'refused' ? [[place, receipt.refusal.because]] : []
			);
			expect(refusedAt).toEqual([[41, 'unavailable']]);
		} finally {
			await sql`alter table fact drop constraint poison`;
		}
	});

	it('catches up when the listening connection was killed and its rings were lost', async () => {
		const { sql } = b.app.database;
		await sql`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and query ilike 'listen%'`;
		const [receipt] = await a.app.record(feed, [readingFact('DISDUKCAPIL', 500, now())]);
		await until('the other process has it', () => b.app.keeper.seq === seqOf(receipt), 4000);
		expect(b.app.keeper.state('DISDUKCAPIL')?.day.readings['*']?.served).toBe(500);
	});

	it('answers unavailable, not an exception, when its connection dies, and recovers with the same id', async () => {
		const fact = readingFact('DISDUKCAPIL', 501, now());
		const { sql } = b.app.database;
		for (let round = 0; round < 20; round++) {
			const sent = a.app.record(feed, [fact]);
			await sql`select pg_terminate_backend(pid) from pg_stat_activity
				where datname = current_database() and application_name = 'papan-siaga log'`;
			expect(['recorded', 'duplicate', 'refused']).toContain((await sent)[0]?.status);
		}
		const [receipt] = await a.app.record(feed, [fact]);
		expect(receipt?.status === 'refused' ? receipt.refusal : receipt?.status).toBe('duplicate');
		expect((await rows()).filter(({ id }) => id === fact.id)).toHaveLength(1);
	});

	it('does not wait for ever for a peer that holds the append lock', async () => {
		const other = await b.app.database.sql.reserve();
		await other`begin`;
		await other`select from log_head for update`;
		const waiting = a.app.record(feed, [readingFact('DISDUKCAPIL', 502, now())]);
		const [receipt] = await waiting;
		expect(receipt).toMatchObject({ status: 'refused', refusal: { because: 'unavailable' } });
		await other`rollback`;
		other.release();
		const [again] = await a.app.record(feed, [readingFact('DISDUKCAPIL', 503, now())]);
		expect(again?.status).toBe('recorded');
	}, 30_000);

	it('stands where it stood after a start from the log alone', async () => {
		const c = await startServer({ databaseUrl: database.url });
		try {
			expect(c.app.keeper.seq).toBe(a.app.keeper.seq);
			for (const { code } of a.app.registry.agencies()) {
				const { day, standing } = a.app.keeper.state(code) ?? {};
				expect(c.app.keeper.state(code)).toMatchObject({ day, standing });
			}
			expect(c.app.keeper.tickets('DISNAKER')).toEqual(a.app.keeper.tickets('DISNAKER'));
		} finally {
			await c.stop();
		}
	});

	it('begins anew, with snapshots, when the log has become another one', async () => {
		const { sql } = a.app.database;
		const epoch = '11111111-1111-4111-8111-111111111111';
		await sql.begin(async (tx) => {
			await tx`delete from fact where seq > 100`;
			await tx`update log_head set epoch = ${epoch}, seq = 100`;
		});
		await until('both have noticed', () =>
			[a, b].every(({ app }) => app.keeper.epoch === epoch && app.keeper.seq === 100)
		);
		const [receipt] = await b.app.record(feed, [readingFact('DISDUKCAPIL', 3, now())]);
		expect(seqOf(receipt)).toBe(101);
	});
});
