import type { Server as HttpServer } from 'node:http';
import { BoardKeeper } from './board-keeper.ts';
import { createClock, type Clock } from './clock.ts';
import { requireConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './database.ts';
import { FactLog } from './fact-log.ts';
import { FactRate } from './fact-rate.ts';
import { FeedTokens } from './feed-tokens.ts';
import { LiveFeed } from './live-feed.ts';
import { createLogger } from './logger.ts';
import { surviveLostConnections } from './lost-connection.ts';
import { lastReceivedAt } from './log-reader.ts';
import { processHandle, setProcessHandle, type App, type Doors } from './process.ts';
import { createRecord } from './record.ts';
import { openRegistry } from './registry.ts';
import { attach } from './socket.ts';
import { startupFault } from './startup-fault.ts';

/**
 * Starts everything that lives once per process: settings, database, registry, boards, live feed, sockets.
 * A second call (hot reload, a second import) returns the running app with the newest doors.
 * Throws StartupFault when something outside the program is in the way.
 */
export function startApp(doors: Doors): Promise<App> {
	const running = processHandle('app');
	if (running) {
		running.doors = doors;
		return Promise.resolve(running);
	}
	let starting = processHandle('started');
	if (!starting) {
		starting = start(doors);
		setProcessHandle('started', starting);
		// a failed start may be tried again
		starting.catch(() => setProcessHandle('started', undefined));
	}
	return starting;
}

async function start(doors: Doors): Promise<App> {
	const config = requireConfig(process.env, process.argv.slice(2));
	const database = await openDatabase(config);
	try {
		const app = await assemble(config, database, doors);
		surviveLostConnections(app.logger);
		setProcessHandle('app', app);
		setProcessHandle('stop', app.stop);
		return app;
	} catch (error) {
		await database.close();
		throw error;
	}
}

/**
 * Wires the parts over an open, migrated database. Apart from `start` only tests call it, to have a server
 * of their own without the process's handles, and a clock they set by hand.
 */
export async function assemble(
	config: Config,
	database: Database,
	doors: Doors,
	given: { httpServer?: unknown; clock?: Clock } = {}
): Promise<App> {
	const logger = createLogger(config.logLevel);
	const registry = await openRegistry(database);
	if (config.simulation && !registry.empty && !registry.city().simulated) {
		throw startupFault('realRecords');
	}
	const clock =
		given.clock ?? createClock(config.simulation && (await resumed(config.simulation, database)));
	const keeper = await BoardKeeper.open({ database, registry, clock, logger, build: doors.build });
	const log = new FactLog({ database, registry, clock, keeper, logger });
	const liveFeed = new LiveFeed({ database, registry, keeper, logger, ownRing: log.name });
	await liveFeed.start();

	const app: App = {
		config,
		database,
		clock,
		registry,
		keeper,
		log,
		logger,
		tokens: new FeedTokens(database),
		rate: new FactRate(),
		record: createRecord({ registry, log }),
		sockets: null,
		doors,
		build: doors.build,
		stop: async () => {
			await app.sockets?.close();
			await liveFeed.stop();
			await log.close();
			keeper.close();
			await database.close();
			if (processHandle('app') === app) setProcessHandle('app', undefined);
			setProcessHandle('started', undefined);
		}
	};
	const httpServer = given.httpServer ?? processHandle('httpServer');
	if (isHttpServer(httpServer)) app.sockets = attach(httpServer, app);
	return app;
}

/** A played day goes on where its log ends: starting again at its dawn would put every clock back. */
async function resumed(
	simulation: NonNullable<Config['simulation']>,
	database: Database
): Promise<NonNullable<Config['simulation']>> {
	const last = await lastReceivedAt(database);
	return last && last > simulation.start ? { ...simulation, start: last } : simulation;
}

function isHttpServer(value: unknown): value is HttpServer {
	return typeof value === 'object' && value !== null && 'on' in value && 'listen' in value;
}
