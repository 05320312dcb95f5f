import type { Namespace, Socket } from 'socket.io';
import type { ScreenEvents, ScreenRequests } from '../contract/channels.ts';
import type { Viewer } from '../contract/role.ts';

/** What the server remembers of a signed-in socket. */
type ScreenData = {
	viewer: Viewer;
	/** Handshake cookies, until the first check has found the session they carry. */
	cookie: string | null;
	sessionId: string | null;
	/** Agency rooms it was let into. */
	watching: Set<string>;
	/** Its buffer is full: it is out of its rooms until it has read. */
	lagging: boolean;
};

type NoEvents = Record<string, never>;
export type ScreenNamespace = Namespace<ScreenRequests, ScreenEvents, NoEvents, ScreenData>;
export type ScreenSocket = Socket<ScreenRequests, ScreenEvents, NoEvents, ScreenData>;
