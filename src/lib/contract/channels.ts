import type { AgencyProfile, City } from './agency.ts';
import type { AgencyState, CityState, Ticket } from './board.ts';
import type { Receipt } from './receipt.ts';
import type { Regulation } from './regulation.ts';

/** Room names; only the server joins anybody to one (P25). */
export const cityRoom = 'city';
export const agencyRoom = (code: string) => `agency:${code}` as const;

/** The server's clock: `serverTime` is the injected one, `rate` how many of its seconds pass in a real one. */
export type ClockReading = { serverTime: string; rate: number };

/** Everything a screen needs to start; serialised once per version. */
export type Snapshot = ClockReading & {
	/** Changes when the log is another one (restore): forget everything. */
	epoch: string;
	seq: number;
	build: string;
	city: City;
	cityState: CityState;
	agencies: AgencyProfile[];
	regulations: Regulation[];
	states: Record<string, AgencyState>;
};

/**
 * What changed in (from, seq]. Absolute values of the parts that changed, at most once per agency and tick.
 * A screen applies it only if `from` equals its own seq; otherwise it asks for a snapshot.
 * `from === seq` when only time passed (an alert came or went without a fact).
 */
export type Delta = {
	epoch: string;
	from: number;
	seq: number;
	states: Record<string, Partial<AgencyState>>;
	cityState?: CityState;
	/** Present after a regulation was published or withdrawn. */
	regulations?: Regulation[];
};

export type Heartbeat = ClockReading & { epoch: string; head: number; build: string };

/** SHA-256 (hex) of the canonical JSON of `{ states, cityState }` at `seq`; compared every 30 s (P13). */
export type StateHash = { epoch: string; seq: number; hash: string };

/** The tickets of one agency today, for its own room. Absolute, sent when changed. */
export type TicketBook = { agency: string; seq: number; tickets: Ticket[] };

/** Server → screens and people, namespace `/`. */
export type ScreenEvents = {
	snapshot: (snapshot: Snapshot) => void;
	delta: (delta: Delta) => void;
	heartbeat: (heartbeat: Heartbeat) => void;
	stateHash: (hash: StateHash) => void;
	tickets: (book: TicketBook) => void;
};

/** Screens and people → server, namespace `/`. People write over HTTP; sockets carry data to screens. */
export type ScreenRequests = {
	/** Ask for a fresh snapshot after a gap. */
	resync: (because: 'gap' | 'hash' | 'epoch') => void;
	/** Ask for an agency's ticket book; the server decides whether this viewer may join its room. */
	watchAgency: (code: string, answer: (allowed: boolean) => void) => void;
};

/** Feed → server, namespace `/feed`: one fact or a batch of up to 500, answered by receipts in order. */
export type FeedRequests = {
	report: (facts: unknown, answer: (receipts: Receipt[]) => void) => void;
};

export const maxBatch = 500;
export const heartbeatSeconds = 5;
export const stateHashSeconds = 30;
