import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';
import { addSeconds } from './local-time.ts';
import { nine } from './test-samples.ts';

const age = (seconds: number, expectedSeconds = 60) =>
	freshnessOf({
		lastAt: addSeconds(nine, -seconds),
		expectedSeconds,
		now: nine,
		inHours: true,
		delegated: false
	});

describe('freshness', () => {
	it('[F1] is live to twice the rhythm, late to five times, then stale', () => {
		expect([0, 120, 121, 300, 301].map((seconds) => age(seconds).state)).toEqual([
			'live',
			'live',
			'late',
			'late',
			'stale'
		]);
	});

	it('[F1] is stale after ten minutes once it is no longer live, however slow the rhythm', () => {
		expect(age(600, 200).state).toBe('late');
		expect(age(601, 200).state).toBe('stale');
		expect(age(900, 900).state).toBe('live');
	});

	it('[F1] [B6] of a closed office is never stale, though its age is known', () => {
		const closed = { lastAt: addSeconds(nine, -9000), expectedSeconds: 60, now: nine };
		expect(freshnessOf({ ...closed, inHours: false, delegated: false })).toEqual({
			state: 'closed',
			ageSeconds: 9000,
			at: closed.lastAt
		});
	});

	it('[A5] of a unit that another head regulates is exempt', () => {
		const silent = { lastAt: null, expectedSeconds: 60, now: nine, inHours: true };
		expect(freshnessOf({ ...silent, delegated: true }).state).toBe('exempt');
		expect(freshnessOf({ ...silent, delegated: false })).toEqual({
			state: 'none',
			ageSeconds: null,
			at: null
		});
	});

	it('[F1] takes a report from a clock ahead of ours as just made', () => {
		expect(age(-30)).toMatchObject({ state: 'live', ageSeconds: 0 });
	});

	it('[F1] never gets fresher with age', () => {
		const order = ['live', 'late', 'stale'];
		fc.assert(
			fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 900 }), (a, b, every) => {
				const [young, old] = [Math.min(a, b), Math.max(a, b)];
				expect(order.indexOf(age(old, every).state)).toBeGreaterThanOrEqual(
					order.indexOf(age(young, every).state)
				);
			})
		);
	});
});
