import type { Namespace } from 'socket.io';
import type { FeedRequests } from '../contract/channels.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { Viewer } from '../contract/role.ts';
import { bearerOf, type FeedTokens, type FeedViewer } from './feed-tokens.ts';
import { refused } from './judge.ts';
import type { Logger } from './logger.ts';

type NoEvents = Record<string, never>;
export type FeedNamespace = Namespace<
	FeedRequests,
	NoEvents,
	NoEvents,
	{ viewer: FeedViewer; token: string }
>;
type Parts = {
	tokens: FeedTokens;
	takeIn(viewer: Viewer, sent: unknown): Promise<{ receipts: Receipt[] }>;
	logger: Logger;
};

/** Opens `/feed`: machines report facts and hear receipts, by the same code as over HTTP (B11). */
export function openFeeds(feeds: FeedNamespace, { tokens, takeIn, logger }: Parts): void {
	feeds.use((socket, next) => {
		const { auth, headers } = socket.handshake;
		const token = typeof auth.token === 'string' ? auth.token : bearerOf(headers.authorization);
		tokens.verify(token ?? '', { fresh: true }).then(
			(viewer) => {
				if (!viewer || token === null) return next(new Error('unauthorized'));
				socket.data = { viewer, token };
				next();
			},
			() => next(new Error('unavailable'))
		);
	});
	feeds.on('connection', (socket) => {
		socket.on('report', (facts: unknown, answer: unknown) => {
			// without an acknowledgement nobody would hear the receipts
			if (typeof answer !== 'function') return;
			report(socket.data.token, facts).then(
				(receipts) => {
					if (receipts) answer(receipts);
					else socket.disconnect(true);
				},
				(error: unknown) => {
					logger.error({ err: error }, 'a report could not be answered');
					answer([refused(null, { because: 'unavailable' })]);
				}
			);
		});
	});

	/** Null when the token has been revoked since the last report. */
	async function report(token: string, facts: unknown): Promise<Receipt[] | null> {
		const viewer = await tokens.verify(token);
		return viewer && (await takeIn(viewer, facts)).receipts;
	}
}
