import { describe, expect, it } from 'vitest';
import { parseFact, type Fact, type Recorded } from '#lib/contract/fact.ts';
import { cityFactTypes, factTypes, facts, type FactType } from '#lib/contract/facts.ts';
import { refusalCodes } from '#lib/contract/receipt.ts';
import { roles, type Viewer } from '#lib/contract/role.ts';
import { emptyFold, foldFact } from '#lib/domain/agency-day.ts';
import { applyAlertFact, emptyAlerts, stepAlerts } from '#lib/domain/alerts.ts';
import { emptyCityState, foldCity } from '#lib/domain/city-state.ts';
import { fixtures } from '#lib/domain/fact-fixtures.ts';
import { mayReport } from '#lib/domain/permission.ts';
import { factLabel } from '#lib/i18n/labels.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { refusalSentence } from '#lib/i18n/refusal-sentence.ts';
import agencies from '../../drizzle/seed/agencies.json' with { type: 'json' };
import checklist from '../../drizzle/seed/checklist.json' with { type: 'json' };
import city from '../../drizzle/seed/city.json' with { type: 'json' };
import type { AgencyProfile, City } from '#lib/contract/agency.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';

/**
 * Declaring an event in contract/facts.ts is one line; this walk names what that line still lacks:
 * words in both languages, a fixture, a permission, a branch in a fold.
 */
const at = '2021-01-12T02:00:00.000Z';
const cityTypes: readonly FactType[] = cityFactTypes;
const ofCity = (type: FactType) => cityTypes.includes(type) && !type.startsWith('alert.');

function factOf(type: FactType, n = 1): unknown {
	return {
		id: `01767f10-0000-7000-8000-${String(n).padStart(12, '0')}`,
		agency: ofCity(type) ? null : 'DISNAKER',
		origin: 'person',
		observedAt: at,
		type,
		payload: fixtures[type]
	};
}

function parsed(type: FactType): Fact {
	const result = parseFact(factOf(type));
	if (!result.ok) throw new Error(`${type}: ${JSON.stringify(result.faults)}`);
	return result.fact;
}

const recorded = (type: FactType, seq: number): Recorded => ({
	...parsed(type),
	seq,
	// a minute apart: a recall at the very second of the call would change nothing
	observedAt: new Date(Date.parse(at) + seq * 60_000).toISOString(),
	receivedAt: at,
	day: '2021-01-12',
	by: 'Rahma',
	assigned: type === 'ticket.issued' ? { ticketNumber: 1 } : null
});

// boundary: the seed's own test validates these files against their schemas
const profile = (agencies as unknown as AgencyProfile[]).find(({ code }) => code === 'DISNAKER');
const checklists = { [checklist.version]: checklist.items as unknown as ChecklistItem[] };

describe('every event type', () => {
	it('is declared once and counted', () => expect(factTypes.length).toBeGreaterThan(20));

	it.each(factTypes)('%s has a label in Indonesian and one in English', (type) => {
		const words = (['id', 'en'] as const).map((locale) => {
			overwriteGetLocale(() => locale);
			return factLabel(type);
		});
		for (const word of words) expect(word).toMatch(/\p{L}{3}/u);
		expect(words[0]).not.toBe(words[1]);
	});

	it.each(factTypes)('%s has a fixture that its own schema accepts', (type) => {
		expect(facts[type]).toBeDefined();
		expect(parsed(type).type).toBe(type);
	});

	it.each(factTypes)('%s may be reported by somebody, and not by the public', (type) => {
		const fact = parsed(type);
		const people: Viewer[] = roles.map((role) => ({
			kind: 'person',
			id: role,
			name: role,
			username: role,
			memberships: [{ role, agency: null }]
		}));
		const origins: Fact['origin'][] = ['person', 'counter', 'tablet'];
		const allowed = people.some((viewer) =>
			origins.some((origin) => mayReport(viewer, { ...fact, origin }))
		);
		expect(allowed).toBe(true);
		expect(mayReport({ kind: 'public' }, fact)).toBe(false);
		expect(mayReport({ kind: 'screen', id: 'x', name: 'x' }, fact)).toBe(false);
	});

	/** What must have happened before, so that the type has something to change. */
	const before: Partial<Record<FactType, FactType[]>> = {
		'ticket.admitted': ['ticket.issued'],
		'ticket.called': ['ticket.issued'],
		'ticket.recalled': ['ticket.issued', 'ticket.called'],
		'ticket.serving': ['ticket.issued', 'ticket.called'],
		'ticket.served': ['ticket.issued', 'ticket.called', 'ticket.serving'],
		'ticket.noShow': ['ticket.issued', 'ticket.called'],
		'ticket.returned': ['ticket.issued', 'ticket.called', 'ticket.noShow'],
		'ticket.cancelled': ['ticket.issued'],
		'ticket.transferred': ['ticket.issued'],
		'ticket.movedOnline': ['ticket.issued'],
		'finding.closed': ['inspection.submitted']
	};

	it.each(factTypes)('%s has a branch in a fold: it changes what somebody sees', (type) => {
		if (!profile) throw new Error('the seed has no DISNAKER');
		// the registry, not a fold, answers these two: published text is reloaded from its table
		if (type === 'regulation.published' || type === 'regulation.withdrawn') {
			expect(foldCity(emptyCityState, recorded(type, 1))).toEqual(emptyCityState);
			return;
		}
		if (type.startsWith('alert.')) {
			const { alertKey } = fixtures['alert.acknowledged'];
			const condition = {
				key: alertKey,
				kind: 'room',
				agency: 'DISNAKER',
				severity: 'alert'
			} as const;
			const raised = stepAlerts(
				emptyAlerts(),
				[{ ...condition, value: 12, limit: 10, about: null, clause: null }],
				at
			);
			expect(applyAlertFact(raised, recorded(type, 1))).not.toEqual(raised);
			return;
		}
		if (ofCity(type)) {
			expect(foldCity(emptyCityState, recorded(type, 1))).not.toEqual(emptyCityState);
			return;
		}
		const context = { city: city as unknown as City, profile, checklists };
		const prepared = (before[type] ?? []).reduce((fold, earlier, index) => {
			// a returned or outside ticket needs its holder outside first
			const fact = recorded(earlier, index + 1);
			const outside = type === 'ticket.admitted' && fact.type === 'ticket.issued';
			const given = outside ? { ...fact, payload: { ...fact.payload, outside: true } } : fact;
			return foldFact(fold, given, context);
		}, emptyFold('2021-01-12'));
		expect(foldFact(prepared, recorded(type, 9), context)).not.toEqual(prepared);
	});
});

describe('every refusal', () => {
	it.each(refusalCodes)('%s has a sentence in both languages', (because) => {
		const id = refusalSentence({ because }, 'id');
		const en = refusalSentence({ because }, 'en');
		expect(id).toMatch(/\.$/);
		expect(en).toMatch(/\.$/);
		expect(id).not.toBe(en);
	});
});
