import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's Chromium, or the one named: Playwright's own download is not needed. */
const executablePath = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome'
].find((path) => path && existsSync(path));

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	// each worker runs a city of its own: a PostgreSQL, an app and a browser; two cores
	workers: 1,
	fullyParallel: false,
	forbidOnly: true,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		locale: 'id-ID',
		timezoneId: 'Asia/Jakarta',
		screenshot: 'only-on-failure',
		trace: 'off',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: ['--no-sandbox', '--disable-dev-shm-usage']
		}
	}
});
