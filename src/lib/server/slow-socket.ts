import type { ScreenSocket } from './screen-socket.ts';

/** Bytes that may wait for one screen (P17); a snapshot of thirty agencies is half of it. */
const maxBuffered = 256 * 1024;

/**
 * Watches what waits in a socket's buffer. `lag` is called when it has grown too long, `drained` when all of
 * it has been handed to the network: a screen that does not read misses deltas, not memory.
 */
export function watchBuffer(
	socket: ScreenSocket,
	on: { lag: () => void; drained: () => void }
): void {
	let waiting = 0;
	// public events of engine.io: a packet was queued; the queue was handed to the transport
	socket.conn.on('packetCreate', ({ data }: { data?: unknown }) => {
		waiting += typeof data === 'string' ? data.length : 0;
		if (waiting <= maxBuffered || socket.data.lagging) return;
		socket.data.lagging = true;
		on.lag();
	});
	socket.conn.on('drain', () => {
		waiting = 0;
		if (!socket.data.lagging) return;
		socket.data.lagging = false;
		on.drained();
	});
}
