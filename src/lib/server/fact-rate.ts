import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Viewer } from '../contract/role.ts';
import type { FeedViewer } from './feed-tokens.ts';

/** Facts per minute of one person: faster than hands, slower than a script. */
const personPerMinute = 1200;
const minute = 60;

/**
 * How many facts a sender may still send in this minute (T26). In memory, per process and in real time: a
 * second process doubles it at most.
 */
export class FactRate {
	/** One limiter for each limit that occurs; feeds with the same limit share it, under their own keys. */
	readonly #limiters = new Map<number, RateLimiterMemory>();

	/** Seconds to wait when `facts` more are too many, else 0. A batch larger than the limit never fits. */
	async take(viewer: Viewer | FeedViewer, facts: number): Promise<number> {
		if (viewer.kind === 'public' || facts === 0) return 0;
		const points = 'ratePerMinute' in viewer ? viewer.ratePerMinute : personPerMinute;
		let limiter = this.#limiters.get(points);
		if (!limiter) {
			limiter = new RateLimiterMemory({ points, duration: minute });
			this.#limiters.set(points, limiter);
		}
		const key = `${viewer.kind} ${viewer.id}`;
		try {
			await limiter.consume(key, facts);
			return 0;
		} catch (refusal) {
			if (!(refusal instanceof RateLimiterRes)) throw refusal;
			// what was refused was not sent, so it does not count against the sender
			await limiter.reward(key, facts);
			return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
		}
	}
}
