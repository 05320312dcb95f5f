import type { BoardKeeper } from './board-keeper.ts';
import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';

/** How often the log is looked at even if nobody rang, real milliseconds. */
const lookEvery = 1000;

type Parts = {
	database: Database;
	registry: Registry;
	keeper: BoardKeeper;
	logger: Logger;
	/** What our own lane rings with: its commits are on the boards before the bell is heard. */
	ownRing: string;
};

/**
 * Brings what other processes wrote onto the boards, in order and none missed. NOTIFY is only the doorbell:
 * a ring can be lost (killing the listening backend lost 21 of 240), so the log is read after every ring,
 * whenever listening begins again, and on a timer.
 */
export class LiveFeed {
	readonly #parts: Parts;
	#timer: ReturnType<typeof setInterval> | undefined;
	#reading: Promise<void> | null = null;
	#again = false;
	#stopped = false;
	#failing = false;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Resolves when it listens. */
	async start(): Promise<void> {
		const look = () => this.look();
		const hear = (ring?: string) => {
			if (ring !== this.#parts.ownRing) this.look();
		};
		await this.#parts.database.listen('facts', hear, look);
		this.#timer = setInterval(look, lookEvery).unref();
	}

	/** Reads the log now, or once more if that is being done. Never throws. */
	look(): void {
		if (this.#stopped) return;
		if (this.#reading) {
			this.#again = true;
			return;
		}
		this.#reading = this.#read().finally(() => {
			this.#reading = null;
			if (this.#again) {
				this.#again = false;
				this.look();
			}
		});
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		await this.#reading;
	}

	async #read(): Promise<void> {
		const { keeper, registry, logger } = this.#parts;
		try {
			// a city may be imported while the empty app is running
			if (registry.empty) {
				await registry.reload();
				if (!registry.empty) await keeper.rebuild();
			}
			await keeper.catchUp();
			if (this.#failing) logger.info('the log can be read again');
			this.#failing = false;
		} catch (error) {
			// the timer tries again; one line per outage is enough
			if (!this.#failing) logger.error({ err: error }, 'the log cannot be read');
			this.#failing = true;
		}
	}
}
