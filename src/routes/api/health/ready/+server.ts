import { app } from '#lib/server/process.ts';
import { readinessOf } from '#lib/server/readiness.ts';

/** Whether this process can serve: database, migrations, newest seq, build. 503 while it cannot. */
export async function GET(): Promise<Response> {
	const { database, build } = app();
	const readiness = await readinessOf(database);
	return Response.json(
		{ ...readiness, build },
		{ status: readiness.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
}
