import { agencyRoom } from '../contract/channels.ts';
import type { Membership, Role, Viewer } from '../contract/role.ts';
import { may } from '../domain/permission.ts';
import type { Database } from './database.ts';
import type { FeedNamespace } from './feed-socket.ts';
import type { Logger } from './logger.ts';
import type { ScreenNamespace, ScreenSocket } from './screen-socket.ts';

/** How often connected sockets are checked, real ms: revoked means gone within two seconds (P27). */
const every = 1000;

/** What still holds of everybody who is connected, read in one statement. */
type Standing = {
	sessions: { id: string; token: string; user: string }[];
	memberships: { user: string; role: Role; agency: string }[];
	screens: string[];
	feeds: string[];
};

type Parts = { screens: ScreenNamespace; feeds: FeedNamespace; database: Database; logger: Logger };

/** Ends sockets whose session, screen or feed is no more, and takes rights away that a person has lost. */
export class Revocation {
	readonly #parts: Parts;
	readonly #timer: ReturnType<typeof setInterval>;
	#checking = false;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#timer = setInterval(() => void this.#check(), every).unref();
	}

	close(): void {
		clearInterval(this.#timer);
	}

	async #check(): Promise<void> {
		if (this.#checking) return;
		const { screens, feeds, logger } = this.#parts;
		const sockets = [...screens.sockets.values()];
		const machines = [...feeds.sockets.values()];
		if (sockets.length + machines.length === 0) return;
		this.#checking = true;
		try {
			const viewers = [...sockets, ...machines].map(({ data }) => data.viewer);
			const standing = await this.#ask(viewers);
			const working = new Set(standing.feeds);
			for (const machine of machines) {
				if (!working.has(idOf(machine.data.viewer))) machine.disconnect(true);
			}
			for (const socket of sockets) {
				if (!stillValid(socket, standing)) socket.disconnect(true);
			}
		} catch (error) {
			// without the database nobody can be told apart; the next second asks again
			logger.warn({ err: error }, 'sessions of sockets could not be checked');
		} finally {
			this.#checking = false;
		}
	}

	async #ask(viewers: readonly Viewer[]): Promise<Standing> {
		const ids = (kind: Viewer['kind']) => [
			...new Set(viewers.filter((viewer) => viewer.kind === kind).map(idOf))
		];
		const { sql } = this.#parts.database;
		const [row] = await sql<Standing[]>`select
			(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'token', s.token, 'user', u.id)), '[]')
				from session s join "user" u on u.id = s.user_id
				where u.id = any(${ids('person')}) and u.disabled_at is null and s.expires_at > now()
			) as sessions,
			(select coalesce(jsonb_agg(jsonb_build_object('user', user_id, 'role', role, 'agency', agency)), '[]')
				from membership where user_id = any(${ids('person')})) as memberships,
			(select coalesce(jsonb_agg(id), '[]') from screen
				where id = any(${ids('screen')}::uuid[]) and revoked_at is null) as screens,
			(select coalesce(jsonb_agg(id), '[]') from feed where id = any(${ids('feed')}::uuid[])
				and revoked_at is null and expires_at > now()) as feeds`;
		if (!row) throw new Error('no answer');
		return row;
	}
}

const idOf = (viewer: Viewer): string => (viewer.kind === 'public' ? '' : viewer.id);

/** False when the socket must go. Memberships that changed are taken over, and rooms they no longer open are left. */
function stillValid(socket: ScreenSocket, standing: Standing): boolean {
	const { data } = socket;
	const { viewer } = data;
	if (viewer.kind === 'screen') return standing.screens.includes(viewer.id);
	if (viewer.kind !== 'person') return false;
	const own = standing.sessions.filter(({ user }) => user === viewer.id);
	// the cookie carries the session's token, signed; once it is found the cookie is forgotten
	const cookie = data.cookie;
	if (data.sessionId === null && cookie !== null) {
		data.sessionId = own.find(({ token }) => cookie.includes(token))?.id ?? null;
		data.cookie = null;
	}
	if (!own.some(({ id }) => id === data.sessionId)) return false;

	const memberships = standing.memberships
		.filter(({ user }) => user === viewer.id)
		.map(({ role, agency }): Membership => ({ role, agency: agency || null }));
	data.viewer = { ...viewer, memberships };
	if (!may(data.viewer, 'city.read', null)) return false;
	for (const code of data.watching) {
		if (may(data.viewer, 'tickets.read', code)) continue;
		data.watching.delete(code);
		void socket.leave(agencyRoom(code));
	}
	return true;
}
