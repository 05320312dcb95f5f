import { setTimeout as sleep } from 'node:timers/promises';
import { ClientScreen } from '../rig/client-screen.ts';
import { feedFact } from '../rig/facts.ts';
import { postFacts } from '../rig/fact-sender.ts';
import type { Bench } from './bench-city.ts';
import { quantile } from './rate.ts';

export type Deliveries = {
	screens: number;
	/** Deltas applied by all screens together, per second. */
	perSecond: number;
	/** Milliseconds from sending a fact until the last screen held it. */
	p50: number;
	p99: number;
	gaps: number;
};

const seconds = 5;
const factsPerSecond = 100;

/** `screens` sockets on one app while facts come in; the clients share this process. */
export async function deliveries(bench: Bench, screens: number): Promise<Deliveries> {
	const clients = Array.from(
		{ length: screens },
		() => new ClientScreen(bench.url, bench.screenCookie)
	);
	try {
		await Promise.all(clients.map((client) => client.ready()));
		const before = clients.reduce((sum, { deltas }) => sum + deltas, 0);
		const delays: number[] = [];
		const answers: Promise<void>[] = [];
		const began = performance.now();
		while (performance.now() - began < seconds * 1000) {
			const due = ((performance.now() - began) / 1000) * factsPerSecond;
			while (answers.length < due) answers.push(probe(bench, answers.length, clients, delays));
			await sleep(5);
		}
		const applied = clients.reduce((sum, { deltas }) => sum + deltas, 0) - before;
		const perSecond = applied / ((performance.now() - began) / 1000);
		await Promise.all(answers);
		return {
			screens,
			perSecond,
			p50: quantile(delays, 0.5),
			p99: quantile(delays, 0.99),
			gaps: clients.reduce((sum, { gaps }) => sum + gaps, 0)
		};
	} finally {
		for (const client of clients) client.close();
	}
}

/** Sends one fact; of every tenth, waits until all screens hold it. */
async function probe(bench: Bench, n: number, clients: ClientScreen[], delays: number[]) {
	const fact = feedFact(
		'queue.read',
		'DINSOS',
		{ waiting: n % 90, served: 0, serving: 1 },
		bench.observedAt
	);
	const sent = performance.now();
	const { body } = await postFacts(bench.url, fact, {
		token: bench.tokens[n % bench.tokens.length]
	});
	const receipt = body?.receipts?.[0];
	if (receipt?.status !== 'recorded') throw new Error(JSON.stringify(body));
	if (n % 10 !== 0) return;
	while (clients.some(({ seq }) => seq < receipt.seq)) {
		if (performance.now() - sent > 10_000) throw new Error('a screen never got it');
		await sleep(5);
	}
	delays.push(performance.now() - sent);
}
