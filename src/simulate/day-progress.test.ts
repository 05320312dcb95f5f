import { describe, expect, it } from 'vitest';
import { DayProgress } from './day-progress.ts';
import { playQueue, type Visitor } from './queue-day.ts';
import { createRandom } from './random.ts';
import { ticketFacts } from './ticket-facts.ts';

const opensMs = Date.parse('2021-01-12T00:00:00Z');
const minute = 60_000;
const visitors = Array.from({ length: 6 }, (_, n): Visitor => ({
	n,
	atMs: opensMs + n * minute,
	service: 'A',
	deskMs: 5 * minute,
	channel: 'walkIn',
	partySize: 1,
	priority: false,
	turnedAway: false
}));
const rules = {
	opensMs,
	closesMs: opensMs + 120 * minute,
	lastTicketMs: opensMs + 60 * minute,
	counters: 2,
	quota: null,
	serviceQuota: {},
	roomCap: null,
	batch: false,
	noShowRate: 0,
	overrun: null
};
const events = playQueue(visitors, rules, createRandom('test'));
const facts = ticketFacts(
	events,
	{ agency: 'DISNAKER', seed: 'test' },
	{ fromMs: opensMs, toMs: opensMs, everyMs: minute }
);

describe('[B7] a visitor whom the board refuses a number', () => {
	it('was diverted: the further steps are not sent, and the sum still holds', () => {
		const lines: string[] = [];
		const plan = { day: '2021-01-12', seed: 'test', facts, visits: [], queues: {} };
		const progress = new DayProgress(
			{ ...plan, queues: { DISNAKER: { rules, events } } },
			'Asia/Makassar',
			(line) => lines.push(line)
		);
		const issued = facts.filter(({ fact }) => fact.type === 'ticket.issued');
		for (const { fact } of issued.slice(0, 4)) {
			progress.heard(fact, { status: 'recorded', id: fact.id });
		}
		for (const { fact } of issued.slice(4)) {
			const sentence = { id: 'Kuota habis', en: 'Quota reached' };
			progress.heard(fact, { status: 'refused', id: fact.id, because: 'quotaReached', sentence });
		}
		const steps = facts.filter(({ fact }) => fact.type === 'ticket.served');
		expect(steps.map(({ fact }) => progress.stillMatters(fact)).filter(Boolean)).toHaveLength(4);
		progress.finish();
		expect(lines.at(-1)).toContain('4 facts, 2 refused · 6 visitors, 4 served');
		expect(lines.at(-1)).toContain('0 at desks, 0 waiting, 2 diverted');
		expect(lines.filter((line) => line.startsWith('!'))).toEqual([]);
	});
});
