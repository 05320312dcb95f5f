import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Viewer } from '#lib/contract/role.ts';
import type { Database } from './database.ts';
import { screen } from './schema.ts';
import { hashToken } from './token.ts';

/** Name of the cookie that says which paired wall screen this browser is. */
export const screenCookie = 'papan_layar';
/** 400 days is the longest a browser keeps a cookie; it is renewed at each visit, only revocation ends it. */
export const screenCookieOptions = (url: URL) =>
	({
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: 400 * 24 * 60 * 60
	}) as const;

export type PairedScreen = {
	id: string;
	name: string;
	diagonalInches: number;
	distanceMetres: number;
	resolution: string;
	userAgent: string;
	/** ISO 8601 UTC. */
	pairedAt: string;
	lastSeenAt: string | null;
	revokedAt: string | null;
};

/** All screens ever paired, working ones first, by name. */
export async function listScreens(database: Database): Promise<PairedScreen[]> {
	const rows = await database.db
		.select()
		.from(screen)
		.orderBy(sql`${screen.revokedAt} desc nulls first`, asc(screen.name));
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		diagonalInches: row.diagonalInches,
		distanceMetres: row.distanceMetres,
		resolution: row.resolution,
		userAgent: row.userAgent,
		pairedAt: row.pairedAt.toISOString(),
		lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
		revokedAt: row.revokedAt?.toISOString() ?? null
	}));
}

/** Ends a screen's access; false when there is no such working screen. */
export async function revokeScreen(database: Database, id: string): Promise<boolean> {
	const revoked = await database.db
		.update(screen)
		.set({ revokedAt: sql`now()` })
		.where(and(eq(screen.id, id), isNull(screen.revokedAt)))
		.returning({ id: screen.id });
	return revoked.length > 0;
}

/** The screen a token belongs to, unless revoked. Notes that it was seen, at most once a minute. */
export async function screenOf(database: Database, token: string): Promise<Viewer | null> {
	const [found] = await database.db
		.select({
			id: screen.id,
			name: screen.name,
			unseen: sql<boolean>`coalesce(${screen.lastSeenAt} < now() - interval '1 minute', true)`
		})
		.from(screen)
		.where(and(eq(screen.tokenHash, hashToken(token)), isNull(screen.revokedAt)));
	if (!found) return null;
	if (found.unseen) {
		await database.db
			.update(screen)
			.set({ lastSeenAt: sql`now()` })
			.where(eq(screen.id, found.id));
	}
	return { kind: 'screen', id: found.id, name: found.name };
}
