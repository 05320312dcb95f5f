import { v7 } from 'uuid';
import type { FactType, Payload } from '#lib/contract/facts.ts';

/** A fact as a feed would send it. `observedAt` in ISO 8601. */
export function feedFact<T extends FactType>(
	type: T,
	agency: string,
	payload: Partial<Payload<T>>,
	observedAt: string
) {
	return { id: v7(), agency, origin: 'feed', observedAt, type, payload };
}

/** A number for one visitor of service A. */
export const ticketFact = (agency: string, observedAt: string) =>
	feedFact('ticket.issued', agency, { ticketId: v7(), service: 'A' }, observedAt);

/** A reading of an agency's whole queue. */
export const readingFact = (agency: string, served: number, observedAt: string) =>
	feedFact('queue.read', agency, { waiting: served % 40, serving: 2, served }, observedAt);

/** Park-Miller, so that a failed run can be repeated from the seed it printed. */
export function seeded(seed: number): () => number {
	let state = seed % 2147483647 || 1;
	return () => {
		state = (state * 48271) % 2147483647;
		return state / 2147483647;
	};
}

/** From SEED, else new; printed, because a failure must be repeatable. */
export function seedOf(name: string): number {
	const seed = Number(process.env.SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]);
	console.log(`${name}: SEED=${seed}`);
	return seed;
}
