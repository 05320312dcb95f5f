import * as v from 'valibot';

const codeSchema = v.object({ code: v.string(), expiresInSeconds: v.number() });
const stateSchema = v.object({ state: v.picklist(['waiting', 'approved', 'over']) });

const askEveryMs = 2000;
const retryAfterMs = 5000;

/** A screen's wait for approval: asks for a code, renews it before it runs out, and notices the approval. */
export class Pairing {
	#code = $state<string | null>(null);
	#secondsLeft = $state(0);
	#trouble = $state<'offline' | 'limited' | null>(null);
	#approved = $state(false);

	/** Eight consonants, or null until the first code has come. */
	get code(): string | null {
		return this.#code;
	}
	get secondsLeft(): number {
		return this.#secondsLeft;
	}
	get trouble(): 'offline' | 'limited' | null {
		return this.#trouble;
	}
	get approved(): boolean {
		return this.#approved;
	}

	/** Runs until approved, then calls `onApproved`; returns the way to stop it. */
	start(resolution: string, onApproved: () => void): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let stopped = false;
		let codeEndsAt = 0;

		const step = async (): Promise<number> => {
			if (performance.now() >= codeEndsAt) {
				const answer = await post('/pasang/kode', { resolution });
				if (answer.status === 429) {
					this.#trouble = 'limited';
					return retryAfterMs;
				}
				const { code, expiresInSeconds } = v.parse(codeSchema, await answer.json());
				this.#code = code;
				// a little early, so that nobody types a code that has just run out
				codeEndsAt = performance.now() + (expiresInSeconds - 15) * 1000;
			}
			const answer = await post('/pasang/keadaan', {});
			const { state } = v.parse(stateSchema, await answer.json());
			if (state === 'over') codeEndsAt = 0;
			this.#approved = state === 'approved';
			this.#trouble = null;
			return askEveryMs;
		};

		const run = async () => {
			let wait = retryAfterMs;
			try {
				wait = await step();
			} catch {
				this.#trouble = 'offline';
			}
			this.#secondsLeft = Math.max(0, Math.round((codeEndsAt - performance.now()) / 1000));
			if (stopped) return;
			if (this.#approved) onApproved();
			else timer = setTimeout(run, wait);
		};
		void run();
		return () => {
			stopped = true;
			clearTimeout(timer);
		};
	}
}

const post = (path: string, body: object) =>
	fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
