import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FactType, Payload } from '#lib/contract/facts.ts';
import type { Viewer } from '#lib/contract/role.ts';
import { ClientScreen } from '../rig/client-screen.ts';
import { feedFact, ticketFact } from '../rig/facts.ts';
import { fillCity, quotaRegulation } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { handClock, signIn, startServer, type TestServer } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

const feed: Viewer = {
	kind: 'feed',
	id: '00000000-0000-4000-8000-000000000001',
	name: 'umpan',
	agencies: ['DISNAKER', 'DINSOS'],
	factTypes: ['ticket.issued', 'presence.counted']
};
const lead: Viewer = {
	kind: 'person',
	id: 'lead',
	name: 'Ketua Satgas',
	username: 'ketua',
	memberships: [{ role: 'lead', agency: null }]
};

describe('facts about the city, and the turn of the day', () => {
	let database: TestDatabase;
	const servers: TestServer[] = [];
	const start = async (clock?: ReturnType<typeof handClock>) => {
		const server = await startServer({ databaseUrl: database.url, clock });
		servers.push(server);
		return server;
	};
	const say = <T extends FactType>(
		{ app }: TestServer,
		type: T,
		payload: Payload<T>,
		agency: string | null = null
	) =>
		app.record(lead, [
			{ id: v7(), agency, origin: 'person', observedAt: app.clock.now(), type, payload }
		]);

	beforeAll(async () => {
		database = await createTestDatabase();
		await fillCity(database.url);
	});
	afterEach(async () => {
		for (const server of servers.splice(0)) await server.stop();
	});
	afterAll(() => database?.drop());

	it('[A1] judges the very next fact by a regulation that was withdrawn or published before it', async () => {
		const [here, there] = [await start(), await start()];
		const { cookie } = await signIn(here.app, [{ role: 'lead', agency: null }]);
		const screen = await new ClientScreen(there.url, cookie).ready();
		const regulationsHeard: string[][] = [];
		screen.socket.on('delta', ({ regulations }) => {
			if (regulations) regulationsHeard.push(regulations.map(({ id }) => id));
		});
		const now = here.app.clock.now();
		const ticket = () => ticketFact('DISNAKER', now);
		const full = await here.app.record(
			feed,
			Array.from({ length: 101 }, () => ticket())
		);
		expect(full.at(-1)).toMatchObject({ refusal: { because: 'quotaReached' } });

		const regulationId = quotaRegulation.id;
		// sent together: the ticket waits behind the withdrawal
		const [withdrawn, [more]] = await Promise.all([
			say(here, 'regulation.withdrawn', { regulationId, reason: 'uji' }),
			here.app.record(feed, [ticket()])
		]);
		expect(withdrawn).toMatchObject([{ status: 'recorded' }]);
		expect(more?.status).toBe('recorded');
		expect(here.app.registry.regulations()).toEqual([]);
		await until(
			'the other process has the rules',
			() => there.app.registry.regulations().length === 0
		);
		await until('its screens have them too', () => regulationsHeard.at(-1)?.length === 0);

		await say(there, 'regulation.published', { regulationId });
		const [refused] = await there.app.record(feed, [ticket()]);
		expect(refused).toMatchObject({ refusal: { because: 'quotaReached' } });
		const [unknown] = await say(there, 'regulation.published', { regulationId: 'tidak-ada' });
		expect(unknown).toMatchObject({ refusal: { because: 'unknownRegulation' } });
		await until('screens have it again', () => regulationsHeard.at(-1)?.length === 1);
		screen.close();
	});

	it('[A6] carries the zone and announcements to every screen, and through a restart', async () => {
		const server = await start();
		const { cookie } = await signIn(server.app, [{ role: 'lead', agency: null }]);
		const screen = await new ClientScreen(server.url, cookie).ready();
		const from = '2021-01-11T16:00:00.000Z';
		await say(server, 'zone.changed', { colour: 'red', ppkmLevel: null, from });
		const text = 'Layanan tutup pukul 12.00';
		await say(server, 'announcement.made', { text, until: '2021-01-12T08:00:00.000Z' });
		await until('the screen has both', () => screen.cityState.announcement?.text === text);
		expect(screen.cityState.zone).toMatchObject({ colour: 'red', from });
		screen.close();
		const again = await start();
		expect(again.app.keeper.cityState()).toEqual(server.app.keeper.cityState());
	});

	it('[F6] shows who acknowledged an alert, in every process and after a restart', async () => {
		const [here, there] = [await start(), await start()];
		const counted = { wfo: 30, wfh: 0 };
		const [recorded] = await here.app.record(feed, [
			feedFact('presence.counted', 'DINSOS', counted, here.app.clock.now())
		]);
		expect(recorded?.status).toBe('recorded');
		const [alert] = here.app.keeper.alerts();
		if (!alert) throw new Error('an hour without data raises alerts');
		await say(here, 'alert.acknowledged', { alertKey: alert.key, reason: 'sedang diperiksa' });
		const acknowledged = ({ app }: TestServer) =>
			app.keeper.alerts().find(({ key }) => key === alert.key)?.acknowledged?.by;
		expect(acknowledged(here)).toBe('Ketua Satgas');
		await until('the other process shows it', () => acknowledged(there) === 'Ketua Satgas');
		expect(acknowledged(await start())).toBe('Ketua Satgas');
		const [unknown] = await say(here, 'alert.acknowledged', { alertKey: 'DINSOS/tidakAda' });
		expect(unknown?.status).toBe('refused');
	});

	it('[P24] begins an empty day at local midnight, keeps what outlives it, and takes early and late facts', async () => {
		const clock = handClock('2021-01-12T15:59:00.000Z');
		const server = await start(clock);
		const { keeper } = server.app;
		const count = (wfo: number, observedAt: string) =>
			server.app.record(feed, [
				feedFact('presence.counted', 'DINSOS', { wfo, wfh: 1 }, observedAt)
			]);
		expect(keeper.today).toBe('2021-01-12');
		const before = keeper.state('DINSOS');
		// a sender's clock one minute ahead: tomorrow's fact, already today
		const [early] = await count(7, '2021-01-12T16:00:30.000Z');
		expect(early?.status).toBe('recorded');
		expect(keeper.state('DINSOS')?.day.presence).toEqual(before?.day.presence);

		clock.set('2021-01-12T16:05:00.000Z');
		await until('midnight has passed', () => keeper.today === '2021-01-13');
		expect(keeper.state('DINSOS')?.day.presence).toMatchObject({ wfo: 7 });
		expect(keeper.state('DISNAKER')?.day.tallies).toEqual({});
		expect(keeper.tickets('DISNAKER')).toEqual([]);

		// a late fact is judged by its own day: the quota of the 12th is still used up
		const [late] = await server.app.record(feed, [
			ticketFact('DISNAKER', '2021-01-12T02:00:00.000Z')
		]);
		expect(late).toMatchObject({ refusal: { because: 'quotaReached' } });
		const [correction] = await count(9, '2021-01-12T03:00:00.000Z');
		expect(correction?.status).toBe('recorded');
		expect(keeper.state('DINSOS')?.day.presence).toMatchObject({ wfo: 7 });
		expect((await keeper.fold('DINSOS', '2021-01-12')).day.presence).toMatchObject({ wfo: 9 });

		const again = await start(handClock('2021-01-12T16:06:00.000Z'));
		const { day, standing } = keeper.state('DINSOS') ?? {};
		expect(again.app.keeper.state('DINSOS')).toMatchObject({ day, standing });
	});
});
