import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: the machine's own, else Playwright's. Null when there is none. */
export async function openBrowser(): Promise<Browser | null> {
	const executablePath = installed.find((file) => existsSync(file));
	try {
		return await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	} catch (error) {
		console.error(`Chromium: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
		return null;
	}
}

/** A browser of its own that carries this cookie header. */
export async function contextWith(
	browser: Browser,
	url: string,
	cookie: string,
	viewport: { width: number; height: number }
): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport });
	const [name = '', ...value] = cookie.split('=');
	await context.addCookies([{ name, value: value.join('='), url }]);
	return context;
}
