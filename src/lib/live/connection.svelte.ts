import { io, type Socket } from 'socket.io-client';
import {
	heartbeatSeconds,
	type ScreenEvents,
	type ScreenRequests
} from '#lib/contract/channels.ts';

/** Silence after which a connection counts as broken, whatever the socket believes (W12). */
const silenceMs = heartbeatSeconds * 3 * 1000;

export type ConnectionStatus = 'connecting' | 'live' | 'offline' | 'refused';

/**
 * One typed socket for as long as a screen lives. Its status follows what was heard, not what the
 * socket says of itself: a half-open connection is silent, and silence is `offline`.
 */
export class Connection {
	#socket: Socket<ScreenEvents, ScreenRequests> | undefined;
	#status = $state<ConnectionStatus>('connecting');
	#lastHeard = 0;
	#watch: ReturnType<typeof setInterval> | undefined;

	get status(): ConnectionStatus {
		return this.#status;
	}

	/** Opens the socket; `on` gets every event. Returns the close. */
	open(on: ScreenEvents): () => void {
		const socket: Socket<ScreenEvents, ScreenRequests> = io({
			transports: ['websocket'],
			reconnectionDelay: 500,
			reconnectionDelayMax: 5000,
			randomizationFactor: 0.7
		});
		this.#socket = socket;
		socket.on('snapshot', (snapshot) => this.#heard(() => on.snapshot(snapshot)));
		socket.on('delta', (delta) => this.#heard(() => on.delta(delta)));
		socket.on('heartbeat', (heartbeat) => this.#heard(() => on.heartbeat(heartbeat)));
		socket.on('stateHash', (hash) => this.#heard(() => on.stateHash(hash)));
		socket.on('tickets', (book) => this.#heard(() => on.tickets(book)));
		socket.on('connect', () => (this.#lastHeard = performance.now()));
		socket.on('disconnect', (reason) => {
			if (this.#status === 'live') this.#status = 'connecting';
			// the server closes a socket on purpose when a session or a screen was revoked
			if (reason === 'io server disconnect') this.#status = 'refused';
		});
		socket.on('connect_error', (error) => {
			if (error.message === 'unauthorized') this.#status = 'refused';
		});
		this.#lastHeard = performance.now();
		this.#watch = setInterval(() => this.#checkSilence(), 1000);
		return () => {
			clearInterval(this.#watch);
			socket.close();
			this.#socket = undefined;
		};
	}

	resync(because: 'gap' | 'hash' | 'epoch'): void {
		this.#socket?.emit('resync', because);
	}

	/** Asks to join an agency's room; false when this viewer may not, or when there is no link. */
	watchAgency(code: string): Promise<boolean> {
		const socket = this.#socket;
		if (!socket) return Promise.resolve(false);
		return new Promise((resolve) => socket.emit('watchAgency', code, resolve));
	}

	#heard(then: () => void): void {
		this.#lastHeard = performance.now();
		this.#status = 'live';
		then();
	}

	#checkSilence(): void {
		if (performance.now() - this.#lastHeard < silenceMs) return;
		if (this.#status === 'refused') return;
		this.#status = 'offline';
		const socket = this.#socket;
		// a socket that believes in itself but hears nothing is opened anew, at most once per silence
		if (socket?.connected) {
			this.#lastHeard = performance.now() - silenceMs;
			socket.disconnect().connect();
		}
	}
}
