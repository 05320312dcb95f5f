import type { Browser, BrowserContext, Page } from '@playwright/test';
import { disnakerMorning, midMorning, visitDisnaker } from './agency-morning.ts';
import { startCity, type RunningCity, type Username } from './city.ts';

/** A city in the middle of its morning, with a visit to Disnaker behind it. */
export type MorningCity = RunningCity & {
	/** The page, signed in; each person signs in once, as in an office. */
	as(page: Page, username: Username): Promise<Page>;
};

export async function startMorning(browser: Browser): Promise<MorningCity> {
	const city = await startCity({ start: midMorning });
	await disnakerMorning(city);
	for (const [agency, waiting] of [
		['DINSOS', 4],
		['KEC-UTARA', 11],
		['BAPENDA', 2]
	] as const)
		await city.report('queue.read', agency, { waiting, serving: 2, served: 20 });
	const inspector = await browser.newContext();
	await city.signIn(await inspector.newPage(), 'inspektur');
	await visitDisnaker(inspector, city);
	await inspector.close();

	const sessions = new Map<Username, Awaited<ReturnType<BrowserContext['cookies']>>>();
	return Object.assign(city, {
		async as(page: Page, username: Username) {
			const known = sessions.get(username);
			if (known) await page.context().addCookies(known);
			else {
				await city.signIn(page, username);
				sessions.set(username, await page.context().cookies());
			}
			return page;
		}
	});
}
