import { randomInt } from 'node:crypto';

export const minPasswordLength = 12;
export const maxPasswordLength = 128;
export const minUsernameLength = 3;
export const maxUsernameLength = 48;
/** Lower-case letters, digits and single separators inside: `sekretaris.disnaker`, `loket-01`. */
export const usernamePattern = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/i;

/** better-auth wants an e-mail for everybody; this one can never receive mail (RFC 2606). */
export const technicalEmail = (username: string): string => `${username}@papan-siaga.invalid`;

// no vowels (no accidental words), no 0/1, no l: read over a telephone without a mistake
const passwordAlphabet = 'bcdfghjkmnpqrstvwxz23456789';
const groups = 4;
const groupLength = 5;

/** A password to hand over once: 20 characters of 27 in groups of five, about 95 bits. */
export function generatePassword(): string {
	const group = () =>
		Array.from({ length: groupLength }, () =>
			passwordAlphabet.charAt(randomInt(passwordAlphabet.length))
		).join('');
	return Array.from({ length: groups }, group).join('-');
}
