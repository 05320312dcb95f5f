import { randomInt, randomUUID } from 'node:crypto';
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from './database.ts';
import { pairing, screen } from './schema.ts';
import { hashToken, newToken } from './token.ts';

/** Name of the cookie with the secret a screen asks by; it never stands in an address or on the screen. */
export const pairingCookie = 'papan_pasang';
export const pairingMinutes = 10;

// no vowels and no digits: no word by accident, nothing mistaken for 0, 1, I or O (RFC 8628, 6.1)
const consonants = 'BCDFGHJKLMNPQRSTVWXZ';
const codeLength = 8;

const newCode = () =>
	Array.from({ length: codeLength }, () => consonants.charAt(randomInt(consonants.length))).join(
		''
	);

/** `bcdf ghjk` and `BCDF-GHJK` as they are compared; null when it cannot be a code. */
export function readCode(typed: string): string | null {
	const code = typed.toUpperCase().replace(/[\s-]/g, '');
	return code.length === codeLength && [...code].every((letter) => consonants.includes(letter))
		? code
		: null;
}

export type NewPairing = {
	/** Eight consonants, shown on the screen. */
	code: string;
	/** What the screen asks with; 256 bits, differs from the code on purpose. */
	secret: string;
	/** Seconds until another code must be asked for. */
	expiresInSeconds: number;
};

/** What a screen says of itself, for the admin to recognise it. Free text, cut to size. */
export type ScreenTraits = { resolution: string; userAgent: string; address: string };

/**
 * Opens a pairing: a code for the screen to show and a secret for it to ask with. An earlier secret of the
 * same screen is dropped, and with it its code.
 */
export async function beginPairing(
	database: Database,
	traits: ScreenTraits,
	earlierSecret: string | null
): Promise<NewPairing> {
	const code = newCode();
	const secret = newToken('pairing');
	await database.db.transaction(async (tx) => {
		await tx.delete(pairing).where(sql`${pairing.expiresAt} < now() - interval '1 hour'`);
		if (earlierSecret) {
			await tx.delete(pairing).where(eq(pairing.secretHash, hashToken(earlierSecret)));
		}
		await tx.insert(pairing).values({
			id: randomUUID(),
			codeHash: hashToken(code),
			secretHash: hashToken(secret),
			resolution: traits.resolution.slice(0, 40),
			userAgent: traits.userAgent.slice(0, 300),
			address: traits.address.slice(0, 60),
			createdAt: sql`now()`,
			expiresAt: sql`now() + make_interval(mins => ${pairingMinutes})`,
			attempts: 0
		});
	});
	return { code, secret, expiresInSeconds: pairingMinutes * 60 };
}

export type PairingState =
	| { state: 'waiting' }
	/** Once only: the token of the screen, to be kept in its cookie. */
	| { state: 'approved'; token: string }
	| { state: 'over' };

/** What became of a pairing. The first question after approval receives the token and ends the pairing. */
export async function askPairing(database: Database, secret: string): Promise<PairingState> {
	return database.db.transaction(async (tx): Promise<PairingState> => {
		const mine = eq(pairing.secretHash, hashToken(secret));
		const [claimed] = await tx
			.delete(pairing)
			.where(and(mine, isNotNull(pairing.approvedScreenId)))
			.returning({ screenId: pairing.approvedScreenId });
		if (claimed?.screenId) {
			const token = newToken('screen');
			// a screen revoked before it was claimed stays shut
			const opened = await tx
				.update(screen)
				.set({ tokenHash: hashToken(token) })
				.where(and(eq(screen.id, claimed.screenId), isNull(screen.revokedAt)))
				.returning({ id: screen.id });
			return opened.length > 0 ? { state: 'approved', token } : { state: 'over' };
		}
		const [waiting] = await tx
			.select({ id: pairing.id })
			.from(pairing)
			.where(and(mine, gt(pairing.expiresAt, sql`now()`)));
		return { state: waiting ? 'waiting' : 'over' };
	});
}

const triesPerAdmin = 5;
const lockedSeconds = 10 * 60;
// five wrong codes lock an admin out of pairing for ten minutes; guessing one of 20^8 codes stays hopeless
const wrongCodes = new RateLimiterMemory({ points: triesPerAdmin, duration: lockedSeconds });

export type PairingRefusal =
	{ because: 'unknownCode'; triesLeft: number } | { because: 'locked'; waitSeconds: number };
export type FoundPairing = { code: string } & ScreenTraits;

const usable = (code: string) =>
	and(
		eq(pairing.codeHash, hashToken(code)),
		gt(pairing.expiresAt, sql`now()`),
		isNull(pairing.approvedScreenId)
	);

async function lockOf(admin: string): Promise<PairingRefusal | null> {
	const spent = await wrongCodes.get(admin);
	if (!spent || spent.consumedPoints < triesPerAdmin) return null;
	return { because: 'locked', waitSeconds: Math.ceil(spent.msBeforeNext / 1000) };
}

async function wrongCode(admin: string): Promise<PairingRefusal> {
	try {
		const { remainingPoints } = await wrongCodes.consume(admin);
		if (remainingPoints > 0) return { because: 'unknownCode', triesLeft: remainingPoints };
		return { because: 'locked', waitSeconds: lockedSeconds };
	} catch (refusal) {
		if (!(refusal instanceof RateLimiterRes)) throw refusal;
		return { because: 'locked', waitSeconds: Math.ceil(refusal.msBeforeNext / 1000) };
	}
}

/** The screen that shows this code, for the admin to recognise before approving. */
export async function findPairing(
	database: Database,
	admin: string,
	typed: string
): Promise<{ ok: true; pairing: FoundPairing } | ({ ok: false } & PairingRefusal)> {
	const lock = await lockOf(admin);
	if (lock) return { ok: false, ...lock };
	const code = readCode(typed);
	const [found] = code
		? await database.db
				.select({
					resolution: pairing.resolution,
					userAgent: pairing.userAgent,
					address: pairing.address
				})
				.from(pairing)
				.where(usable(code))
		: [];
	if (!code || !found) return { ok: false, ...(await wrongCode(admin)) };
	return { ok: true, pairing: { code, ...found } };
}

export type ScreenPlace = {
	name: string;
	/** Inches, 10 to 200. */
	diagonalInches: number;
	/** Distance of the farthest viewer in metres, 1 to 50. */
	distanceMetres: number;
};

/** Approves the screen that shows this code; it opens the wall at its next question. Single use. */
export async function approvePairing(
	database: Database,
	admin: string,
	typed: string,
	place: ScreenPlace
): Promise<{ ok: true; screenId: string } | ({ ok: false } & PairingRefusal)> {
	const lock = await lockOf(admin);
	if (lock) return { ok: false, ...lock };
	const code = readCode(typed);
	const screenId = randomUUID();
	const approved =
		code !== null &&
		(await database.db.transaction(async (tx) => {
			const [shown] = await tx
				.update(pairing)
				.set({ approvedScreenId: screenId })
				.where(usable(code))
				.returning({ resolution: pairing.resolution, userAgent: pairing.userAgent });
			if (!shown) return false;
			await tx.insert(screen).values({
				id: screenId,
				...place,
				// nobody holds this token: the screen is given one when it asks
				tokenHash: hashToken(newToken('screen')),
				...shown,
				pairedBy: admin,
				pairedAt: sql`now()`
			});
			return true;
		}));
	return approved ? { ok: true, screenId } : { ok: false, ...(await wrongCode(admin)) };
}
