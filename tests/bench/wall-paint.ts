import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { feedFact } from '../rig/facts.ts';
import { postFacts } from '../rig/fact-sender.ts';
import type { Bench } from './bench-city.ts';
import { contextWith } from './browser.ts';
import { quantile } from './rate.ts';

export type WallPaint = { facts: number; p50: number; p95: number; p99: number; missed: number };

const facts = 60;

/**
 * Milliseconds from sending a fact to the frame in which a real wall shows it: the page notes when a figure
 * of the city's totals has taken each value on screen, on the same machine's clock.
 */
export async function wallPaint(browser: Browser, bench: Bench): Promise<WallPaint> {
	const viewport = { width: 1920, height: 1080 };
	const context = await contextWith(browser, bench.url, bench.screenCookie, viewport);
	try {
		const page = await context.newPage();
		await page.addInitScript(notePaints);
		await page.goto(`${bench.url}/layar`);
		await page.waitForSelector('[data-figure] .value');
		// the other agencies' queues are cleared, so that the total is the probe's own number
		for (const agency of bench.agencies) await send(bench, agency, 0);
		await sleep(2500);
		const sent = new Map<number, number>();
		for (let n = 0; n < facts; n++) {
			const waiting = 101 + n;
			sent.set(waiting, Date.now());
			await send(bench, 'DINSOS', waiting);
			await sleep(60 + (n % 7) * 13);
		}
		await sleep(1000);
		const painted = await paintsOf(page);
		const delays = [...sent].flatMap(([waiting, at]) => {
			const shown = painted[String(waiting)];
			return shown === undefined ? [] : [shown - at];
		});
		return {
			facts,
			p50: quantile(delays, 0.5),
			p95: quantile(delays, 0.95),
			p99: quantile(delays, 0.99),
			missed: facts - delays.length
		};
	} finally {
		await context.close();
	}
}

async function send(bench: Bench, agency: string, waiting: number): Promise<void> {
	const fact = feedFact('queue.read', agency, { waiting, serving: 0, served: 0 }, bench.observedAt);
	const { body } = await postFacts(bench.url, fact, { token: bench.tokens[0] });
	if (body?.receipts?.[0]?.status !== 'recorded') throw new Error(JSON.stringify(body));
}

type Painted = Record<string, number>;

/** Runs in the page: the wall-clock time (ms) of the first frame after each figure took its text. */
function notePaints(): void {
	const painted: Painted = {};
	Reflect.set(window, 'painted', painted);
	const look = () => {
		for (const figure of document.querySelectorAll('[data-figure] .value')) {
			const text = figure.textContent?.trim() ?? '';
			// from within a frame's callbacks, a message is handled after that frame was painted
			if (painted[text] !== undefined) continue;
			painted[text] = Number.POSITIVE_INFINITY;
			requestAnimationFrame(() => {
				const after = new MessageChannel();
				after.port1.onmessage = () => {
					painted[text] = performance.timeOrigin + performance.now();
				};
				after.port2.postMessage(null);
			});
		}
	};
	new MutationObserver(look).observe(document, {
		subtree: true,
		childList: true,
		characterData: true
	});
}

const paintsOf = (page: Page): Promise<Painted> =>
	page.evaluate(() => Reflect.get(window, 'painted') as Painted);
