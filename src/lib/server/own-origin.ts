import type { IncomingHttpHeaders } from 'node:http';

/**
 * May this handshake go on? CORS does not apply to WebSocket, so the Origin decides, for polling and
 * websocket alike (P26): it must be this host or the configured origin. Without an Origin only a caller
 * without cookies may pass (a machine feed, which proves itself by its token), or a browser that says the
 * request comes from our own page: browsers leave Origin out of same-origin GETs.
 */
export function isOwnHandshake(headers: IncomingHttpHeaders, configured: string | null): boolean {
	const { origin, host, cookie } = headers;
	if (origin === undefined) return !cookie || headers['sec-fetch-site'] === 'same-origin';
	if (configured !== null && origin === configured) return true;
	const url = URL.parse(origin);
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.origin !== origin) return false;
	return configured === null && host !== undefined && url.host === host;
}
