import type { ClockReading } from '../contract/channels.ts';

/** The one clock of the server. Everything that judges or records asks it; nothing else reads the machine's. */
export type Clock = {
	/** ISO 8601 UTC with milliseconds. */
	now(): string;
	/** The same moment as milliseconds since 1970. */
	ms(): number;
	/** What screens need to run a clock of their own between two readings. */
	reading(): ClockReading;
	/** True when the day is played, at any rate. */
	simulated: boolean;
};

/** Where a played day begins (ISO 8601 UTC) and how many of its seconds pass in a real one. */
export type Simulation = { start: string; rate: number };

/**
 * The machine's clock, or a played one. A played clock runs on the monotonic one, so that setting the
 * machine's clock does not make the day jump. Sessions and tokens keep real time and never ask this clock.
 */
export function createClock(simulation: Simulation | null): Clock {
	const rate = simulation?.rate ?? 1;
	const began = performance.now();
	const startMs = simulation ? Date.parse(simulation.start) : 0;
	const ms = simulation
		? () => Math.floor(startMs + (performance.now() - began) * rate)
		: () => Date.now();
	const now = () => new Date(ms()).toISOString();
	return {
		now,
		ms,
		reading: () => ({ serverTime: now(), rate }),
		simulated: simulation !== null
	};
}

/** Real time in milliseconds, for sessions, tokens and rate limits: a played day must not prolong a login. */
export const realNow = (): number => Date.now();
