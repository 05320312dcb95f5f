import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/contract/role.ts';
import { historyOf, historyPageSize } from '#lib/server/agency-history.ts';
import { feedFact } from '../rig/facts.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { startServer, type TestServer } from '../rig/test-server.ts';

const feed = (id: string): Extract<Viewer, { kind: 'feed' }> => ({
	kind: 'feed',
	id,
	name: `mesin ${id.at(-1)}`,
	agencies: ['DISNAKER', 'DINSOS'],
	factTypes: ['queue.read', 'ticket.issued', 'ticket.called']
});
const one = feed('00000000-0000-4000-8000-000000000001');
const two = feed('00000000-0000-4000-8000-000000000002');

describe("an agency's history", () => {
	let database: TestDatabase;
	let server: TestServer;
	const all = { all: true } as const;
	const page = (before: number | null, reader: Parameters<typeof historyOf>[3] = all) =>
		historyOf(server.app.database, 'DISNAKER', before, reader);

	beforeAll(async () => {
		database = await createTestDatabase();
		await fillCity(database.url);
		server = await startServer({ databaseUrl: database.url });
		const now = server.app.clock.now();
		const ticketId = v7();
		const facts = [
			feedFact('ticket.issued', 'DISNAKER', { ticketId, service: 'A' }, now),
			...Array.from({ length: 2 * historyPageSize }, (_, served) =>
				feedFact('queue.read', 'DISNAKER', { waiting: 1, serving: 1, served }, now)
			),
			feedFact('queue.read', 'DINSOS', { waiting: 9, serving: 1, served: 1 }, now)
		];
		for (const receipt of await server.app.record(one, facts))
			expect(receipt.status).toBe('recorded');
		const called = feedFact('ticket.called', 'DISNAKER', { ticketId, counter: '2' }, now);
		const [receipt] = await server.app.record(two, [called]);
		expect(receipt?.status).toBe('recorded');
	});
	afterAll(async () => {
		await server?.stop();
		await database?.drop();
	});

	it('shows the newest first, and each fact once over all its pages', async () => {
		const seen: number[] = [];
		for (let before: number | null = null; ;) {
			const { entries, older } = await page(before);
			seen.push(...entries.map(({ seq }) => seq));
			if (older === null) break;
			before = older;
		}
		expect(seen).toHaveLength(2 * historyPageSize + 2);
		expect(seen).toEqual(seen.toSorted((a, b) => b - a));
		expect(new Set(seen).size).toBe(seen.length);
	});

	it('says nothing of another agency', async () => {
		const { entries } = await page(null);
		expect(entries.some(({ payload }) => 'waiting' in payload && payload.waiting === 9)).toBe(
			false
		);
	});

	it('names the ticket that a later fact speaks of, though the number was given pages ago', async () => {
		const { entries } = await page(null);
		expect(entries[0]).toMatchObject({ type: 'ticket.called', ticket: 'A-001', by: 'mesin 2' });
	});

	it('never hands out who-is-who ids', async () => {
		expect(JSON.stringify(await page(null))).not.toContain('00000000-0000-4000-8000');
	});

	it('shows only their own lines to those who may not read the whole record', async () => {
		const { entries, older } = await page(null, { all: false, byId: `feed:${two.id}` });
		expect(entries.map(({ type }) => type)).toEqual(['ticket.called']);
		expect(older).toBeNull();
	});
});
