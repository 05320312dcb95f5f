import { expect, it } from 'vitest';
import { generatePassword, minPasswordLength, usernamePattern } from './credentials.ts';

it('makes passwords that can be read over a telephone and never repeat', () => {
	const made = Array.from({ length: 200 }, generatePassword);
	expect(new Set(made).size).toBe(200);
	for (const password of made) {
		expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
		expect(password).not.toMatch(/[aeiou01l]/);
		expect(password.length).toBeGreaterThanOrEqual(minPasswordLength);
	}
});

it.each(['sekretaris.disnaker', 'loket-01', 'a1b', 'Admin'])('takes %s as a user name', (name) => {
	expect(usernamePattern.test(name)).toBe(true);
});

it.each(['.a', 'a.', 'a..b', 'a b', 'a@b', 'é', 'a/b', '-', ''])('refuses %j', (name) => {
	expect(usernamePattern.test(name)).toBe(false);
});
