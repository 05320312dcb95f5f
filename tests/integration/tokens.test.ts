import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { FeedTokens } from '#lib/server/feed-tokens.ts';
import { createFeed, listFeeds, maxFeedDays, revokeFeed, type NewFeed } from '#lib/server/feeds.ts';
import { feed } from '#lib/server/schema.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';

const machine: NewFeed = {
	name: 'Mesin antrean Disnaker',
	agencies: ['DISNAKER'],
	factTypes: ['queue.read'],
	ratePerMinute: 600,
	days: maxFeedDays,
	createdBy: null
};

describe('feed tokens', () => {
	let testDatabase: TestDatabase;
	let database: Database;
	/** Without anything remembered from an earlier question. */
	const verify = (token: string) => new FeedTokens(database).verify(token);

	beforeAll(async () => {
		testDatabase = await createTestDatabase();
		database = await openDatabase({ databaseUrl: testDatabase.url, dataDir: '' });
	});
	afterAll(async () => {
		await database?.close();
		await testDatabase?.drop();
	});

	it('have 256 random bits, are shown once, and only their hash is kept', async () => {
		const { id, token } = await createFeed(database, machine);
		expect(token).toMatch(/^psf_[\w-]{43}$/);
		const [row] = await database.db.select().from(feed).where(eq(feed.id, id));
		expect(JSON.stringify(row)).not.toContain(token.slice(4));
		expect(row?.tokenHint).toBe(token.slice(-4));
		expect(JSON.stringify(await listFeeds(database))).not.toContain(token.slice(4, -4));
	});

	it('open the door to exactly the agencies and facts they were made for', async () => {
		const { id, token } = await createFeed(database, machine);
		expect(await verify(token)).toEqual({
			kind: 'feed',
			id,
			name: machine.name,
			agencies: ['DISNAKER'],
			factTypes: ['queue.read'],
			ratePerMinute: 600
		});
		expect(await verify(`${token.slice(0, -1)}_`)).toBeNull();
	});

	it('end when they are revoked', async () => {
		const { id, token } = await createFeed(database, machine);
		expect(await revokeFeed(database, id)).toBe(true);
		expect(await verify(token)).toBeNull();
		expect(await revokeFeed(database, id)).toBe(false);
	});

	it('end when they run out, at the latest after ninety days', async () => {
		const { id, token } = await createFeed(database, machine);
		const [row] = await database.db
			.select({
				days: sql<number>`extract(epoch from ${feed.expiresAt} - ${feed.createdAt})::float8 / 86400`
			})
			.from(feed)
			.where(eq(feed.id, id));
		expect(row?.days).toBeCloseTo(90, 0);
		await database.db
			.update(feed)
			.set({ expiresAt: sql`now()` })
			.where(eq(feed.id, id));
		expect(await verify(token)).toBeNull();
		const listed = (await listFeeds(database)).find((one) => one.id === id);
		expect(listed?.state).toBe('expired');
	});

	it.each([
		{ days: 0 },
		{ days: 91 },
		{ days: 1.5 },
		{ ratePerMinute: 0 },
		{ ratePerMinute: 60_001 }
	])('are not made with %j', async (wrong) => {
		await expect(createFeed(database, { ...machine, ...wrong })).rejects.toThrow(RangeError);
	});

	it('are listed working first, so that what needs care is not buried', async () => {
		const feeds = await listFeeds(database);
		const states = feeds.map(({ state }) => state);
		const order = ['working', 'expired', 'revoked'];
		expect(states).toEqual(states.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
		expect(new Set(states)).toEqual(new Set(order));
	});
});
