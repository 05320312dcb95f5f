import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { Origin } from '#lib/contract/fact.ts';
import { factTypes, type FactType, type Payload } from '#lib/contract/facts.ts';
import type { Receipt } from '#lib/contract/receipt.ts';
import { createPerson } from '#lib/server/accounts.ts';
import { demoCityFolder, demoDrafts, importCity, readCityFolder } from '#lib/server/city-import.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/database.ts';
import { openEmbeddedPostgres } from '#lib/server/embedded-postgres.ts';
import { createFeed } from '#lib/server/feeds.ts';
import { migrateDatabase } from '#lib/server/migrate.ts';
import { startApp, type AppProcess } from '../rig/app-process.ts';

export const people = {
	admin: { role: 'admin', agency: null },
	satgas: { role: 'lead', agency: null },
	sekretaris: { role: 'secretary', agency: 'DISNAKER' },
	inspektur: { role: 'inspector', agency: null },
	loket: { role: 'counter', agency: 'DISNAKER' }
} as const;
export type Username = keyof typeof people;
const password = (username: Username) => `sandi-uji-${username}`;

export type CityOptions = {
	/** The server's clock at the start; Tuesday 12 January 2021, 09.00 WITA by default. */
	start?: string;
	rate?: number;
	/** Null leaves the database without a city. */
	folder?: string | null;
};

/** A whole product: PostgreSQL, app and demo city, on a clock of its own. */
export type RunningCity = {
	url: string;
	databaseUrl: string;
	app: AppProcess;
	/** Stops the app and starts it again on the same port and database; the clock starts over too. */
	restart(during?: () => Promise<void>): Promise<void>;
	/** The server's clock now, ISO 8601 UTC. */
	now(): Promise<string>;
	/** Reports as a machine; `observedAt` is the server's now unless given. */
	report<T extends FactType>(
		type: T,
		agency: string | null,
		payload: Payload<T> | Partial<Payload<T>>,
		observedAt?: string
	): Promise<Receipt>;
	signIn(page: Page, username: Username): Promise<void>;
	stop(): Promise<void>;
};

export async function startCity(options: CityOptions = {}): Promise<RunningCity> {
	const { start = '2021-01-12T09:00:00+08:00', rate = 1, folder = demoCityFolder() } = options;
	const dataDir = await mkdtemp(path.join(tmpdir(), 'papan-siaga-e2e-'));
	const cluster = await openEmbeddedPostgres({
		dataDir,
		exclusive: true,
		durable: false,
		say: () => undefined
	});
	await migrateDatabase(cluster.url);
	let token = '';
	if (folder) {
		const read = readConfig({ DATABASE_URL: cluster.url, DATA_DIR: dataDir }, []);
		if (!read.ok) throw new Error(JSON.stringify(read.faults));
		const database = await openDatabase(read.config);
		const files = readCityFolder(folder);
		const imported = await importCity(database, files, {
			simulated: true,
			now: start,
			drafts: demoDrafts
		});
		if (!imported.ok) throw new Error(JSON.stringify(imported));
		for (const [username, membership] of Object.entries(people)) {
			const made = await createPerson(database, {
				username,
				name: `Rahma ${username}`,
				password: password(username as Username), // boundary: Object.entries widens the keys
				memberships: [membership]
			});
			if (!made.ok) throw new Error(`${username}: ${made.because}`);
		}
		const rows = await database.sql`select code from agency`;
		const feed = await createFeed(database, {
			name: 'Mesin antrean uji',
			agencies: rows.map(({ code }) => String(code)),
			factTypes,
			days: 1,
			ratePerMinute: 60_000,
			createdBy: null
		});
		token = feed.token;
		await database.close();
	}
	const appOptions = { databaseUrl: cluster.url, dataDir, simulation: { start, rate } };
	let app = await startApp(appOptions);
	const { port, url } = app;

	const now = async (): Promise<string> => {
		const reading = await fetch(`${url}/api/v1/time`);
		const body: unknown = await reading.json();
		if (typeof body === 'object' && body !== null && 'serverTime' in body)
			return String(body.serverTime);
		throw new Error('the server does not tell the time');
	};
	return {
		url,
		databaseUrl: cluster.url,
		get app() {
			return app;
		},
		now,
		async restart(during) {
			await app.stop();
			await during?.();
			app = await startApp({ ...appOptions, port });
		},
		async report(type, agency, payload, observedAt) {
			const at = observedAt ?? (await now());
			const origin: Origin = 'feed';
			const fact = { id: v7(), agency, origin, observedAt: at, type, payload };
			const answer = await fetch(`${url}/api/v1/facts`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
				body: JSON.stringify(fact)
			});
			// boundary: the API's own contract
			const body = (await answer.json()) as { receipts?: Receipt[] };
			const receipt = body.receipts?.[0];
			if (!receipt) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
			return receipt;
		},
		async signIn(page, username) {
			await page.goto(`${url}/masuk`);
			await page.locator('input[name=username]').fill(username);
			await page.locator('input[name=password]').fill(password(username));
			await page.locator('input[name=password]').press('Enter');
			await page.waitForURL((address) => !address.pathname.startsWith('/masuk'));
		},
		async stop() {
			await app.stop();
			await cluster.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** Tests that only look, or that clean up after themselves, share one city a worker. */
export const test = base.extend<object, { city: RunningCity }>({
	city: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern
		async ({}, use) => {
			const city = await startCity();
			await use(city);
			await city.stop();
		},
		{ scope: 'worker', timeout: 90_000 }
	]
});

export { expect };
