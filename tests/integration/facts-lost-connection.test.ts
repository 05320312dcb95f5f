import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { isWriteToLostConnection } from '#lib/server/lost-connection.ts';

it('[P19] knows the error that postgres.js throws where nobody can catch it, and no other', async () => {
	const thrown: unknown[] = [];
	const others = process.listeners('uncaughtException');
	process.removeAllListeners('uncaughtException');
	process.on('uncaughtException', (error) => thrown.push(error));
	const options = { max: 1, onnotice: () => undefined };
	const sql = postgres(inject('clusterUrl'), options);
	const killer = postgres(inject('clusterUrl'), options);
	try {
		const died = sql.begin(async (tx) => {
			const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
			await killer`select pg_terminate_backend(${row?.pid ?? 0})`;
			await sleep(200);
			await tx`select 1`;
		});
		await expect(died).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
		// the transaction's own function goes on for a moment, on a connection that is gone
		await sleep(800);
	} finally {
		process.removeAllListeners('uncaughtException');
		for (const listener of others) process.on('uncaughtException', listener);
		await Promise.all([sql.end({ timeout: 1 }), killer.end({ timeout: 1 })]);
	}
	expect(thrown.length).toBeGreaterThan(0);
	expect(thrown.filter((error) => !isWriteToLostConnection(error))).toEqual([]);
	expect(isWriteToLostConnection(new TypeError("x (reading 'write')"))).toBe(false);
});
