import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { FactType } from '#lib/contract/facts.ts';
import type { Database } from './database.ts';
import { feed } from './schema.ts';
import { hashToken, newToken } from './token.ts';

/** The longest a token may live (G4); a feed in use gets a new one before that. */
export const maxFeedDays = 90;
export const maxFeedRate = 60_000;

export type NewFeed = {
	name: string;
	/** Agency codes it may speak for. */
	agencies: string[];
	factTypes: FactType[];
	/** Facts per minute. */
	ratePerMinute: number;
	/** Days of real time from now, 1 to 90. */
	days: number;
	/** Id of the admin, null for the command line. */
	createdBy: string | null;
};

export type Feed = {
	id: string;
	name: string;
	tokenHint: string;
	agencies: string[];
	factTypes: FactType[];
	ratePerMinute: number;
	/** ISO 8601 UTC. */
	createdAt: string;
	expiresAt: string;
	revokedAt: string | null;
	lastUsedAt: string | null;
	state: 'working' | 'expired' | 'revoked';
};

/** Makes a feed and its token, returned this once: only the hash is kept. Throws RangeError on bad limits. */
export async function createFeed(
	database: Database,
	{ days, ...described }: NewFeed
): Promise<{ id: string; token: string }> {
	if (!Number.isInteger(days) || days < 1 || days > maxFeedDays) {
		throw new RangeError(`days must be 1 to ${maxFeedDays}`);
	}
	const { ratePerMinute } = described;
	if (!Number.isInteger(ratePerMinute) || ratePerMinute < 1 || ratePerMinute > maxFeedRate) {
		throw new RangeError(`ratePerMinute must be 1 to ${maxFeedRate}`);
	}
	const id = randomUUID();
	const token = newToken('feed');
	await database.db.insert(feed).values({
		id,
		...described,
		tokenHash: hashToken(token),
		tokenHint: token.slice(-4),
		createdAt: sql`now()`,
		expiresAt: sql`now() + make_interval(days => ${days})`
	});
	return { id, token };
}

/** All feeds ever made, working ones first, by name. */
export async function listFeeds(database: Database): Promise<Feed[]> {
	const rows = await database.db
		.select({ feed, expired: sql<boolean>`${feed.expiresAt} <= now()` })
		.from(feed)
		.orderBy(
			sql`${feed.revokedAt} is not null`,
			sql`${feed.expiresAt} <= now()`,
			asc(feed.name),
			asc(feed.createdAt)
		);
	const stateOf = (revoked: boolean, expired: boolean) => {
		if (revoked) return 'revoked';
		return expired ? 'expired' : 'working';
	};
	return rows.map(({ feed: row, expired }) => ({
		id: row.id,
		name: row.name,
		tokenHint: row.tokenHint,
		agencies: row.agencies,
		factTypes: row.factTypes,
		ratePerMinute: row.ratePerMinute,
		createdAt: row.createdAt.toISOString(),
		expiresAt: row.expiresAt.toISOString(),
		revokedAt: row.revokedAt?.toISOString() ?? null,
		lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
		state: stateOf(row.revokedAt !== null, expired)
	}));
}

/** Ends a feed's token; false when there is no such working feed. */
export async function revokeFeed(database: Database, id: string): Promise<boolean> {
	const revoked = await database.db
		.update(feed)
		.set({ revokedAt: sql`now()` })
		.where(and(eq(feed.id, id), isNull(feed.revokedAt)))
		.returning({ id: feed.id });
	return revoked.length > 0;
}
