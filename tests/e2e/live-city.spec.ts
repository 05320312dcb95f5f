import type { Page } from '@playwright/test';
import { expect, startCity, test as base, type RunningCity } from './city.ts';

/** A city of this file's own: a minute of it passes in six seconds, so that delays need no waiting. */
const test = base.extend<object, { quick: RunningCity }>({
	quick: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern
		async ({}, use) => {
			const city = await startCity({ start: '2021-01-12T09:05:00+08:00', rate: 10 });
			await use(city);
			await city.stop();
		},
		{ scope: 'worker', timeout: 90_000 }
	]
});

async function open(
	page: Page,
	city: RunningCity,
	who: 'satgas' | 'sekretaris' | 'loket' | 'inspektur',
	path: string
) {
	await city.signIn(page, who);
	await page.goto(`${city.url}${path}`);
}

test('[B3] [D2] [E5] [F6] counter, feed and inspector act: wall, agency page and tablet show the same, and the alert names its clause', async ({
	browser,
	quick: city
}) => {
	test.setTimeout(240_000);
	const page = async (width: number, height: number) =>
		(await browser.newContext({ viewport: { width, height } })).newPage();
	const [wall, secretary, counter, tablet] = await Promise.all([
		page(1920, 1080),
		page(1440, 900),
		page(1366, 768),
		page(1280, 800)
	]);
	await open(wall, city, 'satgas', '/layar');
	await open(secretary, city, 'sekretaris', '/opd/DISNAKER');
	await open(counter, city, 'loket', '/loket/DISNAKER');
	await counter.getByRole('button', { name: 'Loket 2' }).click();

	const row = wall.locator('[data-agency=DISNAKER]').first();
	const today = secretary.getByRole('main');

	// pages turn by themselves; stay on the one with Disnaker
	await expect(row).toBeVisible({ timeout: 60_000 });
	await wall.keyboard.press('p');

	// the counter gives two numbers and calls one
	for (const number of ['A-001', 'A-002']) {
		await counter.getByRole('button', { name: /^Nomor A:/ }).click();
		await expect(counter.getByText(number).first()).toBeVisible();
	}
	await expect(row.locator('.queue')).toHaveText('2');
	await counter.locator('[data-key=call]').click();
	await expect(counter.locator('[data-current]')).toHaveAttribute('data-current', 'A-001');
	await expect(row.locator('.queue')).toHaveText('1');
	await expect(today.getByText('A-001')).toHaveCount(0);
	await counter.locator('[data-key=finish]').click();
	await expect(row.locator('.service')).toContainText(/1\s*\/\s*50/);
	await expect(today).toContainText(/1\s*\/\s*50/);

	// a machine counts thirty staff in the office where the clause allows twenty-four
	const counted = await city.report('presence.counted', 'DISNAKER', { wfo: 30, wfh: 15 });
	expect(counted.status).toBe('recorded');
	const overCap = wall.locator('[data-alert="DISNAKER/wfoOver"]');
	await expect(overCap).toContainText('30');
	await expect(overCap).toContainText('24');
	await expect(overCap).toContainText('Perwali 21/2020');
	await expect(today).toContainText(/30\s*\/\s*24/);

	// an inspector finds a critical item not met
	await open(tablet, city, 'inspektur', '/lapangan/DISNAKER');
	await expect(tablet.locator('article').first()).toBeVisible();
	const steps = tablet.locator('nav li button');
	const rooms = (await steps.count()) - 3;
	for (let room = 0; room < rooms; room++) {
		await steps.nth(room).click();
		for (const item of await tablet.locator('article').all()) {
			await item.locator('label[data-answer=met]').click();
		}
	}
	await steps.first().click();
	const masks = tablet.locator('#item-MSK-02');
	await masks.locator('label[data-answer=notMet]').click();
	await masks.getByLabel('Catatan untuk MSK-02').fill('Tiga pengunjung tanpa masker');
	const canvas = await tablet.evaluate(async () => {
		const drawing = new OffscreenCanvas(640, 480);
		drawing.getContext('2d')?.fillRect(40, 40, 200, 120);
		const blob = await drawing.convertToBlob({ type: 'image/jpeg' });
		return Array.from(new Uint8Array(await blob.arrayBuffer()));
	});
	await masks
		.locator('input[type=file]')
		.setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(canvas) });
	await expect(masks.getByText('terkirim')).toBeVisible();
	await expect(tablet.locator('[data-score]')).toHaveText('75');
	await tablet.locator('nav').getByRole('button', { name: 'Tim & catatan' }).click();
	await tablet.getByRole('button', { name: 'Tambah Dinkes' }).click();
	await tablet.locator('nav').getByRole('button', { name: 'Ringkasan' }).click();
	await tablet.locator('footer').getByRole('button', { name: 'Kirim sidak' }).click();
	await expect(tablet.locator('[data-receipt]')).toBeVisible();

	// the same score everywhere, and the alert names the clause behind the item
	await expect(row.locator('.sidak')).toContainText('75');
	const sidak = wall.locator('[data-alert="DISNAKER/sidak"]');
	await expect(sidak).toContainText('MSK-02');
	await secretary.goto(`${city.url}/opd/DISNAKER?tab=sidak`);
	await expect(secretary.getByRole('main')).toContainText('75');
	await expect(secretary.getByRole('main')).toContainText('MSK-02');
	await expect(secretary.getByRole('main')).toContainText('Tiga pengunjung tanpa masker');

	// the secretary takes it on: the wall says who
	await secretary.goto(`${city.url}/opd/DISNAKER`);
	await secretary
		.getByRole('button', { name: /Konfirmasi/ })
		.first()
		.click();
	const reason = secretary.getByRole('dialog');
	if (await reason.isVisible()) await reason.getByRole('button', { name: /Konfirmasi/ }).click();
	await expect(wall.locator('[data-look=acknowledged]').first()).toContainText('Rahma');
});
