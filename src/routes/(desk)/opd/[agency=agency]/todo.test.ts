import { describe, expect, it } from 'vitest';
import type { Alert } from '#lib/contract/board.ts';
import type { AgencyView } from '#lib/domain/agency-view.ts';
import { setLocale } from '#lib/i18n/paraglide/runtime.js';
import { dueWords, todosOf } from './todo.ts';

void setLocale('id', { reload: false });

const now = '2021-01-12T02:00:00.000Z'; // 10.00 WITA
const live = { state: 'live', ageSeconds: 5, at: now } as const;

function view(changed: Partial<AgencyView>): AgencyView {
	// boundary: only what the list reads
	return {
		profile: { code: 'DISNAKER', shortName: 'Disnaker' },
		now,
		timeZone: 'Asia/Makassar',
		attendance: null,
		quota: null,
		freshness: { overall: live, queue: live, presence: live },
		findings: { open: 0, overdue: 0, list: [] },
		alerts: [],
		...changed
	} as unknown as AgencyView;
}
const overCap = { wfo: 26, cap: { people: 24 }, capState: 'over' } as AgencyView['attendance'];
const alert = (changed: Partial<Alert>): Alert => ({
	key: 'DISNAKER/wfoOver',
	kind: 'wfoOver',
	agency: 'DISNAKER',
	severity: 'alert',
	state: 'new',
	since: now,
	value: 26,
	limit: 24,
	about: null,
	clause: null,
	acknowledged: null,
	mutedUntil: null,
	recoveredAt: null,
	...changed
});
const finding = (code: string, severity: 'critical' | 'minor', dueAt: string) => ({
	inspectionId: 'i',
	code,
	severity,
	since: now,
	dueAt
});

describe("an agency's list of things to do", () => {
	it('is empty on a quiet day', () => {
		expect(todosOf(view({}), String)).toEqual([]);
	});

	it('says how many must go home before the alert is raised, and says it once after [D2]', () => {
		const before = todosOf(view({ attendance: overCap }), String);
		expect(before.map(({ key }) => key)).toEqual(['capExceeded']);
		expect(before[0]?.advice).toContain('2 orang');
		const after = todosOf(view({ attendance: overCap, alerts: [alert({})] }), String);
		expect(after.map(({ key }) => key)).toEqual(['DISNAKER/wfoOver']);
	});

	it('leaves out what recovered or was muted', () => {
		const alerts = [alert({ state: 'recovered' }), alert({ state: 'muted', mutedUntil: now })];
		expect(todosOf(view({ alerts }), String)).toEqual([]);
	});

	it('names a feed that fell silent, and a report that never came [F1]', () => {
		const freshness = {
			overall: live,
			queue: { state: 'stale', ageSeconds: 840, at: null },
			presence: { state: 'none', ageSeconds: null, at: null }
		} as const;
		expect(todosOf(view({ freshness }), String).map(({ title }) => title)).toEqual([
			'Data antrean diam sejak 14 mnt lalu',
			'Presensi belum melapor hari ini'
		]);
	});

	it('says nothing of silence outside hours', () => {
		const closed = { state: 'closed', ageSeconds: 50_000, at: null } as const;
		const freshness = { overall: closed, queue: closed, presence: closed };
		expect(todosOf(view({ freshness }), String)).toEqual([]);
	});

	it('puts critical and overdue findings before the rest', () => {
		const list = [
			finding('KAP-02', 'minor', '2021-01-15T02:00:00.000Z'),
			finding('APD-01', 'minor', '2021-01-12T01:00:00.000Z'),
			finding('MSK-01', 'critical', '2021-01-13T14:00:00.000Z')
		];
		const todos = todosOf(view({ findings: { open: 3, overdue: 1, list } }), () => 'teks');
		expect(todos.map(({ title }) => title)).toEqual([
			'APD-01 · teks',
			'MSK-01 · teks',
			'KAP-02 · teks'
		]);
	});
});

describe('when a finding is due', () => {
	const due = (dueAt: string) => dueWords(dueAt, view({}));

	it('is said by the local day of the city', () => {
		expect(due('2021-01-12T15:59:00.000Z')).toBe('jatuh tempo hari ini 23.59');
		expect(due('2021-01-12T16:00:00.000Z')).toBe('jatuh tempo besok 00.00');
		expect(due('2021-01-15T02:00:00.000Z')).toBe('jatuh tempo 15 Jan 10.00');
	});

	it('is said as an age once it has passed', () => {
		expect(due('2021-01-11T23:00:00.000Z')).toBe('lewat tenggat 3 jam');
	});
});
