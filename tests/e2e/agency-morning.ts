import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import sharp from 'sharp';
import { v7 } from 'uuid';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import type { Payload } from '#lib/contract/facts.ts';
import { itemsOn } from '#lib/domain/checklist-of-day.ts';
import type { RunningCity } from './city.ts';

/** The clock of the city below when it starts: 10.05 WITA, an hour before Disnaker closes. */
export const midMorning = '2021-01-12T10:05:00+08:00';
const at = (clock: string) => new Date(`2021-01-12T${clock}:00+08:00`).toISOString();

/** Disnaker's morning as its machines tell it: 24 numbers, 15 served, one no-show, 8 waiting, one outside. */
export async function disnakerMorning(city: RunningCity): Promise<void> {
	const { report } = city;
	for (let n = 0; n < 24; n++) {
		const ticketId = v7();
		const minute = 8 * 60 + 5 * n;
		const clock = (later: number) => {
			const m = minute + later;
			return at(
				`${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
			);
		};
		const issued = await report(
			'ticket.issued',
			'DISNAKER',
			{ ticketId, service: 'A', channel: 'web', outside: n === 23 },
			clock(0)
		);
		if (issued.status !== 'recorded') throw new Error(JSON.stringify(issued));
		if (n >= 16) continue;
		await report('ticket.called', 'DISNAKER', { ticketId, counter: '1' }, clock(2));
		if (n === 5) {
			await report('ticket.noShow', 'DISNAKER', { ticketId }, clock(4));
			continue;
		}
		await report('ticket.serving', 'DISNAKER', { ticketId, counter: '1' }, clock(3));
		await report('ticket.served', 'DISNAKER', { ticketId }, clock(4));
	}
	// 50 % of 48 may come: 24; two too many
	await report(
		'presence.counted',
		'DISNAKER',
		{ wfo: 26, wfh: 18, absent: { leave: 2, sick: 1 }, notReported: 1 },
		at('09:50')
	);
	await report('room.counted', 'DISNAKER', { inside: 9, outside: 1 }, at('10:00'));
}

/** A joint visit to Disnaker: one critical and one major item not met, one photo. Answers its inspection id. */
export async function visitDisnaker(
	inspector: BrowserContext,
	city: Pick<RunningCity, 'url'>,
	clock = '09:55'
): Promise<string> {
	const jpeg = await sharp({
		create: { width: 640, height: 480, channels: 3, background: '#7a8f6b' }
	})
		.jpeg()
		.toBuffer();
	const sha256 = createHash('sha256').update(jpeg).digest('hex');
	const headers = { origin: city.url };
	const photo = await inspector.request.put(`${city.url}/api/v1/photos/${sha256}?agency=DISNAKER`, {
		data: jpeg,
		headers: { ...headers, 'content-type': 'image/jpeg' }
	});
	if (!photo.ok()) throw new Error(`${photo.status()} ${await photo.text()}`);

	// boundary: the seed's own file
	const checklist = JSON.parse(readFileSync('drizzle/seed/checklist.json', 'utf8')) as {
		version: string;
		items: ChecklistItem[];
	};
	const payload: Payload<'inspection.submitted'> = {
		inspectionId: v7(),
		checklistVersion: checklist.version,
		startedAt: at('09:30'),
		team: [
			{ institution: 'Satpol PP', people: 3 },
			{ institution: 'Polres', people: 2 }
		],
		answers: itemsOn(checklist.items, '2021-01-12').map(({ code }) => {
			if (code === 'MSK-01')
				return { code, answer: 'notMet', note: 'Dua petugas tanpa masker.', photos: [sha256] };
			if (code === 'SKT-01')
				return { code, answer: 'notMet', note: 'Sekat loket 3 rusak.', photos: [] };
			return { code, answer: code === 'JRK-01' ? 'partial' : 'met', photos: [] };
		}),
		counted: { staffInOffice: 31, peopleInRoom: 9 }
	};
	const answer = await inspector.request.post(`${city.url}/api/v1/facts`, {
		headers,
		data: {
			id: v7(),
			agency: 'DISNAKER',
			origin: 'tablet',
			observedAt: at(clock),
			type: 'inspection.submitted',
			payload
		}
	});
	// boundary: the API's own contract
	const { receipts } = (await answer.json()) as { receipts: { status: string }[] };
	if (receipts[0]?.status !== 'recorded') throw new Error(JSON.stringify(receipts));
	return payload.inspectionId;
}
