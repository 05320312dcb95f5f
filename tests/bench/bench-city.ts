import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '#lib/server/database.ts';
import { openEmbeddedPostgres } from '#lib/server/embedded-postgres.ts';
import { startApp } from '../rig/app-process.ts';
import { pairScreen } from '../rig/paired-screen.ts';
import { signedIn } from '../rig/signed-in.ts';
import { fillCity } from '../rig/test-city.ts';
import { openFeed, tuesdayMorning } from '../rig/test-server.ts';

/** A running app over a real, durable PostgreSQL, with everything a load client needs. */
export type Bench = {
	url: string;
	databaseUrl: string;
	/** One feed each, for all `agencies`. */
	tokens: string[];
	agencies: string[];
	/** An hour when offices are open, ISO 8601 UTC. */
	observedAt: string;
	/** Cookie header of a paired wall screen, and of a person with every role. */
	screenCookie: string;
	personCookie: string;
	stop(): Promise<void>;
};

const feeds = 64;

/** From an empty folder: cluster, city, feeds, screen, person, app. `stop` ends and removes all of it. */
export async function openBench(): Promise<Bench> {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'papan-siaga-bench-'));
	const quiet = { exclusive: false, say: () => undefined };
	const cluster = await openEmbeddedPostgres({ dataDir, ...quiet });
	const end = async () => {
		await cluster.stop();
		await rm(dataDir, { recursive: true, force: true });
	};
	try {
		await fillCity(cluster.url);
		const database = await openDatabase({ databaseUrl: cluster.url, dataDir });
		const agencies = ['DISDUKCAPIL', 'DISNAKER', 'DPMPTSP', 'DINSOS', 'BAPENDA', 'MPP'];
		const tokens: string[] = [];
		for (let n = 0; n < feeds; n++) tokens.push((await openFeed({ database }, { agencies })).token);
		await database.close();
		const screen = await pairScreen(cluster.url);
		const app = await startApp({
			databaseUrl: cluster.url,
			dataDir,
			simulation: { start: tuesdayMorning, rate: 1 }
		});
		return {
			url: app.url,
			databaseUrl: cluster.url,
			tokens,
			agencies,
			observedAt: tuesdayMorning,
			screenCookie: screen.cookie,
			personCookie: await signedIn(cluster.url),
			stop: async () => {
				await app.stop();
				await end();
			}
		};
	} catch (error) {
		await end();
		throw error;
	}
}
