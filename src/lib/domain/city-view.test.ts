import { describe, expect, it } from 'vitest';
import { viewOf } from './agency-view.ts';
import { cityFigures } from './city-view.ts';
import { at, city, disnaker, folded, limitsOf, newId, recorded } from './test-samples.ts';

const read = (clock: string) =>
	recorded('queue.read', {
		payload: { waiting: 3, serving: 1, served: 10, meanWaitSeconds: 60 },
		at: at(clock)
	});
const staff = (clock: string, wfo: number) =>
	recorded('presence.counted', { payload: { wfo, wfh: 5 }, at: at(clock) });
const online = limitsOf({ kind: 'faceToFace', mode: 'closed' });

function view(clock: string, facts: ReturnType<typeof recorded>[], { limits = limitsOf() } = {}) {
	const { day, standing } = folded(facts);
	return viewOf(disnaker, { day, standing, alerts: [] }, limits, city, at(clock));
}

describe('the figures of the city', () => {
	const quota = limitsOf(
		{ kind: 'faceToFace', mode: 'limited' },
		{ kind: 'hours', from: '08:00', to: '12:00' },
		{ kind: 'dailyQuota', perDay: 100, baseline: null },
		{ kind: 'wfoMaxPct', pct: 50 }
	);

	it('[F2] count who reports of those that owe a report, and never take silence for zero', () => {
		const views = [
			view('09:00', [read('09:00'), staff('09:00', 20)], { limits: quota }),
			view('09:00', [], { limits: quota }),
			view('09:00', [read('08:30')]),
			view('09:00', [], { limits: online })
		];
		expect(cityFigures(views)).toMatchObject({
			waiting: 6,
			served: 20,
			quota: 200,
			servedOfQuota: 10,
			pacePct: 25,
			reporting: 1,
			expected: 3,
			wfo: 20,
			headcount: 48,
			wfoMaxPct: 50
		});
		expect(cityFigures([])).toMatchObject({
			quota: null,
			wfoPct: null,
			wfoMaxPct: null,
			compliance7d: null
		});
	});

	it('[E5] compare the newest scores of seven days with those of the seven before', () => {
		const visit = (day: string, answer: 'met' | 'partial') =>
			recorded('inspection.submitted', {
				at: at('08:00', day),
				payload: {
					inspectionId: newId(),
					checklistVersion: 'uji',
					answers: ['MSK-01', 'WFO-01', 'SKT-01', 'JAM-01', 'INF-01'].map((code) => ({
						code,
						answer,
						photos: []
					}))
				}
			});
		const views = [
			view('09:00', [visit('2021-01-02', 'met'), visit('2021-01-11', 'partial')]),
			view('09:00', [visit('2021-01-10', 'partial'), visit('2021-01-12', 'met')])
		];
		expect(cityFigures(views)).toMatchObject({ compliance7d: 75, complianceChange: -25 });
	});
});
