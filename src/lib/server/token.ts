import { createHash, randomBytes } from 'node:crypto';

/** What a token opens; its prefix lets secret scanners and people recognise it. */
const prefixes = { feed: 'psf_', screen: 'psl_', pairing: 'psp_' } as const;

/** A new secret of 256 random bits, base64url behind the prefix of its kind. Shown or set once. */
export function newToken(kind: keyof typeof prefixes): string {
	return prefixes[kind] + randomBytes(32).toString('base64url');
}

/** SHA-256 in hex: the only form in which a token is kept. 256 random bits need no slow hash. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
