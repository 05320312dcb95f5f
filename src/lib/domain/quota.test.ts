import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDay } from './agency-day.ts';
import type { Limits } from './limits.ts';
import { pacePctOf, placesTaken, quotaOf } from './quota.ts';
import { serviceStateAt } from './service-hours.ts';
import {
	at,
	city,
	disnaker,
	folded,
	limitsOf,
	newId,
	recorded,
	setda,
	today
} from './test-samples.ts';
import { emptyTally } from './ticket.ts';

const limited = { kind: 'faceToFace', mode: 'limited' } as const;
const eleven = { kind: 'hours', from: '08:00', to: '11:00' } as const;
const hundred = limitsOf(limited, eleven, { kind: 'dailyQuota', perDay: 100, baseline: 700 });

function quotaAt(clock: string, limits: Limits, tally: Partial<typeof emptyTally> = {}) {
	const day = { ...emptyDay(today), tallies: { A: { ...emptyTally, ...tally } } };
	const service = serviceStateAt(disnaker, limits, city, at(clock));
	return quotaOf(disnaker, limits, day, service, at(clock));
}

describe('the quota', () => {
	it('[B2] [R13] stands beside the normal-times baseline, with its clause', () => {
		expect(quotaAt('09:30', hundred, { issued: 75, served: 63 })).toMatchObject({
			limit: 100,
			issued: 75,
			served: 63,
			remaining: 25,
			pct: 75,
			pacePct: 50,
			baseline: 700,
			clause: { clauseId: '3' }
		});
	});

	it("[B1] is the agency's own while face-to-face is limited and no number is ordered", () => {
		expect(quotaAt('09:00', limitsOf(limited))).toMatchObject({
			limit: 50,
			baseline: 110,
			clause: { clauseId: '1' }
		});
	});

	it('[B1] does not exist where face-to-face is open, closed, unregulated, or has no counters', () => {
		const open = limitsOf({ kind: 'faceToFace', mode: 'open' });
		const closed = limitsOf({ kind: 'faceToFace', mode: 'closed' });
		expect([open, closed, limitsOf()].map((limits) => quotaAt('09:00', limits))).toEqual([
			null,
			null,
			null
		]);
		const service = serviceStateAt(setda, hundred, city, at('09:00'));
		expect(quotaOf(setda, hundred, emptyDay(today), service, at('09:00'))).toBeNull();
	});

	it('[B1] takes back the places of cancelled tickets, and of no-shows until the last-ticket time', () => {
		const tally = { issued: 60, cancelled: 5, noShow: 10 };
		expect(quotaAt('09:59', hundred, tally)?.issued).toBe(45);
		expect(quotaAt('10:00', hundred, tally)?.issued).toBe(55);
	});

	it('[B1] never exceeds the limit because places of no-shows were given again', () => {
		fc.assert(
			fc.property(fc.nat(300), fc.nat(50), fc.nat(50), fc.nat(200), (held, c, n, limit) => {
				const counts = { issued: Math.min(held, limit) + c + n, cancelled: c, noShow: n };
				expect(placesTaken(counts, limit, true)).toBeLessThanOrEqual(limit);
				expect(placesTaken(counts, limit, false)).toBeLessThanOrEqual(limit);
				expect(placesTaken(counts, limit, false)).toBeGreaterThanOrEqual(
					placesTaken(counts, limit, true)
				);
			})
		);
	});

	it('[B11] counts whom a machine holds and whom it has served', () => {
		const reading = recorded('queue.read', { payload: { waiting: 12, serving: 3, served: 60 } });
		const ticket = recorded('ticket.issued', { payload: { ticketId: newId() } });
		const { day } = folded([reading, ticket]);
		const service = serviceStateAt(disnaker, hundred, city, at('09:00'));
		expect(quotaOf(disnaker, hundred, day, service, at('09:00'))).toMatchObject({
			issued: 76,
			served: 60
		});
	});

	it('[B2] has a pace that is 0 before opening, even over the hours, and 100 after closing', () => {
		const pace = (clock: string) =>
			pacePctOf(serviceStateAt(disnaker, hundred, city, at(clock)), at(clock));
		expect(['07:00', '08:00', '08:45', '09:30', '11:00', '14:00'].map(pace)).toEqual([
			0, 0, 25, 50, 100, 100
		]);
	});

	it('[B8] forecasts when the places will be gone, unless that is not before closing', () => {
		// 60 in an hour: the other 40 last 40 minutes
		expect(quotaAt('09:00', hundred, { issued: 60 })?.exhaustedAt).toBe(at('09:40'));
		expect(quotaAt('09:00', hundred, { issued: 30 })?.exhaustedAt).toBeNull();
		expect(quotaAt('09:00', hundred, { issued: 100 })).toMatchObject({
			remaining: 0,
			exhaustedAt: null
		});
		expect(quotaAt('08:05', hundred, { issued: 50 })?.exhaustedAt).toBeNull();
		expect(quotaAt('12:00', hundred, { issued: 60 })?.exhaustedAt).toBeNull();
	});

	it('[B1] of nothing is full', () => {
		const closedDay = limitsOf(limited, { kind: 'dailyQuota', perDay: 0, baseline: null });
		expect(quotaAt('09:00', closedDay)).toMatchObject({ pct: 100, remaining: 0 });
	});
});
