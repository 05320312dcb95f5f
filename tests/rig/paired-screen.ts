import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { screenCookie } from '#lib/server/screens.ts';
import { hashToken, newToken } from '#lib/server/token.ts';

/** A paired wall screen, straight into the table. `cookie` is the header its browser would send. */
export async function pairScreen(
	databaseUrl: string
): Promise<{ id: string; token: string; cookie: string }> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	const id = randomUUID();
	const token = newToken('screen');
	try {
		await sql`insert into screen (id, name, token_hash, diagonal_inches, distance_metres, resolution,
			user_agent, paired_at) values (${id}, 'Layar uji', ${hashToken(token)}, 55, 4, '1920x1080', 'uji', now())`;
	} finally {
		await sql.end();
	}
	return { id, token, cookie: `${screenCookie}=${token}` };
}
