import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { agencyRoom, cityRoom } from '../contract/channels.ts';
import type { Receipt, Refusal } from '../contract/receipt.ts';
import type { Viewer } from '../contract/role.ts';
import { may } from '../domain/permission.ts';
import type { BoardKeeper } from './board-keeper.ts';
import { CityCast } from './city-cast.ts';
import { realNow, type Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { FactRate } from './fact-rate.ts';
import { openFeeds, type FeedNamespace } from './feed-socket.ts';
import type { FeedTokens } from './feed-tokens.ts';
import { takeIn } from './intake.ts';
import type { Logger } from './logger.ts';
import { isOwnHandshake } from './own-origin.ts';
import type { Registry } from './registry.ts';
import { Revocation } from './revocation.ts';
import type { ScreenNamespace, ScreenSocket } from './screen-socket.ts';
import { watchBuffer } from './slow-socket.ts';

/**
 * 512 KB, not a tighter 64 KB: a batch of 500 facts through `/feed` is about 150 KB, one of
 * inspections more. Nobody unauthenticated gets past the handshake, and binary attachments are not used.
 */
const maxMessage = 512 * 1024;
/** Real ms between two snapshots that one screen may ask for. */
const resyncEvery = 1000;

export type Sockets = {
	/** Sockets connected now, screens and feeds. */
	count(): number;
	/** Of those, screens set aside because they do not read. */
	lagging(): number;
	/** Cuts every connection, so that clients reconnect elsewhere; leaves the HTTP server to its owner. */
	close(): Promise<void>;
};

type Parts = {
	config: { origin: string | null };
	database: Database;
	clock: Clock;
	registry: Registry;
	keeper: BoardKeeper;
	logger: Logger;
	tokens: FeedTokens;
	rate: FactRate;
	build: string;
	/** Read at each use: hot reload replaces them. */
	doors: {
		viewerOf(headers: Headers): Promise<Viewer>;
		sentenceOf(refusal: Refusal): { id: string; en: string };
	};
	record(viewer: Viewer, inputs: readonly unknown[]): Promise<Receipt[]>;
};

/** Opens the sockets on an HTTP server: `/` for people and wall screens, `/feed` for machines. */
export function attach(httpServer: HttpServer, parts: Parts): Sockets {
	const { keeper, registry, clock, database, logger, tokens, build } = parts;
	const io = new Server(httpServer, {
		serveClient: false,
		perMessageDeflate: false,
		httpCompression: false,
		maxHttpBufferSize: maxMessage,
		connectTimeout: 10_000,
		// no connectionStateRecovery: it answers `recovered: true` over a silent gap (P13)
		allowRequest: (request, decide) =>
			decide(null, isOwnHandshake(request.headers, parts.config.origin))
	});
	const screens: ScreenNamespace = io.of('/');
	const feeds: FeedNamespace = io.of('/feed');
	const cast = new CityCast({ screens, keeper, registry, clock, build });
	const revocation = new Revocation({ screens, feeds, database, logger });

	screens.use((socket, next) => {
		const { headers } = socket.handshake;
		parts.doors.viewerOf(webHeaders(headers)).then(
			(viewer) => {
				const known = viewer.kind === 'person' || viewer.kind === 'screen';
				if (!known || !may(viewer, 'city.read', null)) return next(new Error('unauthorized'));
				const cookie = headers.cookie ?? null;
				socket.data = { viewer, cookie, sessionId: null, watching: new Set(), lagging: false };
				next();
			},
			() => next(new Error('unavailable'))
		);
	});
	screens.on('connection', (socket) => openScreen(socket, { cast, registry }));
	openFeeds(feeds, {
		tokens,
		logger,
		takeIn: (viewer, sent) => takeIn(parts, viewer, sent)
	});

	return {
		count: () => screens.sockets.size + feeds.sockets.size,
		lagging: () => [...screens.sockets.values()].filter(({ data }) => data.lagging).length,
		close: async () => {
			revocation.close();
			cast.close();
			// not disconnectSockets: a client told to go does not come back by itself
			io.engine.close();
		}
	};
}

function openScreen(
	socket: ScreenSocket,
	{ cast, registry }: { cast: CityCast; registry: Registry }
): void {
	const { data } = socket;
	// holds the handshake's sockets and headers in memory for as long as the screen lives
	Reflect.set(socket.conn, 'request', null);
	let nextResync = 0;

	watchBuffer(socket, {
		lag: () => {
			void socket.leave(cityRoom);
			for (const code of data.watching) void socket.leave(agencyRoom(code));
		},
		drained: () => {
			cast.welcome(socket);
			for (const code of data.watching) watch(code);
		}
	});
	cast.welcome(socket);

	socket.on('resync', () => {
		const now = realNow();
		if (now < nextResync || data.lagging) return;
		nextResync = now + resyncEvery;
		cast.welcome(socket);
	});
	socket.on('watchAgency', (code: unknown, answer: unknown) => {
		const allowed =
			typeof code === 'string' &&
			registry.profile(code) !== undefined &&
			may(data.viewer, 'tickets.read', code);
		if (allowed) {
			data.watching.add(code);
			watch(code);
		}
		if (typeof answer === 'function') answer(allowed);
	});

	function watch(code: string): void {
		void socket.join(agencyRoom(code));
		cast.sendTickets(socket, code);
	}
}

function webHeaders(headers: IncomingHttpHeaders): Headers {
	const plain = new Headers();
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined) plain.set(name, Array.isArray(value) ? value.join(', ') : value);
	}
	return plain;
}
