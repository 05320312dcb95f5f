import type { Viewer } from '../contract/role.ts';
import { realNow } from './clock.ts';
import type { Database } from './database.ts';
import { hashToken } from './token.ts';

export type FeedViewer = Extract<Viewer, { kind: 'feed' }> & {
	/** Facts per minute it may send. */
	ratePerMinute: number;
};

type Looked = { feed: FeedViewer | null; until: number };

/** How long an answer may be used again: revocation must be felt within two seconds (P27). */
const keepMs = 1000;
const maxKept = 2000;

/**
 * Finds the feed behind a bearer token: working, not expired, not revoked; else null. Expiry is in real
 * time, whatever the played clock says. Asks PostgreSQL at most once a second and token.
 */
export class FeedTokens {
	readonly #database: Database;
	readonly #kept = new Map<string, Looked>();
	readonly #asking = new Map<string, Promise<FeedViewer | null>>();

	constructor(database: Database) {
		this.#database = database;
	}

	/** `fresh` asks the database whatever was answered before: whoever connects stays connected. */
	async verify(bearer: string, { fresh = false } = {}): Promise<FeedViewer | null> {
		if (!/^[\w-]{20,200}$/.test(bearer)) return null;
		const hash = hashToken(bearer);
		const kept = this.#kept.get(hash);
		if (!fresh && kept && kept.until > realNow()) return kept.feed;
		let asking = this.#asking.get(hash);
		if (!asking) {
			asking = this.#ask(hash).finally(() => this.#asking.delete(hash));
			this.#asking.set(hash, asking);
		}
		return asking;
	}

	async #ask(hash: string): Promise<FeedViewer | null> {
		const asked = realNow();
		const { sql } = this.#database;
		const [row] = await sql<
			(Omit<FeedViewer, 'kind'> & { unused: boolean })[]
		>`select id, name, agencies, fact_types as "factTypes", rate_per_minute as "ratePerMinute",
			coalesce(last_used_at < now() - interval '1 minute', true) as unused
		from feed where token_hash = ${hash} and revoked_at is null and expires_at > now()`;
		if (row?.unused) await sql`update feed set last_used_at = now() where id = ${row.id}`;
		const feed: FeedViewer | null = row
			? {
					kind: 'feed',
					id: row.id,
					name: row.name,
					agencies: row.agencies,
					factTypes: row.factTypes,
					ratePerMinute: row.ratePerMinute
				}
			: null;
		// guesses must not fill the memory
		if (this.#kept.size >= maxKept) this.#kept.clear();
		this.#kept.set(hash, { feed, until: asked + keepMs });
		return feed;
	}
}

/** The token in an `Authorization: Bearer …` header; null when there is none. */
export function bearerOf(authorization: string | null | undefined): string | null {
	return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}
