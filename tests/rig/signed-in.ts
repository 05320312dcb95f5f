import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { roles } from '#lib/contract/role.ts';
import { sessionCookie } from './test-server.ts';

/** The secret that tests/rig/app-process.ts starts apps with. */
const secret = 'a secret of at least thirty-two characters';

/** A person with every role in the whole city and a session; the cookie header, signed as better-auth does. */
export async function signedIn(databaseUrl: string): Promise<string> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
	const id = randomUUID();
	const token = randomBytes(24).toString('base64url');
	try {
		await sql`insert into "user" (id, name, email, email_verified, username, created_at, updated_at)
			values (${id}, 'Orang Uji', ${`${id}@x.invalid`}, false, ${id.slice(0, 13)}, now(), now())`;
		for (const role of roles) {
			await sql`insert into membership (user_id, role, agency) values (${id}, ${role}, '')`;
		}
		await sql`insert into session (id, token, user_id, expires_at, created_at, updated_at)
			values (${randomUUID()}, ${token}, ${id}, now() + interval '1 hour', now(), now())`;
	} finally {
		await sql.end();
	}
	const signature = createHmac('sha256', secret).update(token).digest('base64');
	return `${sessionCookie}=${encodeURIComponent(`${token}.${signature}`)}`;
}
