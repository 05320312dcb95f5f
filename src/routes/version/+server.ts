import { app } from '#lib/server/process.ts';
import packageJson from '../../../package.json';

/** What runs here: version, build, and the server's clock (`rate` is 1 unless a day is simulated). */
export function GET(): Response {
	const { build, clock } = app();
	const { serverTime, rate } = clock.reading();
	return Response.json(
		{ name: packageJson.name, version: packageJson.version, build, serverTime, rate },
		{ headers: { 'cache-control': 'no-store' } }
	);
}
