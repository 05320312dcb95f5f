import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { AgencyState, CityState, Ticket } from '#lib/contract/board.ts';
import type {
	Delta,
	Heartbeat,
	ScreenEvents,
	ScreenRequests,
	Snapshot,
	StateHash
} from '#lib/contract/channels.ts';
import { mergeParts } from '#lib/domain/agency-day.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';

/**
 * A screen without a page: it keeps what the sockets bring as live/board.svelte.ts does, and writes down
 * how. `steps` are the (from, seq] of every delta applied since the last snapshot.
 */
export class ClientScreen {
	readonly socket: Socket<ScreenEvents, ScreenRequests>;
	states: Record<string, AgencyState> = {};
	cityState: CityState = { zone: null, announcement: null };
	tickets: Record<string, Ticket[]> = {};
	epoch = '';
	seq = -1;
	snapshots = 0;
	deltas = 0;
	/** Deltas that did not follow on what was held. */
	gaps = 0;
	/** State hashes compared, and those that differed. */
	compared = 0;
	differed = 0;
	heartbeat: Heartbeat | null = null;
	disconnects: string[] = [];

	constructor(url: string, cookie: string, options: { reconnect?: boolean; origin?: string } = {}) {
		this.socket = io(url, {
			transports: ['websocket'],
			forceNew: true,
			reconnection: options.reconnect ?? true,
			reconnectionDelay: 50,
			reconnectionDelayMax: 300,
			extraHeaders: { cookie, origin: options.origin ?? url }
		});
		this.socket.on('snapshot', (snapshot) => this.#start(snapshot));
		this.socket.on('delta', (delta) => this.#receive(delta));
		this.socket.on('stateHash', (hash) => this.#compare(hash));
		this.socket.on('heartbeat', (heartbeat) => (this.heartbeat = heartbeat));
		this.socket.on('tickets', ({ agency, tickets }) => (this.tickets[agency] = tickets));
		this.socket.on('disconnect', (reason) => this.disconnects.push(reason));
	}

	/** SHA-256 of everything held, as the server computes it. */
	get hash(): string {
		const { states, cityState } = this;
		return createHash('sha256').update(canonicalJson({ states, cityState })).digest('hex');
	}

	/** Resolves at the first snapshot. */
	async ready(): Promise<this> {
		if (this.snapshots > 0) return this;
		await new Promise<void>((resolve, reject) => {
			this.socket.once('snapshot', () => resolve());
			this.socket.once('connect_error', (error) => reject(error));
		});
		return this;
	}

	/** Cuts the link, politely or by a reset on the wire; the client comes back by itself. */
	cut(how: 'close' | 'reset' = 'close'): void {
		const { engine } = this.socket.io;
		if (how === 'close' || !engine.transport) return void engine.close();
		// boundary: the ws package under the client's transport
		const { ws } = engine.transport as unknown as { ws?: { terminate(): void } };
		ws?.terminate();
	}

	close(): void {
		this.socket.close();
	}

	#start({ states, cityState, epoch, seq }: Snapshot): void {
		Object.assign(this, { states, cityState, epoch, seq });
		this.snapshots++;
	}

	#receive(delta: Delta): void {
		if (delta.epoch !== this.epoch || delta.from !== this.seq) {
			this.gaps++;
			this.socket.emit('resync', 'gap');
			return;
		}
		for (const [code, parts] of Object.entries(delta.states)) {
			const state = this.states[code];
			if (state) this.states = { ...this.states, [code]: mergeParts(state, parts) };
		}
		this.cityState = delta.cityState ?? this.cityState;
		this.seq = delta.seq;
		this.deltas++;
	}

	#compare({ epoch, seq, hash }: StateHash): void {
		if (epoch !== this.epoch || seq !== this.seq) return;
		this.compared++;
		if (hash !== this.hash) this.differed++;
	}
}
