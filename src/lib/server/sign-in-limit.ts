import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

type Verdict =
	| { ok: true; /** To be called after a right password. */ succeeded: () => Promise<void> }
	| { ok: false; waitSeconds: number };

const perAccountAndHour = 20;
const perAddressAndMinute = 60;
// below the 24.8 days a timer of Node can wait
const knownSeconds = 21 * 24 * 60 * 60;

/**
 * Guessing fails, offices work (P30). Each account takes 20 tries an hour; a whole office behind one address
 * shares 60 wrong tries a minute. Right sign-ins give their point back, so they never use either up. An address
 * an account has signed in from has an allowance of its own there: strangers cannot lock anybody out of it.
 */
export class SignInLimit {
	#accounts = new RateLimiterMemory({ points: perAccountAndHour, duration: 60 * 60 });
	#addresses = new RateLimiterMemory({ points: perAddressAndMinute, duration: 60 });
	#known = new RateLimiterMemory({ points: 1, duration: knownSeconds });

	/** Takes a point before the password is looked at. `username` should be of bounded length. */
	async take(username: string, address: string): Promise<Verdict> {
		// an address that is used up is refused before it can make up account names to remember
		const spent = await this.#addresses.get(address);
		if (spent && spent.consumedPoints >= perAddressAndMinute) return refusal(spent);

		// user names hold no space, so a pair is never mistaken for an account
		const pair = `${username.toLowerCase()} ${address}`;
		const account = (await this.#known.get(pair)) ? pair : username.toLowerCase();
		try {
			// first the account: a locked one costs its neighbours at the same address nothing
			await this.#accounts.consume(account);
			await this.#addresses.consume(address);
		} catch (reason) {
			if (reason instanceof RateLimiterRes) return refusal(reason);
			throw reason;
		}
		const succeeded = async () => {
			await this.#accounts.reward(account);
			await this.#addresses.reward(address);
			await this.#known.set(pair, 1, knownSeconds);
		};
		return { ok: true, succeeded };
	}
}

const refusal = ({ msBeforeNext }: RateLimiterRes): Verdict => ({
	ok: false,
	waitSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000))
});
