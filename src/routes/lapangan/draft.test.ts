import { describe, expect, it } from 'vitest';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import { parseFact } from '#lib/contract/fact.ts';
import {
	answerOf,
	gapsOf,
	newDraft,
	readDraft,
	receiptNumber,
	submissionOf,
	type Draft
} from './draft.ts';
import { DraftShelf, type TextStorage } from './draft-shelf.ts';

const item = (
	code: string,
	severity: ChecklistItem['severity'],
	section: ChecklistItem['section']
): ChecklistItem => ({
	code,
	section,
	severity,
	id: code,
	en: code,
	weight: { critical: 3, major: 2, minor: 1 }[severity],
	basis: '-',
	validFrom: null,
	validTo: null
});
const items = [
	item('MSK-01', 'critical', 'entrance'),
	item('SKT-01', 'major', 'counter'),
	item('INF-01', 'minor', 'papers')
];
const photo = 'a'.repeat(64);

const blank = () =>
	newDraft({
		inspectionId: '0176f3e8-2c40-7a10-8f00-00000041c9f2',
		factId: '0176f3e8-2c40-7a10-8f00-0000000000aa',
		agency: 'DISNAKER',
		checklistVersion: 'prokes-2020',
		startedAt: '2021-01-12T02:00:00.000Z',
		step: 'entrance'
	});
const answered = (answers: Record<string, Partial<Draft['answers'][string]>>): Draft => ({
	...blank(),
	answers: Object.fromEntries(
		Object.entries(answers).map(([code, given]) => [
			code,
			{ answer: null, note: '', photos: [], ...given }
		])
	)
});
const allMet = {
	'MSK-01': { answer: 'met' },
	'SKT-01': { answer: 'met' },
	'INF-01': { answer: 'notApplicable' }
} as const;

describe('gapsOf', () => {
	it('[E4] names every item without an answer, with the section to jump to', () => {
		const draft = answered({ 'SKT-01': { answer: 'partial' } });
		expect(gapsOf(draft, items).map(({ code, step }) => [code, step])).toEqual([
			['MSK-01', 'entrance'],
			['INF-01', 'papers']
		]);
	});

	it('[E5] wants a photo for a critical item not met, and a note or a photo for any other', () => {
		const bare = answered({
			...allMet,
			'MSK-01': { answer: 'notMet', note: 'tiga orang' },
			'SKT-01': { answer: 'notMet' }
		});
		expect(gapsOf(bare, items).map(({ kind, code }) => [kind, code])).toEqual([
			['photo', 'MSK-01'],
			['evidence', 'SKT-01']
		]);
		const shown = answered({
			...allMet,
			'MSK-01': { answer: 'notMet', photos: [photo] },
			'SKT-01': { answer: 'notMet', note: 'loket 2' }
		});
		expect(gapsOf(shown, items)).toEqual([]);
	});

	it('[E6] does not believe in more masked people than people', () => {
		const draft = answered(allMet);
		draft.observed.visitors = 8;
		draft.observed.visitorsMasked = 9;
		expect(gapsOf(draft, items).map(({ kind }) => kind)).toEqual(['masked']);
		draft.observed.visitorsMasked = null;
		expect(gapsOf(draft, items).map(({ kind }) => kind)).toEqual(['observed']);
	});

	it('[E7] wants a team, and people in each of its institutions', () => {
		const draft = answered(allMet);
		draft.team = [{ institution: ' ', people: 2 }];
		expect(gapsOf(draft, items).map(({ kind }) => kind)).toEqual(['team']);
		draft.team = [
			{ institution: 'Satpol PP', people: 2 },
			{ institution: 'Dinkes', people: null }
		];
		expect(gapsOf(draft, items).map(({ kind }) => kind)).toEqual(['teamPeople']);
	});
});

describe('submissionOf', () => {
	it('[E2] says what the contract understands, with the ids of the draft', () => {
		const draft = answered({
			...allMet,
			'MSK-01': { answer: 'notMet', note: ' tanpa masker ', photos: [photo] }
		});
		draft.observed.visitors = 8;
		draft.observed.visitorsMasked = 6;
		draft.counted.staffInOffice = 14;
		draft.team.push({ institution: 'Dinkes', people: 1 });
		const fact = {
			id: draft.factId,
			agency: draft.agency,
			origin: 'tablet',
			observedAt: '2021-01-12T03:00:00.000Z',
			type: 'inspection.submitted',
			payload: submissionOf(draft, items)
		};
		const parsed = parseFact(fact);
		expect(parsed.ok || parsed.faults).toBe(true);
		expect(fact.payload.inspectionId).toBe(draft.inspectionId);
		expect(fact.payload.answers[0]).toEqual({
			code: 'MSK-01',
			answer: 'notMet',
			note: 'tanpa masker',
			photos: [photo]
		});
		expect(fact.payload.counted).toEqual({ staffInOffice: 14 });
		expect(fact.payload.observed).toMatchObject({ officers: 0, reminded: 0 });
	});

	it('[E4] sends no answer to an item that is not asked that day', () => {
		const draft = answered({ ...allMet, 'QRC-01': { answer: 'notMet' } });
		expect(submissionOf(draft, items).answers.map(({ code }) => code)).not.toContain('QRC-01');
	});

	it('leaves out what was not observed instead of sending zeros', () => {
		const said = submissionOf(answered(allMet), items);
		expect(said).not.toHaveProperty('observed');
		expect(said).not.toHaveProperty('counted');
	});
});

/** localStorage with room for a number of characters. */
class Storage implements TextStorage {
	#texts = new Map<string, string>();
	#room: number;
	constructor(room = Infinity) {
		this.#room = room;
	}
	get length() {
		return this.#texts.size;
	}
	key = (i: number) => [...this.#texts.keys()][i] ?? null;
	getItem = (key: string) => this.#texts.get(key) ?? null;
	removeItem = (key: string) => void this.#texts.delete(key);
	setItem = (key: string, text: string) => {
		if (text.length > this.#room) throw new DOMException('full', 'QuotaExceededError');
		this.#texts.set(key, text);
	};
}

describe('DraftShelf', () => {
	it('[E1] gives a reloaded page exactly the draft that was put', () => {
		const storage = new Storage();
		const draft = answered({ 'MSK-01': { answer: 'notMet', note: 'x', photos: [photo] } });
		expect(new DraftShelf(storage, 'rina').put(draft)).toBe(true);
		const again = new DraftShelf(storage, 'rina').get('DISNAKER');
		expect(again).toEqual(draft);
		expect(again && answerOf(again, 'MSK-01').photos).toEqual([photo]);
	});

	it('[E13] shows an inspector only the drafts of that account', () => {
		const storage = new Storage();
		new DraftShelf(storage, 'rina').put(blank());
		expect(new DraftShelf(storage, 'budi').all()).toEqual([]);
		expect(new DraftShelf(storage, 'rina').all()).toHaveLength(1);
	});

	it('lists the draft touched last first, and forgets what was removed', () => {
		const shelf = new DraftShelf(new Storage(), 'rina');
		shelf.put({ ...blank(), savedAt: '2021-01-12T02:10:00.000Z' });
		shelf.put({ ...blank(), agency: 'DPK', savedAt: '2021-01-12T02:40:00.000Z' });
		expect(shelf.all().map(({ agency }) => agency)).toEqual(['DPK', 'DISNAKER']);
		shelf.remove('DPK');
		expect(shelf.get('DPK')).toBeNull();
	});

	it('says so when the tablet has no room left', () => {
		expect(new DraftShelf(new Storage(10), 'rina').put(blank())).toBe(false);
		expect(new DraftShelf(null, 'rina').put(blank())).toBe(false);
	});

	it('reads nothing out of a text that is no draft', () => {
		expect(readDraft('{"half":')).toBeNull();
		expect(readDraft('{"agency":"DISNAKER"}')).toBeNull();
	});
});

it('prints a receipt number short enough for the telephone', () => {
	expect(receiptNumber('0176f3e8-2c40-7a10-8f00-00000041c9f2')).toBe('SDK-41C9F2');
});
