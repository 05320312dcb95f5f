import { io, type Socket } from 'socket.io-client';
import type { Receipt } from '#lib/contract/receipt.ts';
import { feedFact } from '../rig/facts.ts';
import { postFacts } from '../rig/fact-sender.ts';
import type { Bench } from './bench-city.ts';
import { perSecond, type Rate } from './rate.ts';

const reading = ({ agencies, observedAt }: Bench, n: number) =>
	feedFact(
		'queue.read',
		agencies[n % agencies.length] ?? '',
		{ waiting: n % 90, serving: 3, served: 0 },
		observedAt
	);

function kept(receipts: readonly Receipt[] | undefined, expected: number): number {
	const recorded = receipts?.filter(({ status }) => status === 'recorded').length ?? 0;
	if (recorded !== expected) throw new Error(`not kept: ${JSON.stringify(receipts?.slice(0, 3))}`);
	return recorded;
}

/** Facts acknowledged a second through `/feed`, one fact a report, each sender with a token of its own. */
export async function overFeed(bench: Bench, senders: number): Promise<Rate> {
	const sockets = await Promise.all(
		bench.tokens.slice(0, senders).map(
			(token) =>
				new Promise<Socket>((resolve, reject) => {
					const socket = io(`${bench.url}/feed`, {
						transports: ['websocket'],
						forceNew: true,
						reconnection: false,
						auth: { token }
					});
					socket.once('connect', () => resolve(socket));
					socket.once('connect_error', reject);
				})
		)
	);
	let sent = 0;
	try {
		return await perSecond(senders, async (sender) => {
			const socket = sockets[sender];
			return kept(await socket?.emitWithAck('report', reading(bench, sent++)), 1);
		});
	} finally {
		for (const socket of sockets) socket.close();
	}
}

/** The same over HTTP, in batches. */
export function overHttp(bench: Bench, senders: number, batch: number): Promise<Rate> {
	let sent = 0;
	return perSecond(senders, async (sender) => {
		const facts = Array.from({ length: batch }, () => reading(bench, sent++));
		const { body } = await postFacts(bench.url, { facts }, { token: bench.tokens[sender] });
		return kept(body?.receipts, batch);
	});
}
