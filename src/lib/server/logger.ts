import pino from 'pino';

/** One line of JSON per event on stdout. Ids only: no names, tokens or payloads (P33, T25). */
export type Logger = Pick<pino.Logger, 'error' | 'warn' | 'info' | 'debug'>;

export function createLogger(level: string): Logger {
	return pino({ level, redact: ['token', 'cookie', 'authorization', '*.token', '*.cookie'] });
}
