import type { Receipt, Refusal } from '../contract/receipt.ts';
import type { Viewer } from '../contract/role.ts';
import type { BoardKeeper } from './board-keeper.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { FactLog } from './fact-log.ts';
import type { FactRate } from './fact-rate.ts';
import type { FeedTokens } from './feed-tokens.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';
import type { Sockets } from './socket.ts';

/** What the doors of the server need and the server itself may not import (i18n, sessions, the build). */
export type Doors = {
	/** Build id of this build, as `$app/environment` knows it. */
	build: string;
	/** Who sends these headers; `public` when nobody. Never throws for bad credentials. */
	viewerOf(headers: Headers): Promise<Viewer>;
	/** A refusal in both languages. */
	sentenceOf(refusal: Refusal): { id: string; en: string };
};

/** Everything that lives once per process. */
export type App = {
	config: Config;
	database: Database;
	clock: Clock;
	registry: Registry;
	keeper: BoardKeeper;
	log: FactLog;
	logger: Logger;
	/** Finds the feed behind a bearer token. */
	tokens: FeedTokens;
	rate: FactRate;
	/** The one way to write (record.ts). Receipts in the order of the inputs. */
	record(viewer: Viewer, inputs: readonly unknown[]): Promise<Receipt[]>;
	/** Null where no HTTP server was left for us (tests, commands). */
	sockets: Sockets | null;
	/** The newest doors: hot reload replaces them while the app lives on. */
	doors: Doors;
	build: string;
	/** Ends sockets, timers, the log and the database connections; resolves when all are closed. */
	stop(): Promise<void>;
};

type Process = {
	started?: Promise<App>;
	app?: App;
	httpServer?: unknown;
	stop?: () => Promise<void>;
};

const keys = {
	started: Symbol.for('papan-siaga.started'),
	app: Symbol.for('papan-siaga.app'),
	httpServer: Symbol.for('papan-siaga.http-server'),
	stop: Symbol.for('papan-siaga.stop')
} as const;

/** A handle of this process. On globalThis, because hot reload evaluates every module again. */
export function processHandle<K extends keyof Process>(key: K): Process[K] {
	// boundary: globalThis is untyped; only this file writes these symbols (and src/main.js the server)
	return Reflect.get(globalThis, keys[key]) as Process[K];
}

export function setProcessHandle<K extends keyof Process>(key: K, value: Process[K]): void {
	Reflect.set(globalThis, keys[key], value);
}

/** The running app. Throws before `startApp` has finished: a door was opened too early, which is a bug. */
export function app(): App {
	const running = processHandle('app');
	if (!running) throw new Error('The app has not started; startApp() runs in hooks.server.ts init');
	return running;
}
