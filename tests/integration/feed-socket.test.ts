import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '#lib/contract/receipt.ts';
import { revokeFeed } from '#lib/server/feeds.ts';
import { readingFact } from '../rig/facts.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed, startServer, type TestServer } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

describe('the /feed namespace', () => {
	let database: TestDatabase;
	let server: TestServer;
	const sockets: Socket[] = [];
	const now = () => server.app.clock.now();
	const report = (socket: Socket, facts: unknown): Promise<Receipt[]> =>
		socket.emitWithAck('report', facts);

	/** Resolves connected, or rejects with the server's reason. */
	function connect(options: { token?: string; header?: string }): Promise<Socket> {
		const socket = io(`${server.url}/feed`, {
			transports: ['websocket'],
			forceNew: true,
			reconnection: false,
			auth: { token: options.token },
			extraHeaders: options.header ? { authorization: options.header } : {}
		});
		sockets.push(socket);
		return new Promise((resolve, reject) => {
			socket.once('connect', () => resolve(socket));
			socket.once('connect_error', reject);
		});
	}

	beforeAll(async () => {
		database = await createTestDatabase();
		await fillCity(database.url);
		server = await startServer({ databaseUrl: database.url });
	});
	afterEach(() => {
		for (const socket of sockets.splice(0)) socket.close();
	});
	afterAll(async () => {
		await server?.stop();
		await database?.drop();
	});

	it('[B11] takes one fact or a batch, and answers receipts in order', async () => {
		const { token } = await openFeed(server.app, { agencies: ['DINSOS'] });
		const socket = await connect({ token });
		const one = readingFact('DINSOS', 1, now());
		expect(await report(socket, one)).toMatchObject([{ status: 'recorded', id: one.id }]);
		const batch = [readingFact('DINSOS', 2, now()), one, readingFact('DISNAKER', 1, now())];
		expect(await report(socket, { facts: batch })).toMatchObject([
			{ status: 'recorded', id: batch[0]?.id },
			{ status: 'duplicate', id: one.id },
			{
				status: 'refused',
				id: batch[2]?.id,
				refusal: { because: 'notPermitted' },
				sentence: { id: 'notPermitted', en: 'notPermitted' }
			}
		]);
	});

	it('knows the token in the header too, and nobody without one', async () => {
		const { token } = await openFeed(server.app, { agencies: ['DINSOS'] });
		const socket = await connect({ header: `Bearer ${token}` });
		expect(await report(socket, readingFact('DINSOS', 3, now()))).toMatchObject([
			{ status: 'recorded' }
		]);
		for (const wrong of [{}, { token: 'psf_wrong' }, { header: 'Basic eDp5' }]) {
			await expect(connect(wrong)).rejects.toThrow('unauthorized');
		}
	});

	it('refuses more than 500 at once, and more than the token’s rate', async () => {
		const { token } = await openFeed(server.app, { agencies: ['DINSOS'], ratePerMinute: 10 });
		const socket = await connect({ token });
		const many = Array.from({ length: 501 }, () => readingFact('DINSOS', 4, now()));
		expect(await report(socket, many)).toMatchObject([
			{ status: 'refused', refusal: { because: 'tooManyInBatch', detail: { limit: 500 } } }
		]);
		const fits = many.slice(0, 10);
		expect((await report(socket, fits)).every(({ status }) => status === 'recorded')).toBe(true);
		const [receipt] = await report(socket, many[20]);
		expect(receipt).toMatchObject({ status: 'refused', refusal: { because: 'rateLimited' } });
	});

	it('[P27] ends within two seconds of the revocation', async () => {
		const { id, token } = await openFeed(server.app, { agencies: ['DINSOS'] });
		const socket = await connect({ token });
		await report(socket, readingFact('DINSOS', 5, now()));
		await revokeFeed(server.app.database, id);
		await until('it is closed', () => !socket.connected, 2000);
		await expect(connect({ token })).rejects.toThrow('unauthorized');
	});

	it('[P27] ends when the token has run out', async () => {
		const { id, token } = await openFeed(server.app, { agencies: ['DINSOS'] });
		const socket = await connect({ token });
		const { sql } = server.app.database;
		await sql`update feed set expires_at = now() where id = ${id}`;
		await until('it is closed', () => !socket.connected, 2000);
	});
});
