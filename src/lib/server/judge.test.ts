import { expect, it } from 'vitest';
import agencies from '../../../drizzle/seed/agencies.json' with { type: 'json' };
import type { AgencyProfile, City } from '../contract/agency.ts';
import type { Fact } from '../contract/fact.ts';
import { emptyFold } from '../domain/agency-day.ts';
import { createRulebook } from '../domain/regulation.ts';
import { judge, type Pending } from './judge.ts';
import type { Registry } from './registry.ts';
import { WorkingCopy, type Board } from './working-copy.ts';

// boundary: the seed is validated by its own test
const profiles = agencies as unknown as AgencyProfile[];
const city: City = {
	code: 'TJL',
	name: 'Kota Tanjung Lestari',
	timeZone: 'Asia/Makassar',
	holidays: [],
	simulated: true
};
const now = '2021-01-12T02:00:00.000Z';
const errors: unknown[] = [];
const logger = {
	error: (...said: unknown[]) => void errors.push(said),
	warn: () => undefined,
	info: () => undefined,
	debug: () => undefined
};

/** A registry in which asking for the rules of one agency fails, as a bug in a rule would. */
function registryWith(broken: string): Registry {
	const rulebook = createRulebook([]);
	const limitsFor: typeof rulebook.limitsFor = (profile, zone, at) => {
		if (profile.code === broken) throw new Error('a bug in a rule');
		return rulebook.limitsFor(profile, zone, at);
	};
	return {
		empty: false,
		city: () => city,
		agencies: () => profiles,
		profile: (code) => profiles.find((one) => one.code === code),
		regulations: () => [],
		regulationIds: () => new Set(),
		rulebook: () => ({ ...rulebook, limitsFor }),
		checklists: () => [],
		checklistItems: () => ({}),
		reload: async () => undefined
	};
}

const board: Board = {
	seq: 40,
	today: '2021-01-12',
	folds: new Map(profiles.map(({ code }) => [code, emptyFold('2021-01-12')])),
	cityState: { zone: null, announcement: null },
	zones: []
};

const reading = (n: number, agency: string, served: number): Pending => ({
	fact: {
		id: `01767f10-0000-7000-8000-${String(n).padStart(12, '0')}`,
		agency,
		origin: 'feed',
		observedAt: now,
		type: 'queue.read',
		payload: { waiting: 1, serving: 1, served, status: 'open', ticketsStopped: false }
	} satisfies Fact,
	contentHash: `${agency} ${served}`,
	by: { id: 'feed:x', name: 'umpan' }
});

function judged(group: Pending[], broken = '') {
	const registry = registryWith(broken);
	// boundary: pino's overloads are wider than what is called here
	const log = logger as never;
	const copy = new WorkingCopy(board, registry, log);
	const court = {
		copy,
		registry,
		known: new Map(),
		alertKeys: new Set<string>(),
		now,
		logger: log
	};
	return { ...judge(group, court), copy };
}

it('judges each fact against those before it in the group, and numbers the admitted without a gap', () => {
	const { receipts, entries, copy } = judged([
		reading(1, 'DISNAKER', 5),
		reading(2, 'DISNAKER', 3),
		reading(3, 'DISNAKER', 6)
	]);
	expect(receipts).toMatchObject([
		{ status: 'recorded', seq: 41 },
		{ status: 'refused', refusal: { because: 'servedFell' } },
		{ status: 'recorded', seq: 42 }
	]);
	expect(entries.map(({ fact }) => fact.seq)).toEqual([41, 42]);
	expect(copy.fold('DISNAKER', '2021-01-12').day.readings['*']?.served).toBe(6);
	// nobody else sees it before the commit
	expect(board.folds.get('DISNAKER')?.day.readings).toEqual({});
});

it('refuses a fact alone when a rule breaks on it, and says so in the log', () => {
	const group = [reading(1, 'DISNAKER', 5), reading(2, 'DINSOS', 5), reading(3, 'DISNAKER', 6)];
	const { receipts } = judged(group, 'DINSOS');
	expect(receipts.map(({ status }) => status)).toEqual(['recorded', 'refused', 'recorded']);
	expect(receipts[1]).toMatchObject({ refusal: { because: 'unavailable' } });
	expect(errors).toHaveLength(1);
});

it('[P2] knows a twin within the group, and an id used for something else', () => {
	const first = reading(1, 'DISNAKER', 5);
	const other = { ...reading(1, 'DISNAKER', 9) };
	const { receipts, entries } = judged([first, first, other]);
	expect(receipts).toMatchObject([
		{ status: 'recorded', seq: 41 },
		{ status: 'duplicate', seq: 41 },
		{ status: 'refused', refusal: { because: 'idReused' } }
	]);
	expect(entries).toHaveLength(1);
});
