import type { Problem } from '../connect/problem.ts';
import { Reporter, type Heard } from '../connect/reporter.ts';
import { drawOfficePhoto } from './office-photo.ts';
import type { PlannedVisit } from './sidak-visit.ts';

export type Credentials = { username: string; password: string };

type Options = Credentials & {
	server: string;
	onProblem: (problem: Problem) => void;
};

/** The session this client holds was refused: sign in again. */
class SignedOut extends Error {}

/**
 * An inspector with a tablet: signs in as a person does, uploads the photos by their hashes, then submits
 * the visit. Machine feeds may not submit inspections, so the simulator has to be a person here.
 */
export class Inspector {
	readonly #options: Options;
	#cookie: string | null = null;

	constructor(options: Options) {
		this.#options = options;
	}

	/** Submits one visit; the receipt, or null when it could not be delivered. */
	async submit(visit: PlannedVisit, signal: AbortSignal): Promise<Heard | null> {
		for (let attempt = 0; attempt < 3; attempt++) {
			try {
				this.#cookie ??= await this.#signIn(signal);
				return await this.#deliver(visit, this.#cookie, signal);
			} catch (error) {
				signal.throwIfAborted();
				if (!(error instanceof SignedOut)) throw error;
				this.#cookie = null;
			}
		}
		return null;
	}

	async #deliver(visit: PlannedVisit, cookie: string, signal: AbortSignal): Promise<Heard | null> {
		const hashes = new Map<string, string>();
		for (const { code, agency, seed } of visit.photos) {
			const { bytes, sha256 } = await drawOfficePhoto(seed, `${agency} · ${code}`);
			const url = new URL(`/api/v1/photos/${sha256}`, this.#options.server);
			url.searchParams.set('agency', agency);
			const response = await fetch(url, {
				method: 'PUT',
				headers: { ...this.#headers(cookie), 'content-type': 'image/jpeg' },
				body: new Uint8Array(bytes),
				signal
			});
			const body: unknown = await response.json().catch(() => null);
			if (response.status === 401) throw new SignedOut();
			// a photo that did not arrive is not named: the visit still has its notes
			const kept = typeof body === 'object' && body !== null && 'sha256' in body;
			if (response.ok && kept && body.sha256 === sha256) hashes.set(code, sha256);
		}
		let refused = false;
		const reporter = new Reporter({
			server: this.#options.server,
			headers: this.#headers(cookie),
			tries: 5,
			onProblem: (problem) => {
				if (problem.kind === 'tokenRefused') refused = true;
				else this.#options.onProblem(problem);
			}
		});
		const { heard } = await reporter.report([visit.factWith(hashes)], signal);
		if (heard.length === 0 && refused) throw new SignedOut();
		return heard[0] ?? null;
	}

	#headers(cookie: string): Record<string, string> {
		return { cookie, origin: new URL(this.#options.server).origin };
	}

	/** The sign-in form's own POST; answers the session cookie. */
	async #signIn(signal: AbortSignal): Promise<string> {
		const { server, username, password, onProblem } = this.#options;
		const response = await fetch(new URL('/masuk', server), {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: new URL(server).origin, accept: 'text/html' },
			body: new URLSearchParams({ username, password }),
			signal
		});
		await response.body?.cancel();
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
		if (response.status === 303 && cookies.length > 0) return cookies.join('; ');
		onProblem({ kind: 'tokenRefused', server, status: response.status });
		throw new SignedOut();
	}
}
