import type { AgencyState, CityState } from '../contract/board.ts';
import {
	agencyRoom,
	cityRoom,
	heartbeatSeconds,
	stateHashSeconds,
	type Delta,
	type Snapshot
} from '../contract/channels.ts';
import type { Regulation } from '../contract/regulation.ts';
import { changedParts } from '../domain/agency-day.ts';
import type { BoardKeeper, Change } from './board-keeper.ts';
import type { Clock } from './clock.ts';
import type { Registry } from './registry.ts';
import type { ScreenNamespace, ScreenSocket } from './screen-socket.ts';
import { stateHash } from './state-hash.ts';

/** Shortest time between two deltas, real ms. */
const minTick = 25;

/** What every screen in the city room holds: the boards as of the last delta sent. */
type Sent = {
	epoch: string;
	seq: number;
	states: ReadonlyMap<string, AgencyState>;
	cityState: CityState;
	regulations: Regulation[];
};

type Parts = {
	screens: ScreenNamespace;
	keeper: BoardKeeper;
	registry: Registry;
	clock: Clock;
	build: string;
};

/**
 * Sends the boards to the city room: a snapshot to whoever joins, then what changed, at most once a tick.
 * A snapshot is of the last delta sent, not of this instant, so every screen of the room stands at the same
 * number and one delta fits all.
 */
export class CityCast {
	readonly #parts: Parts;
	#sent: Sent;
	readonly #changed = new Set<string>();
	readonly #ticketsChanged = new Set<string>();
	#tick: ReturnType<typeof setTimeout> | undefined;
	#flushedAt = 0;
	/** How long the last walk over the sockets took, ms. */
	#walk = 0;
	readonly #joining = new Set<ScreenSocket>();
	readonly #timers: ReturnType<typeof setInterval>[];
	readonly #unsubscribe: () => void;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#sent = this.#current();
		this.#unsubscribe = parts.keeper.onChange((change) => this.#note(change));
		this.#timers = [
			setInterval(() => this.#heartbeat(), heartbeatSeconds * 1000).unref(),
			setInterval(() => this.#hash(), stateHashSeconds * 1000).unref()
		];
	}

	/**
	 * Sends a snapshot and joins the city room, in one turn of the event loop, together with whoever else
	 * waits: the snapshot is then built and serialised once for all of them.
	 */
	welcome(socket: ScreenSocket): void {
		if (this.#joining.size === 0) setImmediate(() => this.#letIn());
		this.#joining.add(socket);
	}

	/** One agency's ticket book to one of its counters. */
	sendTickets(socket: ScreenSocket, agency: string): void {
		socket.emit('tickets', this.#book(agency));
	}

	close(): void {
		this.#unsubscribe();
		clearTimeout(this.#tick);
		this.#timers.forEach((timer) => clearInterval(timer));
	}

	#current(): Sent {
		const { keeper, registry } = this.#parts;
		return {
			epoch: keeper.epoch,
			seq: keeper.seq,
			states: keeper.states(),
			cityState: keeper.cityState(),
			regulations: registry.regulations()
		};
	}

	#note({ agencies, rebuilt }: Change): void {
		for (const code of agencies) {
			this.#changed.add(code);
			this.#ticketsChanged.add(code);
		}
		if (rebuilt) return this.#startOver();
		if (this.#tick) return;
		const tick = Math.max(minTick, 3 * this.#walk);
		const wait = tick - (performance.now() - this.#flushedAt);
		// quiet until now: at once, after everything else of this turn has been noted
		this.#tick = setTimeout(() => this.#flush(), Math.max(0, wait));
	}

	/** The log is another one, or was read anew: every screen begins again. */
	#startOver(): void {
		clearTimeout(this.#tick);
		this.#tick = undefined;
		this.#changed.clear();
		this.#sent = this.#current();
		for (const socket of this.#parts.screens.sockets.values()) {
			if (socket.rooms.has(cityRoom)) this.welcome(socket);
		}
		this.#flushTickets();
	}

	#flush(): void {
		clearTimeout(this.#tick);
		this.#tick = undefined;
		const before = this.#sent;
		const after = this.#current();
		this.#sent = after;
		const states: Delta['states'] = {};
		for (const code of this.#changed) {
			const old = before.states.get(code);
			const now = after.states.get(code);
			if (!old || !now) continue;
			const parts = changedParts(old, now);
			if (Object.keys(parts).length > 0) states[code] = parts;
		}
		this.#changed.clear();
		const cityChanged = after.cityState !== before.cityState;
		const rulesChanged = after.regulations !== before.regulations;
		const moved = after.seq !== before.seq || Object.keys(states).length > 0;
		if (moved || cityChanged || rulesChanged) {
			const started = performance.now();
			this.#parts.screens.to(cityRoom).emit('delta', {
				epoch: after.epoch,
				from: before.seq,
				seq: after.seq,
				states,
				...(cityChanged && { cityState: after.cityState }),
				...(rulesChanged && { regulations: after.regulations })
			});
			this.#flushedAt = performance.now();
			this.#walk = this.#flushedAt - started;
		}
		this.#flushTickets();
	}

	#flushTickets(): void {
		const { adapter } = this.#parts.screens;
		for (const code of this.#ticketsChanged) {
			const room = agencyRoom(code);
			if (adapter.rooms.has(room)) this.#parts.screens.to(room).emit('tickets', this.#book(code));
		}
		this.#ticketsChanged.clear();
	}

	#book(agency: string) {
		const { keeper } = this.#parts;
		return { agency, seq: keeper.seq, tickets: keeper.tickets(agency) };
	}

	#letIn(): void {
		const sockets = [...this.#joining].filter((socket) => socket.connected && !socket.data.lagging);
		this.#joining.clear();
		const snapshot = this.#snapshot();
		for (const socket of sockets) void socket.join(cityRoom);
		const ids = sockets.map(({ id }) => id);
		// without a city there is nothing to show; its import sends everybody a snapshot
		if (snapshot && ids.length > 0) this.#parts.screens.to(ids).emit('snapshot', snapshot);
	}

	#snapshot(): Snapshot | null {
		const { epoch, seq, states, cityState, regulations } = this.#sent;
		const now = this.#parts.keeper.snapshot();
		return (
			now && { ...now, epoch, seq, states: Object.fromEntries(states), cityState, regulations }
		);
	}

	#heartbeat(): void {
		const { screens, clock, build } = this.#parts;
		const { epoch, seq } = this.#sent;
		screens.to(cityRoom).emit('heartbeat', { ...clock.reading(), epoch, head: seq, build });
	}

	#hash(): void {
		const { screens } = this.#parts;
		if (!screens.adapter.rooms.has(cityRoom)) return;
		const { epoch, seq, states, cityState } = this.#sent;
		const hash = stateHash(Object.fromEntries(states), cityState);
		screens.to(cityRoom).emit('stateHash', { epoch, seq, hash });
	}
}
