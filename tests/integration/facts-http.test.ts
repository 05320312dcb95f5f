import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { revokeFeed } from '#lib/server/feeds.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { readingFact } from '../rig/facts.ts';
import { postFacts } from '../rig/fact-sender.ts';
import { pairScreen } from '../rig/paired-screen.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed, tuesdayMorning } from '../rig/test-server.ts';
import { until } from '../rig/until.ts';

describe('POST /api/v1/facts', () => {
	let database: TestDatabase;
	let opened: Database;
	let app: AppProcess;
	let token = '';
	let served = 0;
	const reading = () => readingFact('DINSOS', served++, tuesdayMorning);
	const post = (body: unknown, rest: Parameters<typeof postFacts>[2] = {}) =>
		postFacts(app.url, body, { token, ...rest });

	beforeAll(async () => {
		database = await createTestDatabase();
		await fillCity(database.url);
		opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
		token = (await openFeed({ database: opened }, { agencies: ['DINSOS'] })).token;
		const simulation = { start: tuesdayMorning, rate: 1 };
		app = await startApp({ databaseUrl: database.url, simulation });
	});
	afterAll(async () => {
		await app?.stop();
		await opened?.close();
		await database?.drop();
	});

	it('takes one fact, an array, or { facts }, and answers receipts in order', async () => {
		const [one, two, three] = [reading(), reading(), reading()];
		const answers = [await post(one), await post([one, two]), await post({ facts: [three] })];
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(answers.map(({ body }) => body?.receipts)).toMatchObject([
			[{ status: 'recorded', id: one.id }],
			[
				{ status: 'duplicate', id: one.id },
				{ status: 'recorded', id: two.id }
			],
			[{ status: 'recorded', id: three.id }]
		]);
	});

	it('answers 200 when one of many is kept, with a sentence in both languages for the others', async () => {
		const fell = readingFact('DINSOS', 0, tuesdayMorning);
		const { status, body } = await post([reading(), fell]);
		expect(status).toBe(200);
		expect(body?.receipts).toMatchObject([
			{ status: 'recorded' },
			{
				status: 'refused',
				refusal: { because: 'servedFell' },
				sentence: { id: expect.any(String), en: expect.any(String) }
			}
		]);
	});

	it('answers 422 when all are refused, naming item and field', async () => {
		const textForNumber = { ...reading(), payload: { waiting: '12', serving: 0, served: 3 } };
		const { payload: _payload, ...missing } = reading();
		const foreign = readingFact('DISNAKER', 1, tuesdayMorning);
		const { status, body } = await post([textForNumber, missing, foreign]);
		expect(status).toBe(422);
		expect(body?.items).toEqual([
			{
				item: 0,
				because: 'malformed',
				fields: [{ field: 'payload.waiting', rule: 'type' }]
			},
			{ item: 1, because: 'malformed', fields: [expect.objectContaining({ field: 'payload' })] },
			{ item: 2, because: 'notPermitted', fields: [] }
		]);
	});

	it('answers 415 for anything but JSON, 400 for broken JSON, 422 for nothing', async () => {
		const csv = { headers: { 'content-type': 'text/csv' } };
		expect((await post(reading(), csv)).status).toBe(415);
		for (const raw of ['{', '', 'null}', '['.repeat(100_000), Buffer.from([0xff, 0xfe, 0x7b])]) {
			const { status, body } = await post(null, { raw });
			expect(status, String(raw).slice(0, 20)).toBe(400);
			expect(body?.sentence).toEqual({ id: expect.any(String), en: expect.any(String) });
		}
		expect((await post([])).status).toBe(422);
	});

	it('answers 413 for more than 500 facts and for a body too large', async () => {
		const many = await post(Array.from({ length: 501 }, () => reading()));
		expect(many.status).toBe(413);
		expect(many.body?.receipts).toMatchObject([{ refusal: { because: 'tooManyInBatch' } }]);
		const large = await post(null, { raw: JSON.stringify({ x: 'x'.repeat(3 * 1024 * 1024) }) });
		expect(large).toMatchObject({ status: 413, body: { error: 'bodyTooLarge' } });
	});

	it('answers 401 without credentials or with wrong ones, whatever cookies say', async () => {
		expect((await post(reading(), { token: 'psf_' + 'x'.repeat(43) })).status).toBe(401);
		const { cookie } = await pairScreen(database.url);
		const origin = app.url;
		const basic = { authorization: 'Basic eDp5', cookie, origin };
		expect((await post(reading(), { token: '', headers: basic })).status).toBe(401);
		expect((await post(reading(), { token: '', headers: { origin } })).status).toBe(401);
	});

	it('[P26] answers 403 to a session from a foreign, null or missing Origin, and to a wall screen', async () => {
		const { cookie } = await pairScreen(database.url);
		for (const origin of ['http://evil.test', 'null', undefined]) {
			const headers = { cookie, ...(origin && { origin }) };
			expect((await post(reading(), { token: '', headers })).status).toBe(403);
		}
		const own = await post(reading(), { token: '', headers: { cookie, origin: app.url } });
		expect(own).toMatchObject({ status: 403, body: { error: 'notAllowedHere' } });
	});

	it('answers 429 with Retry-After when the token’s rate is used up', async () => {
		const slow = await openFeed({ database: opened }, { agencies: ['DINSOS'], ratePerMinute: 2 });
		expect((await post([reading(), reading()], { token: slow.token })).status).toBe(200);
		const { status, headers } = await post(reading(), { token: slow.token });
		expect(status).toBe(429);
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
	});

	it('[P27] answers 401 within two seconds of a token’s revocation', async () => {
		const made = await openFeed({ database: opened }, { agencies: ['DINSOS'] });
		expect((await post(reading(), { token: made.token })).status).toBe(200);
		await revokeFeed(opened, made.id);
		const ends = async () => (await post(reading(), { token: made.token })).status === 401;
		await until('it is refused', ends, 2000);
	});

	it('tells the time it keeps and the city it serves', async () => {
		const response = await fetch(`${app.url}/api/v1/time`);
		expect(await response.json()).toMatchObject({
			serverTime: expect.stringMatching(/^2021-01-12T01:0/),
			rate: 1,
			city: { code: 'TJL', timeZone: 'Asia/Makassar', simulated: true }
		});
	});
});
