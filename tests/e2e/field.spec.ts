import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './city.ts';

const landscape = { width: 1280, height: 800 };
const portrait = { width: 800, height: 1280 };

const photo = () =>
	sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#7a9' } })
		.withExif({ IFD3: { GPSMapDatum: 'TelltaleDatum' } })
		.jpeg()
		.toBuffer();

/** Answers every item "met", room by room. */
async function answerAll(page: Page): Promise<void> {
	await expect(page.locator('article').first()).toBeVisible();
	const steps = page.locator('nav li button');
	const rooms = (await steps.count()) - 3;
	for (let i = 0; i < rooms; i++) {
		await steps.nth(i).click();
		const items = page.locator('article');
		for (let k = 0; k < (await items.count()); k++)
			await items.nth(k).locator('label[data-answer=met]').click();
	}
}
const card = (page: Page, item: string) => page.locator(`#item-${item}`);
const step = (page: Page, name: string) => page.locator('nav').getByRole('button', { name });
const footerKey = (page: Page, name: string) =>
	page.locator('footer').getByRole('button', { name });

test('[E2] [E5] [E6] a visit with a critical failure survives a reload and a dead network, and is received once', async ({
	page,
	city,
	context
}) => {
	await city.report('presence.counted', 'DPK', { wfo: 9, wfh: 18 });
	await page.setViewportSize(landscape);
	await city.signIn(page, 'inspektur');
	await page.getByLabel('Cari perangkat daerah').fill('perpus');
	await page.getByRole('link', { name: /Perpustakaan/ }).click();
	await answerAll(page);

	await step(page, 'Pintu masuk').click();
	const masks = card(page, 'MSK-02');
	await masks.locator('label[data-answer=notMet]').click();
	await masks.getByLabel('Catatan untuk MSK-02').fill('Tiga pengunjung tanpa masker');
	// a critical item wants a photo, and says where it is missing
	await page.getByRole('button', { name: 'Periksa isian (1)' }).click();
	await expect(page.getByText('MSK-02 kritis dan tidak sesuai: perlu foto')).toBeVisible();
	await expect(footerKey(page, 'Kirim sidak')).toBeDisabled();
	await page.getByRole('button', { name: /Ke isian/ }).click();
	await masks
		.locator('input[type=file]')
		.setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await photo() });
	await expect(masks.getByText('terkirim')).toBeVisible();
	// one critical "not met" caps the score at 75 (E5)
	await expect(page.locator('[data-score]')).toHaveText('75');

	await step(page, 'Pengamatan').click();
	await page.getByLabel('Pegawai di kantor', { exact: true }).fill('14');
	await expect(page.getByText('lapor 9, ditemukan 14')).toBeVisible();
	await page.getByLabel('Pengunjung diamati', { exact: true }).fill('8');
	await page.getByLabel('Pengunjung bermasker benar', { exact: true }).fill('5');
	await step(page, 'Tim & catatan').click();
	await page.getByRole('button', { name: 'Tambah Dinkes' }).click();
	await step(page, 'Ringkasan').click();

	await page.reload();
	await expect(page.getByText('Semua isian lengkap')).toBeVisible();
	await expect(page.getByRole('img', { name: 'Foto 1 untuk MSK-02' })).toBeVisible();

	await context.setOffline(true);
	await footerKey(page, 'Kirim sidak').click();
	await expect(page.getByText('Peladen tidak terjangkau')).toBeVisible();
	await context.setOffline(false);
	const answers: { facts: { id: string }[] }[] = [];
	page.on('request', (request) => {
		if (request.url().endsWith('/api/v1/facts')) answers.push(request.postDataJSON());
	});
	// the first answer is lost on its way: the server has the visit, the tablet does not know
	await page.route('**/api/v1/facts', async (route) => {
		await route.fetch();
		await route.abort();
	});
	await footerKey(page, 'Kirim lagi').click();
	await expect(page.getByText('Peladen tidak terjangkau')).toBeVisible();
	await page.unroute('**/api/v1/facts');
	await footerKey(page, 'Kirim lagi').click();
	await expect(page.locator('[data-receipt]')).toHaveText(/^SDK-[0-9A-F]{6}$/);
	await expect(page.getByText('tidak tercatat dua kali')).toBeVisible();
	expect(new Set(answers.map(({ facts }) => facts[0]?.id)).size).toBe(1);

	await page.getByRole('link', { name: 'Ke daftar sidak', exact: true }).click();
	const mine = page.getByRole('region', { name: 'Sidak Anda hari ini' });
	await expect(mine.getByRole('listitem')).toHaveCount(1);
	await expect(mine).toContainText('Kurang patuh');
	await expect(page.getByText('Tidak ada draf di tablet ini')).toBeVisible();
	await expect(page.getByRole('link', { name: /Perpustakaan/ })).toContainText('nilai 75');
});

test('shows what the server refuses, and which item, without losing the form', async ({
	page,
	city
}) => {
	await page.setViewportSize(landscape);
	await city.signIn(page, 'inspektur');
	await page.goto(`${city.url}/lapangan/DINSOS`);
	await answerAll(page);
	await step(page, 'Ringkasan').click();
	await page.route('**/api/v1/facts', async (route) => {
		const { facts } = route.request().postDataJSON() as { facts: { id: string }[] };
		const refusal = { because: 'evidenceMissing', detail: { codes: 'SKT-01', count: 1 } };
		await route.fulfill({
			json: { receipts: [{ status: 'refused', id: facts[0]?.id, refusal }] }
		});
	});
	await footerKey(page, 'Kirim sidak').click();
	await expect(page.getByText('Sidak belum diterima')).toBeVisible();
	await page.getByRole('button', { name: 'Ke isian: SKT-01' }).click();
	await expect(card(page, 'SKT-01')).toBeInViewport();
	await expect(
		card(page, 'SKT-01').getByRole('radio', { name: 'Sesuai', exact: true })
	).toBeChecked();
	await page.unroute('**/api/v1/facts');
	await step(page, 'Ringkasan').click();
	await footerKey(page, 'Kirim sidak').click();
	await expect(page.locator('[data-receipt]')).toBeVisible();
});

test('asks before a draft is thrown away', async ({ page, city }) => {
	await page.setViewportSize(landscape);
	await city.signIn(page, 'inspektur');
	await page.goto(`${city.url}/lapangan/BAPENDA`);
	await page.locator('label[data-answer=met]').first().click();
	await page.getByRole('link', { name: 'Kembali ke daftar sidak' }).click();
	await expect(page.getByText('1 butir terisi')).toBeVisible();
	await page.getByRole('button', { name: 'Hapus draf: Bapenda' }).click();
	await page.getByRole('button', { name: 'Ya, hapus' }).click();
	await expect(page.getByText('Tidak ada draf di tablet ini')).toBeVisible();
});

for (const locale of ['id', 'en'] as const) {
	for (const theme of ['light', 'dark'] as const) {
		test(`is accessible, fits and is large enough for fingers in ${locale}, ${theme}`, async ({
			page,
			city,
			context
		}) => {
			test.slow();
			await city.signIn(page, 'inspektur');
			await context.addCookies(
				Object.entries({ locale, theme }).map(([name, value]) => ({ name, value, url: city.url }))
			);
			for (const viewport of [landscape, portrait]) {
				await page.setViewportSize(viewport);
				await page.goto(`${city.url}/lapangan`);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
				await check(page);
				await page.goto(`${city.url}/lapangan/DISDUKCAPIL`);
				const steps = page.locator('nav li button');
				for (const at of [0, -3, -2, -1]) {
					await steps.nth(at).click();
					if (at === 0) await page.locator('label[data-answer=notMet]').first().click();
					await check(page);
				}
			}
		});
	}
}

async function check(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	const { overflow, small } = await page.evaluate(() => ({
		overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
		small: [...document.querySelectorAll('main button, footer button, nav button, main a')]
			.map((node) => ({ label: node.textContent?.trim(), box: node.getBoundingClientRect() }))
			.filter(({ box }) => box.height > 0 && box.height < 44)
			.map(({ label }) => label)
	}));
	expect(overflow).toBe(0);
	expect(small).toEqual([]);
}
