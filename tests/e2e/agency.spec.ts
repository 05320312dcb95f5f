import { AxeBuilder } from '@axe-core/playwright';
import { gzipSync } from 'node:zlib';
import { startMorning, type MorningCity } from './agency-city.ts';
import { expect, test } from './city.ts';

let city: MorningCity;
test.beforeAll(async ({ browser }) => {
	test.setTimeout(120_000);
	city = await startMorning(browser);
});
test.afterAll(() => city.stop());

test.describe('the page of an agency', () => {
	test('says the day in four figures, with cap and rounding [D2] and those outside [C3]', async ({
		page
	}) => {
		await city.as(page, 'sekretaris');
		await page.goto(`${city.url}/opd/DISNAKER`);
		const today = page.getByRole('region', { name: 'Hari ini' });
		await expect(today).toContainText('7');
		await expect(today).toContainText('1 di luar');
		await expect(today).toContainText('15 / 50');
		await expect(today).toContainText('batas 50% dari 48 = 24');
		await expect(today).toContainText('melebihi 2 orang');
		await expect(page.getByText('(−4 jam)')).toBeVisible();
		await expect(page.getByText('lapor 26, ditemukan 31 di kantor')).toBeVisible();
	});

	test('opens the clause behind every limit in one tap [A1]', async ({ page }) => {
		await city.as(page, 'sekretaris');
		await page.goto(`${city.url}/opd/DISNAKER`);
		await page.waitForLoadState('networkidle');
		await page.getByRole('button', { name: 'WFO maks 50% → 24 orang' }).click();
		const dialog = page.getByRole('dialog');
		await expect(dialog).toContainText('21/2020');
		await expect(dialog).toContainText('Berlaku sejak 27 Agu 2020');
		await page.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
		await expect(page.getByRole('button', { name: 'WFO maks 50% → 24 orang' })).toBeFocused();
	});

	test('puts new values into the same charts [F10]', async ({ page }) => {
		await city.as(page, 'sekretaris');
		await page.goto(`${city.url}/opd/DISNAKER`);
		const charts = page.locator('canvas[data-chart]');
		await expect(charts).toHaveCount(3);
		const ids = () => charts.evaluateAll((all) => all.map((one) => one.dataset.chart));
		const picture = () => charts.last().evaluate((one: HTMLCanvasElement) => one.toDataURL());
		const before = { ids: await ids(), picture: await picture() };
		for (const wfo of [20, 21, 22, 23]) {
			await city.report('presence.counted', 'DISNAKER', { wfo, wfh: 20, notReported: 0 });
			await expect(page.getByText(`${wfo} dari 48 pegawai`)).toBeVisible();
		}
		await expect.poll(picture).not.toBe(before.picture);
		expect(await ids()).toEqual(before.ids);
		// the same numbers stand beneath, for those who read
		await page.getByText('Lihat sebagai tabel').last().click();
		await expect(page.getByRole('table').last()).toContainText('23');
	});

	test('lets the lead acknowledge and mute, by name [F6]', async ({ page }) => {
		await city.as(page, 'satgas');
		await page.goto(`${city.url}/opd/DISNAKER`);
		await page.waitForLoadState('networkidle');
		const todo = page.getByRole('listitem').filter({ hasText: 'Disnaker · nilai 75' });
		await todo.getByRole('button', { name: /^Konfirmasi/ }).click();
		await expect(todo).toContainText('dikonfirmasi Rahma satgas');

		await page.goto(`${city.url}/opd`);
		await page.waitForLoadState('networkidle');
		await page.getByRole('button', { name: /^Tampilkan semua/ }).click();
		const action = page.getByRole('listitem').filter({ hasText: 'Disnaker · nilai 75' });
		await action.getByRole('button', { name: /^Tunda/ }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('button', { name: 'Tunda' }).click();
		await expect(dialog).toContainText('Tulis alasannya.');
		await dialog.getByLabel('Alasan').fill('Perbaikan sedang berjalan');
		await dialog.getByRole('button', { name: 'Tunda' }).click();
		await expect(dialog).toBeHidden();
		await expect(action).toBeHidden();
		await expect(page.getByText('1 ditunda')).toBeVisible();
	});

	test('shows findings with note and photo, and the lead closes one [E9]', async ({ page }) => {
		await city.as(page, 'satgas');
		await page.goto(`${city.url}/opd/DISNAKER?tab=sidak`);
		await expect(page.getByText('Dua petugas tanpa masker.')).toBeVisible();
		const photo = page.getByRole('img', { name: /^Foto 1: Seluruh petugas/ });
		await expect(photo).toBeVisible();
		await expect
			.poll(() => photo.evaluate((one: HTMLImageElement) => one.naturalWidth))
			.toBeGreaterThan(0);

		const findings = page.getByRole('button', { name: 'Tutup temuan' });
		await expect(findings).toHaveCount(2);
		await findings.last().click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Apa yang dilihat').fill('Sekat baru terpasang.');
		await dialog.getByRole('button', { name: 'Tutup temuan' }).click();
		await expect(findings).toHaveCount(1);

		await page.getByRole('link', { name: 'Riwayat', exact: true }).click();
		const newest = page.getByRole('listitem').filter({ hasText: 'Temuan ditutup' });
		await expect(newest).toContainText('SKT-01 · Sekat baru terpasang.');
		await expect(newest).toContainText('Rahma satgas');
		await page.getByRole('link', { name: 'Lebih lama' }).click();
		await expect(page).toHaveURL(/sebelum=\d+/);
		await page.getByRole('link', { name: 'Ke yang terbaru' }).click();
		await expect(newest).toBeVisible();
	});

	test('is closed to the secretary of another agency, and to a counter its findings', async ({
		page,
		browser
	}) => {
		await city.as(page, 'sekretaris');
		const other = await page.goto(`${city.url}/opd/DINSOS`);
		expect(other?.status()).toBe(403);
		// the totals of all agencies are everybody's
		await page.goto(`${city.url}/opd?q=dinsos`);
		await expect(page.locator('tbody tr')).toHaveCount(1);
		await page.goto(`${city.url}/opd/DISNAKER?tab=sidak`);
		await expect(page.getByText('Dua petugas tanpa masker.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Tutup temuan' })).toHaveCount(0);

		const context = await browser.newContext();
		const counter = await city.as(await context.newPage(), 'loket');
		await counter.goto(`${city.url}/opd/DISNAKER?tab=sidak`);
		await expect(counter.getByRole('heading', { name: 'Dinas Ketenagakerjaan' })).toBeVisible();
		expect(await counter.content()).not.toContain('Dua petugas tanpa masker');
		await counter.goto(`${city.url}/opd/DISNAKER?tab=riwayat`);
		await expect(counter.getByText('Belum ada catatan.')).toBeVisible();
		await context.close();
	});

	test('keeps its values when the server is silent, says since when, and recovers [F1]', async ({
		page
	}) => {
		await city.as(page, 'sekretaris');
		await page.goto(`${city.url}/opd/DISNAKER`);
		await city.report('presence.counted', 'DISNAKER', { wfo: 19, wfh: 20 });
		await expect(page.getByText('19 dari 48 pegawai')).toBeVisible();
		city.app.kill('SIGSTOP');
		try {
			await expect(page.getByText(/Terputus\. Data terakhir 10\.\d\d WITA/)).toBeVisible({
				timeout: 25_000
			});
			await expect(page.getByText('19 dari 48 pegawai')).toBeVisible();
		} finally {
			city.app.kill('SIGCONT');
		}
		await expect(page.getByText(/Terputus/)).toBeHidden({ timeout: 20_000 });
	});
});

test.describe('every agency page', () => {
	const places = ['/opd', '/opd/DISNAKER', '/opd/DISNAKER?tab=antrean', '/opd/DISNAKER?tab=sidak'];
	for (const [width, height, theme, locale] of [
		[1440, 900, 'light', 'id'],
		[1440, 900, 'dark', 'en'],
		[360, 740, 'light', 'en'],
		[360, 740, 'dark', 'id']
	] as const)
		test(`passes axe and fits at ${width} px, ${theme}, ${locale}`, async ({ page }) => {
			await page.setViewportSize({ width, height });
			await city.as(page, 'satgas');
			await page.context().addCookies([
				{ name: 'theme', value: theme, url: city.url },
				{ name: 'locale', value: locale, url: city.url }
			]);
			for (const place of places) {
				await page.goto(city.url + place);
				await page.waitForLoadState('networkidle');
				const { violations } = await new AxeBuilder({ page }).analyze();
				expect(violations, place).toEqual([]);
				const tooWide = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(tooWide, place).toBe(0);
			}
		});

	test('loads at most 180 kB of script, compressed [S15]', async ({ page }) => {
		await city.as(page, 'satgas');
		for (const place of ['/opd', '/opd/DISNAKER', '/opd/DISNAKER?tab=antrean']) {
			const scripts = new Map<string, Promise<number>>();
			page.on('response', (response) => {
				if (!response.url().includes('/_app/') || !response.url().endsWith('.js')) return;
				scripts.set(
					response.url(),
					response.body().then((body) => gzipSync(body).length)
				);
			});
			await page.goto(city.url + place, { waitUntil: 'networkidle' });
			const sizes = await Promise.all(scripts.values());
			page.removeAllListeners('response');
			const total = sizes.reduce((sum, size) => sum + size, 0);
			console.log(`${place}: ${Math.round(total / 1000)} kB of script, gzip`);
			expect(sizes.length, place).toBeGreaterThan(0);
			expect(total, place).toBeLessThanOrEqual(180_000);
		}
	});
});
