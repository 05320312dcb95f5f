import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type { AgencyState, CityState, Ticket } from '#lib/contract/board.ts';
import type { Delta, Heartbeat, Snapshot, StateHash } from '#lib/contract/channels.ts';
import type { Regulation } from '#lib/contract/regulation.ts';
import { mergeParts } from '#lib/domain/agency-day.ts';
import { viewOf, type AgencyView } from '#lib/domain/agency-view.ts';
import { cityFigures } from '#lib/domain/city-view.ts';
import type { Limits } from '#lib/domain/limits.ts';
import { createRulebook } from '#lib/domain/regulation.ts';
import { Connection } from './connection.svelte.ts';
import { Now } from './now.svelte.ts';
import { stateHash } from './state-hash.ts';

const noCity: CityState = { zone: null, announcement: null };

/**
 * All agency days on a screen: the snapshot, then every delta, judged by the same pure rules as on the
 * server. During a break everything is kept and marked, never cleared (F1, F4).
 */
export class Board {
	readonly now = new Now();
	readonly connection = new Connection();

	#city = $state.raw<City | null>(null);
	#cityState = $state.raw<CityState>(noCity);
	#profiles = $state.raw<AgencyProfile[]>([]);
	#regulations = $state.raw<Regulation[]>([]);
	#states = $state.raw<Record<string, AgencyState>>({});
	#tickets = $state.raw<Record<string, Ticket[]>>({});
	#lastDataAt = $state<string | null>(null);
	#newBuild = $state(false);

	#epoch = '';
	#build = '';
	#seq = $state(0);
	#rulebook = $derived(createRulebook(this.#regulations));
	#watched = new Set<string>();
	/** Views of this second, so that a fact about one agency does not judge the others anew. */
	#judged = new Map<string, { state: AgencyState; limits: Limits; view: AgencyView }>();
	#frame = 0;
	#behind = false;
	/** What the socket has brought; ahead of the runes by at most an animation frame. */
	#held: {
		states: Record<string, AgencyState>;
		cityState: CityState;
		regulations: Regulation[];
		seq: number;
	} = { states: {}, cityState: noCity, regulations: [], seq: 0 };

	/** Every agency as it should be shown now, in the city's fixed order. */
	readonly views: AgencyView[] = $derived.by(() => {
		const city = this.#city;
		const now = this.now.current;
		if (!city || !now) return [];
		return this.#profiles.flatMap((profile) => {
			const state = this.#states[profile.code];
			if (!state) return [];
			const limits = this.#rulebook.limitsFor(profile, this.#cityState.zone, now);
			const judged = this.#judged.get(profile.code);
			const same = judged?.state === state && judged.limits === limits;
			if (same && judged.view.now === now && judged.view.profile === profile) {
				return [judged.view];
			}
			const view = viewOf(profile, state, limits, city, now);
			this.#judged.set(profile.code, { state, limits, view });
			return [view];
		});
	});

	readonly figures = $derived(cityFigures(this.views));

	constructor(seed?: Snapshot | null) {
		if (seed) this.#start(seed);
	}

	/** True once a city's data is here. */
	get ready(): boolean {
		return this.#city !== null;
	}
	get city(): City | null {
		return this.#city;
	}
	get cityState(): CityState {
		return this.#cityState;
	}
	get rulebook() {
		return this.#rulebook;
	}
	get regulations(): Regulation[] {
		return this.#regulations;
	}
	get seq(): number {
		return this.#seq;
	}
	/** Server time of the last word from the server. */
	get lastDataAt(): string | null {
		return this.#lastDataAt;
	}
	/** Since when (server time) this screen has heard nothing; null while it hears. */
	get offlineSince(): string | null {
		return this.connection.status === 'offline' ? this.#lastDataAt : null;
	}
	/** The server runs another build than this page: reload at the next quiet moment (W13). */
	get newBuild(): boolean {
		return this.#newBuild;
	}

	view(code: string): AgencyView | undefined {
		return this.views.find((view) => view.profile.code === code);
	}

	/** The tickets of a watched agency today; empty until its room was joined. */
	tickets(code: string): Ticket[] {
		return this.#tickets[code] ?? [];
	}

	/** Hands in tickets that came with the page, before the socket is up. */
	seedTickets(code: string, tickets: Ticket[]): void {
		this.#tickets = { ...this.#tickets, [code]: tickets };
	}

	/** Joins an agency's room now and after every reconnect. */
	watchAgency(code: string): void {
		this.#watched.add(code);
		void this.connection.watchAgency(code);
	}

	/** Connects and ticks; call from an effect of the page, and call the returned stop when it goes. */
	connect(): () => void {
		const stopClock = this.now.start();
		const close = this.connection.open({
			snapshot: (snapshot) => this.#start(snapshot),
			delta: (delta) => this.#receive(delta),
			heartbeat: (heartbeat) => this.#hearHeartbeat(heartbeat),
			stateHash: (hash) => this.#compare(hash),
			tickets: (book) => {
				this.#tickets = { ...this.#tickets, [book.agency]: book.tickets };
			}
		});
		return () => {
			close();
			stopClock();
			cancelAnimationFrame(this.#frame);
		};
	}

	#start(snapshot: Snapshot): void {
		this.now.hear(snapshot);
		this.#epoch = snapshot.epoch;
		this.#build ||= snapshot.build;
		this.#newBuild = this.#build !== snapshot.build;
		const { states, cityState, regulations, seq } = snapshot;
		this.#held = { states, cityState, regulations, seq };
		this.#behind = false;
		this.#city = snapshot.city;
		this.#profiles = snapshot.agencies.toSorted((a, b) => a.order - b.order);
		this.#paint();
		// only a socket has rooms; the page's own snapshot comes before it
		if (this.connection.status === 'live') {
			for (const code of this.#watched) void this.connection.watchAgency(code);
		}
	}

	#receive(delta: Delta): void {
		if (delta.epoch !== this.#epoch) return this.connection.resync('epoch');
		if (delta.from !== this.#held.seq) {
			// older than what we hold: a delta that crossed our snapshot on the way; newer: a gap
			if (delta.seq <= this.#held.seq) return;
			return this.connection.resync('gap');
		}
		const states = { ...this.#held.states };
		for (const [code, parts] of Object.entries(delta.states)) {
			const state = states[code];
			if (!state) return this.connection.resync('gap');
			states[code] = mergeParts(state, parts);
		}
		this.#held = {
			states,
			cityState: delta.cityState ?? this.#held.cityState,
			regulations: delta.regulations ?? this.#held.regulations,
			seq: delta.seq
		};
		this.#behind = false;
		this.#frame ||= requestAnimationFrame(() => this.#paint());
	}

	/** Writes what is held into the runes, at most once a frame. */
	#paint(): void {
		this.#frame = 0;
		this.#regulations = this.#held.regulations;
		this.#states = this.#held.states;
		this.#cityState = this.#held.cityState;
		this.#seq = this.#held.seq;
		this.#lastDataAt = this.now.current || null;
	}

	#hearHeartbeat(heartbeat: Heartbeat): void {
		this.now.hear(heartbeat);
		this.#lastDataAt = heartbeat.serverTime;
		if (heartbeat.epoch !== this.#epoch) return this.connection.resync('epoch');
		if (this.#build && heartbeat.build !== this.#build) this.#newBuild = true;
		// one heartbeat may overtake a delta; behind at two in a row is a gap nobody will fill
		const behind = heartbeat.head > this.#held.seq;
		if (behind && this.#behind) this.connection.resync('gap');
		this.#behind = behind;
	}

	#compare(server: StateHash): void {
		if (server.epoch !== this.#epoch || server.seq !== this.#held.seq) return;
		if (stateHash(this.#held.states, this.#held.cityState) !== server.hash) {
			this.connection.resync('hash');
		}
	}
}
