import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/contract/role.ts';
import { stateHash } from '#lib/server/state-hash.ts';
import { ClientScreen } from '../rig/client-screen.ts';
import { readingFact, ticketFact } from '../rig/facts.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed, signIn, startServer, type TestServer } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const feed: Viewer = {
	kind: 'feed',
	id: '00000000-0000-4000-8000-000000000001',
	name: 'mesin antrean',
	agencies: ['DISNAKER', 'DISDUKCAPIL', 'DINSOS'],
	factTypes: ['queue.read', 'ticket.issued', 'presence.counted', 'room.counted']
};

describe('the stream', () => {
	let database: TestDatabase;
	let server: TestServer;
	const screens: ClientScreen[] = [];
	const now = () => server.app.clock.now();
	const serverHash = () => {
		const { keeper } = server.app;
		return stateHash(Object.fromEntries(keeper.states()), keeper.cityState());
	};
	const open = (cookie: string, reconnect = true) => {
		const screen = new ClientScreen(server.url, cookie, { reconnect });
		screens.push(screen);
		return screen;
	};

	beforeAll(async () => {
		database = await createTestDatabase();
		await fillCity(database.url);
		server = await startServer({ databaseUrl: database.url });
	});
	afterEach(() => {
		for (const screen of screens.splice(0)) screen.close();
	});
	afterAll(async () => {
		await server?.stop();
		await database?.drop();
	});

	it('sends a snapshot, then what changed, and ends with the same hash as the server', async () => {
		const { cookie } = await signIn(server.app, [{ role: 'lead', agency: null }]);
		const screen = await open(cookie).ready();
		expect(Object.keys(screen.states)).toHaveLength(30);
		const facts = Array.from({ length: 200 }, (_, i) => readingFact('DINSOS', i, now()));
		for (const fact of facts) await server.app.record(feed, [fact]);
		await until('it holds the newest', () => screen.seq === server.app.keeper.seq);
		expect(screen.states.DINSOS?.day.readings['*']?.served).toBe(199);
		expect(screen.gaps).toBe(0);
		await until('its hash equals', () => screen.hash === serverHash());
		// 200 facts one after another are far fewer deltas: one per tick at most
		expect(screen.deltas).toBeLessThan(200);
	});

	it('shows what another process wrote', async () => {
		const other = await startServer({ databaseUrl: database.url });
		try {
			const { cookie } = await signIn(server.app, [{ role: 'secretary', agency: 'DINSOS' }]);
			const screen = await open(cookie).ready();
			await other.app.record(feed, [readingFact('DINSOS', 300, now())]);
			await until(
				'it has come through',
				() => screen.states.DINSOS?.day.readings['*']?.served === 300
			);
		} finally {
			await other.stop();
		}
	});

	it('goes on after a cut with everything that was missed', async () => {
		const { cookie } = await signIn(server.app, [{ role: 'lead', agency: null }]);
		const screen = await open(cookie).ready();
		screen.cut();
		await server.app.record(feed, [readingFact('DINSOS', 310, now())]);
		await until('it is back', () => screen.snapshots === 2);
		expect(screen.states.DINSOS?.day.readings['*']?.served).toBe(310);
	});

	it('gives tickets to the agency’s own counters and to nobody else', async () => {
		const own = await signIn(server.app, [{ role: 'counter', agency: 'DISNAKER' }]);
		const foreign = await signIn(server.app, [{ role: 'counter', agency: 'DINSOS' }]);
		const counter = await open(own.cookie).ready();
		const stranger = await open(foreign.cookie).ready();
		expect(await counter.socket.emitWithAck('watchAgency', 'DISNAKER')).toBe(true);
		expect(await stranger.socket.emitWithAck('watchAgency', 'DISNAKER')).toBe(false);
		expect(await stranger.socket.emitWithAck('watchAgency', 'NO-SUCH')).toBe(false);
		await server.app.record(feed, [ticketFact('DISNAKER', now())]);
		await until('the counter has the ticket', () => counter.tickets.DISNAKER?.length === 1);
		await until('both hold the newest', () => stranger.seq === counter.seq);
		expect(stranger.tickets).toEqual({});
	});

	it('refuses whoever is not signed in', async () => {
		for (const cookie of ['', 'papan_sesi=deadbeef.x']) {
			await expect(open(cookie, false).ready()).rejects.toThrow(
				cookie ? 'unauthorized' : /unauthorized|websocket/
			);
		}
	});

	it('[P26] refuses foreign, null and missing origins with a valid cookie, by both transports', async () => {
		const { cookie } = await signIn(server.app, [{ role: 'admin', agency: null }]);
		const tries: Record<string, string>[] = [
			{ cookie, origin: 'http://evil.test' },
			{ cookie, origin: 'null' },
			{ cookie, origin: server.url.replace('127.0.0.1', 'localhost') },
			{ cookie }
		];
		const accepted: string[] = [];
		for (const headers of tries) {
			const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers });
			if (polled.ok) accepted.push(`polling ${headers.origin}`);
			const opened = await new Promise<boolean>((resolve) => {
				const address = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
				const socket = new WebSocket(address, { headers });
				socket.once('open', () => {
					resolve(true);
					socket.terminate();
				});
				socket.once('error', () => resolve(false));
			});
			if (opened) accepted.push(`websocket ${headers.origin}`);
		}
		expect(accepted).toEqual([]);
		// the same by polling from our own page goes through
		const own = { cookie, origin: server.url };
		const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
			headers: own
		});
		expect(polled.ok).toBe(true);
	});

	it('[P27] closes the socket within two seconds when its session is gone, and sends nothing after', async () => {
		const { sql } = server.app.database;
		const ways = [
			(id: string) => sql`delete from session where id = ${id}`,
			(id: string) => sql`update "user" set disabled_at = now()
				where id = (select user_id from session where id = ${id})`,
			(id: string) => sql`delete from membership
				where user_id = (select user_id from session where id = ${id})`
		];
		for (const revoke of ways) {
			const { cookie, sessionId } = await signIn(server.app, [{ role: 'lead', agency: null }]);
			const screen = await open(cookie, false).ready();
			// another session of somebody else stays
			const other = await signIn(server.app, [{ role: 'lead', agency: null }]);
			const stays = await open(other.cookie, false).ready();
			await sleep(1200);
			await revoke(sessionId);
			await until('it is closed', () => !screen.socket.connected, 2000);
			const { seq } = screen;
			await server.app.record(feed, [readingFact('DINSOS', 400, now())]);
			await until('others hear it', () => stays.seq === server.app.keeper.seq);
			expect(screen.seq).toBe(seq);
			expect(stays.socket.connected).toBe(true);
		}
	});

	it('[P27] takes a person out of an agency’s room when the role there is taken away', async () => {
		const { cookie, viewer } = await signIn(server.app, [
			{ role: 'counter', agency: 'DISNAKER' },
			{ role: 'counter', agency: 'DINSOS' }
		]);
		const counter = await open(cookie).ready();
		await counter.socket.emitWithAck('watchAgency', 'DISNAKER');
		const { sql } = server.app.database;
		if (viewer.kind !== 'person') throw new Error('a person was signed in');
		await sql`delete from membership where user_id = ${viewer.id} and agency = 'DISNAKER'`;
		await sleep(1500);
		const before = counter.tickets.DISNAKER?.length;
		await server.app.record(feed, [ticketFact('DISNAKER', now())]);
		await until('the board has moved', () => counter.seq === server.app.keeper.seq);
		expect(counter.tickets.DISNAKER?.length).toBe(before);
		expect(counter.socket.connected).toBe(true);
	});

	it('[P17] sets a screen aside that does not read, and repairs it by a snapshot when it does', async () => {
		const { cookie } = await signIn(server.app, [{ role: 'lead', agency: null }]);
		const screen = await open(cookie).ready();
		const reader = await open(cookie).ready();
		// boundary: the client's own TCP socket, to stop reading as a frozen browser does
		const { ws } = screen.socket.io.engine.transport as unknown as {
			ws: { _socket: { pause(): void; resume(): void } };
		};
		ws._socket.pause();
		const agencies = server.app.registry.agencies().map(({ code }) => code);
		const everywhere: Viewer = { ...feed, agencies };
		// until the kernel's own buffers are full, some ten megabytes, and ours begins to grow
		const full = () => server.app.sockets?.lagging() === 1;
		for (let served = 2000; !full() && served < 5000; served++) {
			const facts = agencies.map((code) => readingFact(code, served, now()));
			await server.app.record(everywhere, facts);
			await sleep(15);
		}
		expect(full()).toBe(true);
		await until('the reader has everything', () => reader.seq === server.app.keeper.seq);
		expect(reader.gaps).toBe(0);
		expect(reader.snapshots).toBe(1);
		await server.app.record(everywhere, [readingFact('SETDA', 6000, now())]);
		ws._socket.resume();
		await until('it is right again', () => screen.hash === serverHash());
		expect(screen.snapshots).toBe(2);
		expect(screen.gaps).toBe(0);
		expect(server.app.sockets?.lagging()).toBe(0);
	}, 90_000);

	it('[P13] sends heartbeats with the head, and hashes that a screen finds equal', async () => {
		const { cookie } = await signIn(server.app, [{ role: 'lead', agency: null }]);
		const screen = await open(cookie).ready();
		await until('a heartbeat has come', () => screen.heartbeat !== null, 6000);
		expect(screen.heartbeat).toMatchObject({ build: 'test', rate: 1, head: screen.seq });
		await until('a hash has been compared', () => screen.compared > 0, 35_000);
		expect(screen.differed).toBe(0);
	}, 45_000);

	it('[P28] survives garbage on every door, and good screens hear on', async () => {
		const { cookie } = await signIn(server.app, [{ role: 'counter', agency: 'DISNAKER' }]);
		const screen = await open(cookie).ready();
		const { token } = await openFeed(server.app, { agencies: ['DINSOS'] });
		const machine = io(`${server.url}/feed`, { transports: ['websocket'], auth: { token } });
		const deep = '['.repeat(50_000) + ']'.repeat(50_000);
		for (const packet of [
			'42["resync"]',
			'42["watchAgency"]',
			'421["watchAgency",{"__proto__":1}]',
			'42["__proto__",1]',
			'42["constructor"]',
			'451-["x",{"_placeholder":true,"num":0}]',
			'4511-["x"]',
			`42["resync",${deep}]`,
			'40/no-such-namespace,',
			'40/feed,{"token":{"a":1}}',
			'9',
			'4',
			'42[',
			'\ud800',
			''
		]) {
			await new Promise<void>((resolve) => {
				const address = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
				const socket = new WebSocket(address, { headers: { cookie, origin: server.url } });
				socket.on('error', () => undefined);
				socket.on('close', () => resolve());
				socket.on('open', () => {
					socket.send('40');
					setTimeout(() => socket.send(packet), 30);
					setTimeout(() => socket.terminate(), 80);
				});
			});
		}
		for (const said of [null, 7, 'x', {}, [[]], { facts: 'x' }, [null, undefined, { id: {} }]]) {
			machine.emit('report', said);
			const receipts: { status: string }[] = await machine.emitWithAck('report', said);
			expect(receipts.every(({ status }) => status === 'refused')).toBe(true);
		}
		machine.close();
		await server.app.record(feed, [readingFact('DINSOS', 1000, now())]);
		await until('it hears', () => screen.seq === server.app.keeper.seq);
		expect(screen.gaps).toBe(0);
	});
});
