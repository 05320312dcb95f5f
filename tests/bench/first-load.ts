import type { Browser } from '@playwright/test';
import type { Bench } from './bench-city.ts';
import { contextWith } from './browser.ts';

export type FirstLoad = {
	screen: string;
	path: string;
	kB: number;
	scriptKB: number;
	requests: number;
};

const screens = [
	{ screen: 'wall', path: '/layar', as: 'screenCookie' },
	{ screen: 'city', path: '/opd', as: 'personCookie' },
	{ screen: 'agency', path: '/opd/DISNAKER', as: 'personCookie' },
	{ screen: 'tablet', path: '/lapangan', as: 'personCookie' },
	{ screen: 'counter', path: '/loket/DISNAKER', as: 'personCookie' },
	{ screen: 'sign-in', path: '/masuk', as: null }
] as const;

/** Kilobytes over the wire, compressed as served, of a screen opened for the first time; sockets not counted. */
export async function firstLoads(browser: Browser, bench: Bench): Promise<FirstLoad[]> {
	const loads: FirstLoad[] = [];
	for (const { screen, path, as } of screens) {
		const cookie = as === null ? 'x=y' : bench[as];
		const context = await contextWith(browser, bench.url, cookie, { width: 1280, height: 800 });
		try {
			const page = await context.newPage();
			const network = await context.newCDPSession(page);
			await network.send('Network.enable');
			const kinds = new Map<string, string>();
			let bytes = 0;
			let script = 0;
			network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
			network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
				bytes += encodedDataLength;
				if (kinds.get(requestId) === 'Script') script += encodedDataLength;
			});
			const response = await page.goto(`${bench.url}${path}`, { waitUntil: 'load' });
			if (!response?.ok() || new URL(page.url()).pathname !== path) {
				throw new Error(`${path} answered ${response?.status()} at ${page.url()}`);
			}
			await page.waitForTimeout(1500);
			loads.push({ screen, path, kB: bytes / 1000, scriptKB: script / 1000, requests: kinds.size });
		} catch (error) {
			console.error(`${screen}: ${error instanceof Error ? error.message : error}`);
		} finally {
			await context.close();
		}
	}
	return loads;
}
