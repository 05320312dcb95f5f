import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Membership, Viewer } from '#lib/contract/role.ts';
import type { Clock } from '#lib/server/clock.ts';
import { createFeed, type NewFeed } from '#lib/server/feeds.ts';
import { openDatabase } from '#lib/server/database.ts';
import type { App } from '#lib/server/process.ts';
import { assemble } from '#lib/server/start.ts';
import { freePort } from './free-port.ts';

/** 09.00 WITA on the demo's Tuesday: offices are open, the circular of January 2021 is in force. */
export const tuesdayMorning = '2021-01-12T01:00:00.000Z';
export const sessionCookie = 'papan_sesi';

/** The server without its pages, in this process: everything from the sockets down, on a port of its own. */
export type TestServer = { app: App; url: string; stop(): Promise<void> };

type Options = {
	databaseUrl: string;
	/** Null is real time. */
	simulation?: { start: string; rate: number } | null;
	/** Instead of a running one. */
	clock?: Clock;
};

/** A clock that stands still until it is set (ISO 8601 UTC). */
export function handClock(start: string): Clock & { set(now: string): void } {
	let now = start;
	return {
		now: () => now,
		ms: () => Date.parse(now),
		reading: () => ({ serverTime: now, rate: 0 }),
		simulated: true,
		set: (to) => {
			now = to;
		}
	};
}

/** Starts one. Several may share a database: each is what a process of its own would be. */
export async function startServer(options: Options): Promise<TestServer> {
	const simulation =
		options.simulation === undefined ? { start: tuesdayMorning, rate: 1 } : options.simulation;
	const port = await freePort();
	const database = await openDatabase({ databaseUrl: options.databaseUrl, dataDir: '' });
	const httpServer = createServer((_request, response) => response.writeHead(404).end());
	await new Promise<void>((resolve) => httpServer.listen(port, '127.0.0.1', resolve));
	const config = {
		port,
		host: '127.0.0.1',
		origin: null,
		dataDir: '',
		databaseUrl: options.databaseUrl,
		production: true,
		simulation,
		trustedProxy: [],
		secret: 'a secret of at least thirty-two characters',
		logLevel: 'fatal' as const,
		bodyLimit: { facts: 1024 * 1024, photo: 1024 * 1024 }
	};
	const doors = {
		build: 'test',
		viewerOf: (headers: Headers) => viewerBySession(database, headers),
		sentenceOf: ({ because }: { because: string }) => ({ id: because, en: because })
	};
	const { clock } = options;
	const app = await assemble(config, database, doors, { httpServer, clock });
	return {
		app,
		url: `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`,
		stop: async () => {
			await app.stop();
			httpServer.closeAllConnections();
			await new Promise((resolve) => httpServer.close(resolve));
		}
	};
}

/** What viewer.ts does, without the signature of the cookie: it needs the process's one app. */
async function viewerBySession(database: App['database'], headers: Headers): Promise<Viewer> {
	const token = new RegExp(`${sessionCookie}=(\\w+)`).exec(headers.get('cookie') ?? '')?.[1];
	const [row] = await database.sql<
		{ id: string; name: string; username: string; memberships: Membership[] | null }[]
	>`select u.id, u.name, u.username,
		(select jsonb_agg(jsonb_build_object('role', m.role, 'agency', nullif(m.agency, '')))
			from membership m where m.user_id = u.id) as memberships
		from session s join "user" u on u.id = s.user_id
		where s.token = ${token ?? ''} and s.expires_at > now() and u.disabled_at is null`;
	if (!row) return { kind: 'public' };
	const { id, name, username, memberships } = row;
	return { kind: 'person', id, name, username, memberships: memberships ?? [] };
}

/** A person with a session, straight into the tables. `cookie` is the header a browser would send. */
export async function signIn(
	{ database }: App,
	memberships: Membership[]
): Promise<{ viewer: Viewer; cookie: string; sessionId: string }> {
	const { sql } = database;
	const id = randomUUID();
	const username = `orang-${id.slice(0, 8)}`;
	const sessionId = randomUUID();
	const token = randomBytes(16).toString('hex');
	await sql`insert into "user" (id, name, email, email_verified, username, created_at, updated_at)
		values (${id}, 'Orang Uji', ${username + '@x.invalid'}, false, ${username}, now(), now())`;
	for (const { role, agency } of memberships) {
		await sql`insert into membership (user_id, role, agency) values (${id}, ${role}, ${agency ?? ''})`;
	}
	await sql`insert into session (id, token, user_id, expires_at, created_at, updated_at)
		values (${sessionId}, ${token}, ${id}, now() + interval '1 hour', now(), now())`;
	const viewer: Viewer = { kind: 'person', id, name: 'Orang Uji', username, memberships };
	return { viewer, cookie: `${sessionCookie}=${token}.signature`, sessionId };
}

/** A feed with everything a machine may send for these agencies, and its token. */
export async function openFeed(
	{ database }: Pick<App, 'database'>,
	feed: Pick<NewFeed, 'agencies'> & Partial<NewFeed>
): Promise<{ id: string; token: string }> {
	return createFeed(database, {
		name: `umpan ${randomBytes(3).toString('hex')}`,
		factTypes: ['queue.read', 'ticket.issued', 'ticket.called', 'presence.counted', 'room.counted'],
		ratePerMinute: 60_000,
		days: 1,
		createdBy: null,
		...feed
	});
}
