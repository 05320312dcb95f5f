import { readFileSync } from 'node:fs';
import type { AgencyProfile } from '#lib/contract/agency.ts';
import { seeded } from '../rig/facts.ts';
import type { RunningCity } from './city.ts';

/** 10.42 WITA on the demo's Tuesday: face-to-face service is on, and closes at noon. */
export const lateMorning = '2021-01-12T10:42:00+08:00';
const before = (minutes: number) =>
	new Date(Date.parse(lateMorning) - minutes * 60_000).toISOString();

/**
 * A morning in which every state of the wall is somewhere: the queue of Disnaker too long, Setwan over its cap,
 * a quota nearly gone, the library's room too full, Dinas Sosial silent for 14 minutes, Kec. Utara never heard.
 */
export async function wallMorning(city: RunningCity): Promise<void> {
	// boundary: the seed's own file
	const agencies = JSON.parse(
		readFileSync('drizzle/seed/agencies.json', 'utf8')
	) as AgencyProfile[];
	const random = seeded(7);
	for (const { code, counters, limitedQuota, headcount } of agencies) {
		const silent = code === 'DINSOS' ? 14 : 0.3;
		if (counters > 0 && code !== 'KEC-UTARA') {
			let served = 0;
			for (const minutes of [150, 120, 90, 60, 30, silent]) {
				served += Math.round(random() * limitedQuota * 0.09);
				const last = minutes === silent;
				const waiting = last && code === 'DISNAKER' ? 45 : Math.round(random() * 3);
				if (last && code === 'DISDUKCAPIL') served = Math.round(limitedQuota * 0.88);
				await city.report('queue.read', code, { waiting, serving: 1, served }, before(minutes));
			}
		}
		const share = code === 'SETWAN' ? 0.4 : code === 'DPMPTSP' ? 0.1 : 0.24;
		const wfo = Math.floor(headcount * share);
		await city.report('presence.counted', code, { wfo, wfh: headcount - wfo }, before(2));
	}
	await city.report('room.counted', 'DPK', { inside: 12, outside: 3 }, before(0.2));
}
