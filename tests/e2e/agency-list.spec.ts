import type { Page } from '@playwright/test';
import { startMorning, type MorningCity } from './agency-city.ts';
import { expect, test } from './city.ts';

let city: MorningCity;
test.beforeAll(async ({ browser }) => {
	test.setTimeout(120_000);
	city = await startMorning(browser);
});
test.afterAll(() => city.stop());

const codes = (page: Page) =>
	page
		.locator('tbody a[data-row]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(5)));

test.describe('the list of agencies', () => {
	test('keeps search, filter and order in the URL, through reload and back [B1]', async ({
		page
	}) => {
		await city.as(page, 'satgas');
		await page.goto(`${city.url}/opd`);
		await expect(page.locator('tbody tr')).toHaveCount(30);
		// the alert of the visit stands first, as on the wall
		expect((await codes(page))[0]).toBe('DISNAKER');

		await page.getByRole('columnheader', { name: 'Antre' }).getByRole('link').click();
		await expect(page).toHaveURL(/urut=-queue/);
		await expect(page.getByRole('columnheader', { name: 'Antre' })).toHaveAttribute(
			'aria-sort',
			'descending'
		);
		expect((await codes(page)).slice(0, 3)).toEqual(['KEC-UTARA', 'DISNAKER', 'DINSOS']);

		await page.getByLabel('Jenis unit').selectOption('direct_service');
		await page.getByLabel('Cari').fill('tanjung');
		await expect(page.locator('tbody tr')).toHaveCount(3);
		await expect(page).toHaveURL(`${city.url}/opd?q=tanjung&jenis=direct_service&urut=-queue`);

		await page.reload();
		await expect(page.locator('tbody tr')).toHaveCount(3);
		await expect(page.getByLabel('Cari')).toHaveValue('tanjung');
		await page.goBack();
		await expect(page).toHaveURL(`${city.url}/opd?jenis=direct_service&urut=-queue`);
		await expect(page.getByLabel('Cari')).toHaveValue('');

		await page.getByLabel('Cari').fill('tidak ada yang begini');
		await expect(page.getByText('Tidak ada perangkat daerah yang cocok')).toBeVisible();
		await page.getByRole('link', { name: 'Hapus penyaringan' }).click();
		await expect(page.locator('tbody tr')).toHaveCount(30);
	});

	test('is walked by keyboard, and keys are silent while somebody types', async ({ page }) => {
		await city.as(page, 'satgas');
		await page.goto(`${city.url}/opd?urut=-queue`);
		// keys work once the script runs
		await expect(async () => {
			await page.keyboard.press('/');
			await expect(page.getByLabel('Cari')).toBeFocused({ timeout: 500 });
		}).toPass();
		await page.keyboard.type('j');
		await expect(page.getByLabel('Cari')).toHaveValue('j');
		await page.getByLabel('Cari').fill('');
		await page.getByLabel('Cari').blur();
		await page.keyboard.press('j');
		await page.keyboard.press('j');
		await page.keyboard.press('k');
		await page.keyboard.press('j');
		await expect(page.locator('tbody a[data-row]').nth(1)).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/\/opd\/DISNAKER$/);
	});

	test('is there, sorted and filtered, without a script', async ({ browser, page }) => {
		await city.as(page, 'satgas');
		const context = await browser.newContext({ javaScriptEnabled: false });
		await context.addCookies(await page.context().cookies());
		const bare = await context.newPage();
		await bare.goto(`${city.url}/opd?q=tanjung&urut=-queue`);
		await expect(bare.locator('tbody tr')).toHaveCount(7);
		expect((await codes(bare))[0]).toBe('KEC-UTARA');
		await context.close();
	});

	test('follows the stream', async ({ page }) => {
		await city.as(page, 'satgas');
		await page.goto(`${city.url}/opd?q=Bapenda`);
		const row = page.locator('tbody tr');
		await expect(row.locator('td').nth(1)).toHaveText(/^\s*2\s*$/);
		await city.report('queue.read', 'BAPENDA', { waiting: 17, serving: 2, served: 23 });
		await expect(row.locator('td').nth(1)).toHaveText(/^\s*17\s*$/);
	});
});
