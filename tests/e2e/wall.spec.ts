import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import postgres from 'postgres';
import { v7 } from 'uuid';
import { screenCookie } from '#lib/server/screens.ts';
import { pairScreen } from '../rig/paired-screen.ts';
import { expect, startCity, test as base, type RunningCity } from './city.ts';
import { lateMorning, wallMorning } from './wall-day.ts';

/** One city for all: its clock stands at 10.42 WITA when the first test begins. */
const test = base.extend<object, { morning: RunningCity }>({
	morning: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern
		async ({}, use) => {
			const city = await startCity({ start: lateMorning });
			await wallMorning(city);
			await use(city);
			await city.stop();
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

const sizes = [
	{ width: 1280, height: 720 },
	{ width: 1920, height: 1080 },
	{ width: 3840, height: 2160 }
];

/** A television that an admin has paired: no person, no keyboard. */
async function pair(context: BrowserContext, city: RunningCity): Promise<string> {
	const { id, token } = await pairScreen(city.databaseUrl);
	await context.addCookies([{ name: screenCookie, value: token, url: city.url }]);
	return id;
}

async function openWall(page: Page, city: RunningCity): Promise<void> {
	await page.goto(`${city.url}/layar`);
	await expect(page.locator('[data-link=live]')).toBeVisible();
}

const row = (page: Page, agency: string) =>
	page.locator(`[role=row][data-agency="${agency}"]:not([inert])`);
const figure = (page: Page, key: string) => page.locator(`[data-figure=${key}] .value`);

/** Everything that would make the page scroll, or that lies outside of what holds it. */
async function misfits(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found: string[] = [];
		const root = document.documentElement;
		if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push('scrollbar');
		const holders = '[role=row] > *, li, header > *, footer > *, [data-figure], .page, .side';
		for (const holder of document.querySelectorAll(holders)) {
			if (holder.closest('.sr-only, [inert]') || holder.matches('.sr-only')) continue;
			const box = holder.getBoundingClientRect();
			const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
			for (let node = walker.nextNode(); node; node = walker.nextNode()) {
				const text = node.textContent?.trim();
				if (!text || node.parentElement?.closest('.sr-only, svg')) continue;
				const range = document.createRange();
				range.selectNodeContents(node);
				const { right, left } = range.getBoundingClientRect();
				if (right > box.right + 1.5 || left < box.left - 1.5) found.push(text);
			}
			const style = getComputedStyle(holder);
			if (style.textOverflow === 'ellipsis' && holder.scrollWidth > holder.clientWidth + 1)
				found.push(`… ${holder.textContent}`);
		}
		return [...new Set(found)];
	});
}

test('[F2] a paired screen shows coverage, figures and every kind of row', async ({
	page,
	context,
	morning
}) => {
	await pair(context, morning);
	await page.setViewportSize({ width: 1920, height: 1080 });
	await openWall(page, morning);
	await expect(page.locator('[data-figure=waiting] .context')).toContainText('OPD melapor');
	await page.keyboard.press('p');
	// counts flicker: half a minute must pass before a number becomes an alert
	await expect(row(page, 'DISNAKER')).toHaveAttribute('data-state', 'alert', { timeout: 45_000 });
	await expect(row(page, 'DISNAKER').locator('.queue')).toHaveText('45');
	await expect(row(page, 'DINSOS')).toContainText(/14 mnt|data 14 mnt lalu/);
	await expect(page.getByRole('table')).toBeVisible();
	await expect(page.locator('[data-alert="DISNAKER/queue"]')).toContainText('antre 45');
	// Setwan's card names the circular that caps it
	await expect(page.locator('[data-alert="SETWAN/wfoOver"]')).toContainText('SE 800/0109/Org');
	await expect(page.locator('footer')).toContainText('11.00 tatap muka tutup di Disnaker');
});

test('[F3] nothing scrolls and nothing is cut off on 720, 1080 and 2160 lines, page by page', async ({
	page,
	context,
	morning
}, info) => {
	await pair(context, morning);
	for (const size of sizes) {
		await page.setViewportSize(size);
		await openWall(page, morning);
		const pages = await page.locator('.dots i').count();
		for (let turn = 0; turn < pages; turn++) {
			expect(await misfits(page), `${size.width}×${size.height}, page ${turn + 1}`).toEqual([]);
			await page.screenshot({ path: info.outputPath(`${size.height}-${turn + 1}.png`) });
			await page.keyboard.press('ArrowRight');
			await page.waitForTimeout(450);
		}
	}
});

test('[F7] the smallest value is 16 arc-minutes high at the default screen', async ({
	page,
	context,
	morning
}) => {
	await pair(context, morning);
	for (const size of sizes) {
		await page.setViewportSize(size);
		await openWall(page, morning);
		const smallest = await page.evaluate(() => {
			const values = '[role=row] .value, [role=row] .limit, .name > span:first-child';
			const cards = '[data-alert] strong, [data-alert] .what, .clock';
			const shown = [...document.querySelectorAll(`${values}, ${cards}`)];
			return Math.min(...shown.map((value) => parseFloat(getComputedStyle(value).fontSize)));
		});
		// 55 inches seen from 4 m: 684.9 mm high, capitals of 0.745 em
		const capital = (smallest / size.height) * 684.9 * 0.745;
		const arcMinutes = (Math.atan(capital / 4000) * 180 * 60) / Math.PI;
		expect(arcMinutes).toBeGreaterThanOrEqual(16);
	}
});

test('the first paint has values without any script', async ({ browser, morning }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	await pair(context, morning);
	const page = await context.newPage();
	await page.goto(`${morning.url}/layar`);
	await expect(row(page, 'DISNAKER').locator('.queue')).toHaveText('45');
	await context.close();
});

test('[F10] a fact changes numbers in place: no new row, no new chart, underlined for a while', async ({
	page,
	context,
	morning
}) => {
	await pair(context, morning);
	await page.setViewportSize({ width: 1920, height: 1080 });
	await openWall(page, morning);
	await page.keyboard.press('p');
	await expect(page.locator('footer')).toContainText('dijeda');
	const queue = row(page, 'DISNAKER').locator('.queue .value');
	const element = await queue.elementHandle();
	const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
	const countBefore = await nodes();

	await morning.report('queue.read', 'DISNAKER', { waiting: 51, serving: 2, served: 40 });
	await expect(queue).toHaveText('51');
	await expect(queue).toHaveAttribute('data-changed', '');
	expect(await element?.evaluate((node) => node.isConnected)).toBe(true);
	await expect(queue).not.toHaveAttribute('data-changed', '', { timeout: 4000 });

	for (let n = 0; n < 20; n++) {
		await morning.report('queue.read', 'DISNAKER', { waiting: 45 + n, serving: 2, served: 40 });
	}
	await expect(queue).toHaveText('64');
	expect(await nodes()).toBeLessThanOrEqual(countBefore + 12);
});

test('[F1] a silent server: amber within 16 s, values kept; back untouched within 10 s', async ({
	page,
	context,
	morning
}, info) => {
	await pair(context, morning);
	await page.setViewportSize({ width: 1920, height: 1080 });
	await openWall(page, morning);
	const waiting = await figure(page, 'waiting').textContent();
	await page.evaluate(() => Reflect.set(window, 'untouched', true));
	morning.app.kill('SIGSTOP');
	try {
		await expect(page.locator('footer.offline')).toBeVisible({ timeout: 17_000 });
		await expect(page.locator('footer.offline')).toContainText(/Data terakhir \d\d\.\d\d/);
		await expect(page.locator('[data-link=offline]')).toContainText('Terputus');
		await expect(figure(page, 'waiting')).toHaveText(waiting ?? '');
		expect(await misfits(page)).toEqual([]);
		await page.screenshot({ path: info.outputPath('offline.png') });
	} finally {
		morning.app.kill('SIGCONT');
	}
	await expect(page.locator('[data-link=live]')).toBeVisible({ timeout: 10_000 });
	await expect(page.locator('footer.offline')).toHaveCount(0);
	expect(await page.evaluate(() => Reflect.get(window, 'untouched'))).toBe(true);
});

test('[F5] a revoked screen goes back to pairing by itself', async ({ page, context, morning }) => {
	const id = await pair(context, morning);
	await openWall(page, morning);
	const sql = postgres(morning.databaseUrl, { max: 1 });
	await sql`update screen set revoked_at = now() where id = ${id}`;
	await sql.end();
	await page.waitForURL('**/pasang', { timeout: 10_000 });
});

test('arrows turn pages, p holds one', async ({ page, context, morning }) => {
	await pair(context, morning);
	await openWall(page, morning);
	const here = page.locator('.dots i.here');
	const place = () => here.evaluate((dot) => [...(dot.parentNode?.children ?? [])].indexOf(dot));
	expect(await place()).toBe(0);
	await page.keyboard.press('ArrowRight');
	await expect.poll(place).toBe(1);
	await page.keyboard.press('ArrowLeft');
	await expect.poll(place).toBe(0);
});

test('an announcement of the task force stands on the wall until it lapses', async ({
	page,
	context,
	browser,
	morning
}) => {
	await pair(context, morning);
	await page.setViewportSize({ width: 1920, height: 1080 });
	await openWall(page, morning);
	const lead = await browser.newContext();
	await morning.signIn(await lead.newPage(), 'satgas');
	const now = await morning.now();
	const text = 'Rapat koordinasi satgas pukul 13.00 di ruang Posko Utama';
	const until = new Date(Date.parse(now) + 8000).toISOString();
	const answer = await lead.request.post(`${morning.url}/api/v1/facts`, {
		headers: { origin: morning.url },
		data: {
			id: v7(),
			agency: null,
			origin: 'person',
			observedAt: now,
			type: 'announcement.made',
			payload: { text, until }
		}
	});
	expect(await answer.text()).toContain('recorded');
	await expect(page.locator('.announcement')).toHaveText(text);
	expect(await misfits(page)).toEqual([]);
	await expect(page.locator('.announcement')).toHaveCount(0);
	await lead.close();
});

test('[G3] every state has its word beside its shape; no accessibility fault', async ({
	page,
	context,
	morning
}) => {
	await pair(context, morning);
	await openWall(page, morning);
	const glyphs = page.locator('[role=row] svg[data-glyph]');
	for (const label of await glyphs.evaluateAll((all) =>
		all.map((glyph) => glyph.getAttribute('aria-label'))
	)) {
		expect(label).toBeTruthy();
	}
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
});

test('[F7] screens read from afar: every page fits, in larger type', async ({
	page,
	context,
	morning
}, info) => {
	const id = await pair(context, morning);
	const sql = postgres(morning.databaseUrl, { max: 1 });
	await sql`update screen set diagonal_inches = 43, distance_metres = 5 where id = ${id}`;
	await sql.end();
	await page.setViewportSize({ width: 1920, height: 1080 });
	await openWall(page, morning);
	for (let turn = 0; turn < 4; turn++) {
		expect(await misfits(page), `page ${turn + 1}`).toEqual([]);
		await page.screenshot({ path: info.outputPath(`far-${turn + 1}.png`) });
		await page.keyboard.press('ArrowRight');
		await page.waitForTimeout(450);
	}
});

base('an installation without a city says where to begin', async ({ page, context }, info) => {
	const empty = await startCity({ folder: null });
	try {
		await pair(context, empty);
		await page.goto(`${empty.url}/layar`);
		await expect(page.getByRole('heading')).toHaveText('Belum ada perangkat daerah');
		await expect(page.locator('main')).toContainText(empty.url);
		expect(await misfits(page)).toEqual([]);
		await page.screenshot({ path: info.outputPath('empty.png') });
	} finally {
		await empty.stop();
	}
});
