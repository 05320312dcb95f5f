import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbeddedPostgres } from '#lib/server/embedded-postgres.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The cluster all test databases are made in. */
		clusterUrl: string;
	}
}

/** One throw-away PostgreSQL for the whole run, without fsync; each test file makes a database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'papan-siaga-test-'));
	const cluster = await openEmbeddedPostgres({
		dataDir,
		exclusive: true,
		durable: false,
		say: () => undefined
	});
	project.provide('clusterUrl', cluster.url);
	return async () => {
		await cluster.stop();
		await rm(dataDir, { recursive: true, force: true });
	};
}
