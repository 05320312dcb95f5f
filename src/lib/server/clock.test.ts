import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createClock } from './clock.ts';

it('[P10] plays a day from its start, as many seconds a second as it is told', async () => {
	const clock = createClock({ start: '2021-01-11T23:45:00.000Z', rate: 600 });
	const before = clock.ms();
	expect(clock.now()).toMatch(/^2021-01-11T23:4[5-9]/);
	await sleep(50);
	expect(clock.ms() - before).toBeGreaterThanOrEqual(0.9 * 50 * 600);
	expect(clock.reading()).toMatchObject({ rate: 600 });
	expect(clock.simulated).toBe(true);
});

it('tells the machine’s time when nothing is played', () => {
	const clock = createClock(null);
	expect(Math.abs(clock.ms() - Date.now())).toBeLessThan(1000);
	expect(clock.reading().rate).toBe(1);
	expect(clock.simulated).toBe(false);
});
