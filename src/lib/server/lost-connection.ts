import process from 'node:process';
import type { Logger } from './logger.ts';

/**
 * postgres.js 3.4.9 writes to the socket it no longer has when a connection dies inside `sql.begin`: a
 * TypeError in a timer, where nobody can catch it. The transaction itself has been rejected by then, so the
 * process lives on (P19). Everything else that nobody caught ends the process, as it would without us.
 */
export function isWriteToLostConnection(error: unknown): boolean {
	return (
		error instanceof TypeError &&
		error.message.includes("reading 'write'") &&
		/nextWrite .*postgres/.test(error.stack ?? '')
	);
}

/** Installs the guard, once per process. */
export function surviveLostConnections(logger: Logger): void {
	process.on('uncaughtException', (error) => {
		if (isWriteToLostConnection(error)) {
			logger.warn({ err: error }, 'a connection to PostgreSQL died inside a transaction');
			return;
		}
		logger.error({ err: error }, 'unexpected error, ending');
		process.exit(1);
	});
}
