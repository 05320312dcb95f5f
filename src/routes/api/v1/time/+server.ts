import { app } from '#lib/server/process.ts';
import type { RequestHandler } from './$types';

/** The server's clock and the city it serves; what a feed asks before it sends its first reading. */
export const GET: RequestHandler = () => {
	const { clock, registry } = app();
	const city = registry.empty ? null : registry.city();
	return Response.json({ ...clock.reading(), city }, { headers: { 'cache-control': 'no-store' } });
};
