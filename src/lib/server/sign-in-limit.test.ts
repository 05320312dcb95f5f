import { expect, it } from 'vitest';
import { SignInLimit } from './sign-in-limit.ts';

type Outcome = 'tried' | 'limited';

async function wrong(limit: SignInLimit, username: string, address: string): Promise<Outcome> {
	return (await limit.take(username, address)).ok ? 'tried' : 'limited';
}

async function right(limit: SignInLimit, username: string, address: string): Promise<Outcome> {
	const verdict = await limit.take(username, address);
	if (!verdict.ok) return 'limited';
	await verdict.succeeded();
	return 'tried';
}

const count = (outcomes: Outcome[]) => outcomes.filter((outcome) => outcome === 'tried').length;

it('[P30] looks at no more than 20 of 1,000 passwords for an account, from one address or a hundred', async () => {
	for (const addresses of [1, 100]) {
		const limit = new SignInLimit();
		const outcomes: Outcome[] = [];
		for (let n = 0; n < 1000; n++) {
			outcomes.push(await wrong(limit, n % 2 ? 'admin' : 'ADMIN', `10.0.0.${n % addresses}`));
		}
		expect(count(outcomes)).toBe(20);
	}
});

it('[P30] lets 50 people of one office sign in while one account there is being guessed', async () => {
	const limit = new SignInLimit();
	const guesses: Outcome[] = [];
	const signIns: Outcome[] = [];
	for (let n = 0; n < 1000; n++) {
		guesses.push(await wrong(limit, 'sekretaris', '10.0.0.1'));
		if (n % 20 === 0) signIns.push(await right(limit, `pegawai-${n}`, '10.0.0.1'));
	}
	expect(count(signIns)).toBe(50);
	expect(count(guesses)).toBe(20);
});

it('[P30] stops an address that tries one password on many accounts after 60 in a minute', async () => {
	const limit = new SignInLimit();
	const outcomes: Outcome[] = [];
	for (let n = 0; n < 500; n++) outcomes.push(await wrong(limit, `pegawai-${n}`, '10.0.0.1'));
	expect(count(outcomes)).toBe(60);
	expect(await right(limit, 'pegawai-1', '10.0.0.2')).toBe('tried');
});

it('[T9] keeps an account open where its owner has signed in before, however much strangers guess', async () => {
	const limit = new SignInLimit();
	expect(await right(limit, 'satgas', '10.0.0.1')).toBe('tried');
	for (let n = 0; n < 100; n++) await wrong(limit, 'satgas', '203.0.113.9');
	expect(await wrong(limit, 'satgas', '203.0.113.9')).toBe('limited');
	expect(await right(limit, 'satgas', '10.0.0.1')).toBe('tried');
});

it('says how long to wait', async () => {
	const limit = new SignInLimit();
	for (let n = 0; n < 20; n++) await wrong(limit, 'satgas', '10.0.0.1');
	const verdict = await limit.take('satgas', '10.0.0.1');
	expect(verdict).toMatchObject({ ok: false });
	if (!verdict.ok) expect(verdict.waitSeconds).toBeGreaterThan(3500);
});
