import AxeBuilder from '@axe-core/playwright';
import type { Page, Request, Route } from '@playwright/test';
import { v7 } from 'uuid';
import type { Receipt } from '#lib/contract/receipt.ts';
import { expect, test, type RunningCity } from './city.ts';

/** Each test has an agency of its own queue: the shared city's Disnaker, its services told apart. */
const laptop = { width: 1366, height: 768 };
const facts = '**/api/v1/facts';

async function give(
	city: RunningCity,
	service: string,
	count: number,
	more = {}
): Promise<string[]> {
	const ids = Array.from({ length: count }, () => v7());
	for (const ticketId of ids) {
		const receipt = await city.report('ticket.issued', 'DISNAKER', { ticketId, service, ...more });
		expect(receipt.status).toBe('recorded');
	}
	return ids;
}

/** Opens a counter that calls from one service only. */
async function openCounter(page: Page, city: RunningCity, label: string, services: string[]) {
	await page.setViewportSize(laptop);
	await city.signIn(page, 'loket');
	await page.evaluate(
		([label, services]) =>
			localStorage.setItem(
				'papan-siaga.loket.DISNAKER.counter',
				JSON.stringify({ label, services, shortcuts: true })
			),
		[label, services] as const
	);
	await page.goto(`${city.url}/loket/DISNAKER`);
	await expect(page.getByText('Langsung', { exact: true })).toBeVisible();
}

const code = (page: Page) => page.locator('[data-current]').getAttribute('data-current');
const key = (page: Page, action: string) => page.locator(`[data-key=${action}]`);
const waiting = (page: Page) => page.locator('[data-list] li');
const idOf = (request: Request) =>
	// boundary: what this page itself has sent
	(request.postDataJSON() as { facts: { id: string }[] }).facts[0]?.id;

test('asks once at which counter it stands, and remembers', async ({ page, city }) => {
	await page.setViewportSize(laptop);
	await city.signIn(page, 'loket');
	await page.getByRole('button', { name: 'Loket 3' }).click();
	await expect(page.getByRole('heading', { name: 'Loket 3' })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Loket 3' })).toBeVisible();
});

test('[B3] calls, recalls, marks a no-show, takes it back and finishes by the keyboard', async ({
	page,
	city
}) => {
	await give(city, 'L', 2);
	await give(city, 'L', 1, { priority: true });
	await openCounter(page, city, '1', ['L']);
	await expect(waiting(page)).toHaveCount(3);

	await page.keyboard.press('Space');
	await expect.poll(() => code(page)).toBe('L-003');
	await expect(key(page, 'call')).toContainText('Selesaikan L-003 dahulu');
	await page.keyboard.press('r');
	await expect(key(page, 'recall')).toBeEnabled();
	await page.keyboard.press('n');
	await expect.poll(() => code(page)).toBe('');
	await page.getByRole('tab', { name: 'Tidak hadir 1' }).click();
	await page.getByRole('button', { name: 'Kembalikan L-003' }).click();
	await expect(page.getByRole('tab', { name: 'Menunggu 3' })).toBeVisible();

	await page.keyboard.press('Space');
	await expect.poll(() => code(page)).toBe('L-003');
	await page.keyboard.press('Enter');
	await expect(page.getByText('1 selesai hari ini')).toBeVisible();
	await page.keyboard.press('Space');
	await expect.poll(() => code(page)).toBe('L-001');
	// whoever types calls nobody
	await page.getByRole('button', { name: 'Hitung ulang' }).click();
	await page.getByLabel('Di ruang').focus();
	await page.keyboard.press('Enter');
	expect(await code(page)).toBe('L-001');
});

test('[B3] transfers, cancels and moves online what stands at the counter', async ({
	page,
	city
}) => {
	await give(city, 'T', 3);
	await openCounter(page, city, '2', ['T']);
	await key(page, 'call').click();
	await expect.poll(() => code(page)).toBe('T-001');
	await page.getByRole('button', { name: 'Alihkan', exact: true }).click();
	await page.getByRole('button', { name: /Alihkan ke Konsultasi/ }).click();
	await expect.poll(() => code(page)).toBe('');
	await key(page, 'call').click();
	await expect.poll(() => code(page)).toBe('T-002');
	await page.getByRole('button', { name: 'Batal', exact: true }).click();
	await page.getByRole('button', { name: 'Ya, batalkan' }).click();
	await expect.poll(() => code(page)).toBe('');
	await key(page, 'call').click();
	await page.getByRole('button', { name: 'Daring', exact: true }).click();
	await expect(page.getByText('Tidak ada antrean').first()).toBeVisible();
});

test('[P24] two counters that press at once never call the same number', async ({
	page,
	city,
	browser
}) => {
	await give(city, 'K', 8);
	const other = await browser.newPage();
	await openCounter(page, city, '3', ['K']);
	await openCounter(other, city, '4', ['K']);
	const called: (string | null)[] = [];
	for (let round = 0; round < 3; round++) {
		await Promise.all([key(page, 'call').click(), key(other, 'call').click()]);
		for (const counter of [page, other]) {
			await expect.poll(() => code(counter)).toMatch(/^K-\d{3}$/);
			called.push(await code(counter));
			await key(counter, 'finish').click();
			await expect.poll(() => code(counter)).toBe('');
		}
	}
	expect(called).toHaveLength(6);
	expect(new Set(called).size).toBe(6);
	await other.close();
});

test('[B1] gives a number, and shows the server’s refusal with its clause in place', async ({
	page,
	city
}) => {
	await openCounter(page, city, '6', ['A']);
	await page.locator('[data-issue=A]').click();
	await expect(page.locator('[data-issued]')).toHaveAttribute('data-issued', /^A-\d{3}$/);

	await page.route(facts, async (route) => {
		const receipt: Receipt = {
			status: 'refused',
			id: idOf(route.request()) ?? '',
			refusal: {
				because: 'quotaReached',
				detail: { quota: 50, issued: 50 },
				clause: { regulationId: 'bontang-2020-disnaker', clauseId: '1c' }
			}
		};
		await route.fulfill({ json: { receipts: [receipt] } });
	});
	await page.locator('[data-issue=A]').click();
	const notice = page.locator('[data-notice=quotaReached]');
	await expect(notice).toContainText('Kuota hari ini (50) sudah habis');
	await notice.getByRole('button').first().click();
	await expect(page.getByRole('dialog')).toContainText('21/2020');
	await page.unroute(facts);
});

test('[C1] counts the room at once, and sends what was tapped without a server when it is back', async ({
	page,
	city,
	context
}) => {
	await city.report('room.counted', 'DISNAKER', { inside: 4, outside: 0 });
	await openCounter(page, city, '6', ['A']);
	const inside = page.locator('[data-room-inside]');
	await expect(inside).toHaveAttribute('data-room-inside', '4');
	const enter = page.getByRole('button', { name: 'Satu orang masuk' });
	await enter.click();
	await expect(inside).toHaveAttribute('data-room-inside', '5');

	await context.setOffline(true);
	for (let i = 0; i < 3; i++) await enter.click();
	await page.getByRole('button', { name: 'Satu orang keluar' }).click();
	await expect(inside).toHaveAttribute('data-room-inside', '7');
	await expect(page.getByText('4 hitungan belum terkirim')).toBeVisible();
	await expect(page.getByText('Terputus sejak')).toBeVisible({ timeout: 25_000 });
	await expect(key(page, 'call')).toContainText('Terputus');

	await context.setOffline(false);
	await expect(page.getByText('hitungan belum terkirim')).toHaveCount(0, { timeout: 25_000 });
	await expect(inside).toHaveAttribute('data-room-inside', '7');
});

test('[P5] lists what was not answered and sends it again under the same id', async ({
	page,
	city
}) => {
	await give(city, 'H', 1, { channel: 'appointment' });
	await openCounter(page, city, '5', ['H']);
	const sent: (string | undefined)[] = [];
	const cut = async (route: Route) => {
		sent.push(idOf(route.request()));
		await route.abort();
	};
	await page.route(facts, cut);
	await key(page, 'call').click();
	await expect(page.getByText('peladen tidak menjawab')).toBeVisible();
	await page.unroute(facts, cut);
	// still there after a reload
	await page.reload();
	const again = page.waitForRequest(facts);
	await page.getByRole('button', { name: 'Kirim lagi' }).click();
	sent.push(idOf(await again));
	await expect.poll(() => code(page)).toBe('H-001');
	await expect(page.getByText('peladen tidak menjawab')).toHaveCount(0);
	expect(sent[0]).toBeTruthy();
	expect(sent[1]).toBe(sent[0]);
});

for (const locale of ['id', 'en'] as const) {
	for (const theme of ['light', 'dark'] as const) {
		test(`is accessible and fits in ${locale}, ${theme}`, async ({ page, city, context }) => {
			test.slow();
			await openCounter(page, city, '6', ['A']);
			await context.addCookies(
				Object.entries({ locale, theme }).map(([name, value]) => ({ name, value, url: city.url }))
			);
			for (const viewport of [laptop, { width: 390, height: 844 }]) {
				await page.setViewportSize(viewport);
				await page.reload();
				await expect(page.locator('[data-key=call]')).toBeVisible();
				const { violations } = await new AxeBuilder({ page }).analyze();
				expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
				const overflow = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(overflow).toBe(0);
			}
			await page.setViewportSize(laptop);
			const below = await page.evaluate(
				() => document.documentElement.scrollHeight - document.documentElement.clientHeight
			);
			expect(below).toBe(0);
		});
	}
}
