import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { username } from 'better-auth/plugins';
import { eq } from 'drizzle-orm';
import {
	maxUsernameLength,
	minPasswordLength,
	minUsernameLength,
	usernamePattern
} from './credentials.ts';
import type { Database } from './database.ts';
import { app } from './process.ts';
import * as schema from './schema.ts';

/** Name of the session cookie; what is in it is better-auth's signed token. */
export const sessionCookie = 'papan_sesi';
/** What `signInUsername` throws, as `body.code`, when the password is right but the account is shut. */
export const accountDisabled = 'ACCOUNT_DISABLED';
const twelveHours = 12 * 60 * 60;

/**
 * better-auth for people: user name and password, sessions in PostgreSQL. Its HTTP handler is never mounted;
 * form actions call `api` directly, so nothing but signing in, signing out and reading a session is reachable.
 * Cookies are set by the form action, which knows whether the request came over https.
 */
function createAuth(database: Database, secret: string, origin: string | null) {
	return betterAuth({
		appName: 'Papan Siaga',
		secret,
		// only needed to build links, which are never sent; the address is unknown when ORIGIN is not set
		baseURL: origin ?? 'http://localhost',
		trustedOrigins: origin ? [origin] : [],
		database: drizzleAdapter(database.db, { provider: 'pg', schema, transaction: true }),
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
		session: {
			expiresIn: twelveHours,
			// a cached session would outlive its revocation
			cookieCache: { enabled: false },
			// viewer.ts prolongs sessions, by role
			disableSessionRefresh: true
		},
		plugins: [
			username({
				minUsernameLength,
				maxUsernameLength,
				usernameValidator: (name) => usernamePattern.test(name),
				displayUsername: false
			})
		],
		databaseHooks: {
			session: {
				create: {
					before: async (session) => {
						const [person] = await database.db
							.select({ disabledAt: schema.user.disabledAt })
							.from(schema.user)
							.where(eq(schema.user.id, session.userId));
						if (!person || person.disabledAt) {
							throw new APIError('FORBIDDEN', { code: accountDisabled });
						}
					}
				}
			}
		},
		// sign-in-limit.ts does this per account and per address
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: { disabled: true },
		advanced: {
			useSecureCookies: false,
			cookies: { session_token: { name: sessionCookie } },
			ipAddress: { disableIpTracking: true }
		}
	});
}

let made: { database: Database; auth: ReturnType<typeof createAuth> } | null = null;

/** The instance over the running app's database; made on first use, since the build evaluates modules. */
export function auth(): ReturnType<typeof createAuth> {
	const { database, config } = app();
	if (made?.database !== database) {
		made = { database, auth: createAuth(database, config.secret, config.origin) };
	}
	return made.auth;
}
