import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#lib/server/database.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';
import { ticketFact } from '../rig/facts.ts';
import { postFacts } from '../rig/fact-sender.ts';
import { fillCity } from '../rig/test-city.ts';
import { createTestDatabase, type TestDatabase } from '../rig/test-database.ts';
import { openFeed, tuesdayMorning } from '../rig/test-server.ts';

let database: TestDatabase;
let apps: AppProcess[] = [];
let token = '';

beforeAll(async () => {
	database = await createTestDatabase();
	await fillCity(database.url);
	const opened = await openDatabase({ databaseUrl: database.url, dataDir: '' });
	token = (await openFeed({ database: opened }, { agencies: ['DISNAKER'] })).token;
	await opened.close();
	const simulation = { start: tuesdayMorning, rate: 1 };
	apps = await Promise.all([1, 2].map(() => startApp({ databaseUrl: database.url, simulation })));
});
afterAll(async () => {
	await Promise.all(apps.map((app) => app.stop()));
	await database?.drop();
});

it('[P24] gives numbers 1 to 100 once each when 1,000 ask two processes at the same time', async () => {
	const answers = await Promise.all(
		Array.from({ length: 1000 }, (_, asker) => {
			const app = apps[asker % apps.length];
			if (!app) throw new Error('no app');
			return postFacts(app.url, ticketFact('DISNAKER', tuesdayMorning), { token });
		})
	);
	const receipts = answers.flatMap(({ body }) => body?.receipts ?? []);
	expect(receipts).toHaveLength(1000);
	const numbers = receipts.flatMap((receipt) =>
		receipt.status === 'recorded' ? [receipt.assigned?.ticketNumber] : []
	);
	expect(numbers.toSorted((a, b) => Number(a) - Number(b))).toEqual(
		Array.from({ length: 100 }, (_, place) => place + 1)
	);
	const refusals = receipts.filter(({ status }) => status === 'refused');
	expect(refusals).toHaveLength(900);
	for (const refusal of refusals) {
		expect(refusal).toMatchObject({
			refusal: {
				because: 'quotaReached',
				detail: { quota: 100 },
				clause: { regulationId: 'uji-kuota', clauseId: '2' }
			},
			sentence: { id: expect.stringContaining('100'), en: expect.stringContaining('100') }
		});
	}
});
