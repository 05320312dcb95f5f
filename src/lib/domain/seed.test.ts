import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { agencyProfileSchema, timeZones, type City } from '#lib/contract/agency.ts';
import { checklistItemSchema } from '#lib/contract/checklist.ts';
import { localDateSchema, shortTextSchema } from '#lib/contract/primitive.ts';
import { regulationSchema } from '#lib/contract/regulation.ts';
import { wfoCapOf, attendanceOf } from './attendance.ts';
import { itemsOn } from './checklist-of-day.ts';
import { createRulebook, inForce } from './regulation.ts';
import { roomOf } from './room.ts';
import { serviceStateAt } from './service-hours.ts';

const seed = (name: string): unknown =>
	JSON.parse(readFileSync(new URL(`../../../drizzle/seed/${name}.json`, import.meta.url), 'utf8'));

const city: City = v.parse(
	v.strictObject({
		code: shortTextSchema,
		name: shortTextSchema,
		timeZone: v.picklist(timeZones),
		holidays: v.array(localDateSchema),
		simulated: v.boolean()
	}),
	seed('city')
);
const agencies = v.parse(v.array(agencyProfileSchema), seed('agencies'));
const regulations = v.parse(v.array(regulationSchema), seed('regulations'));
const checklist = v.parse(
	v.strictObject({
		version: shortTextSchema,
		title: v.strictObject({ id: shortTextSchema, en: shortTextSchema }),
		items: v.array(checklistItemSchema)
	}),
	seed('checklist')
);

const tuesday = '2021-01-12T01:00:00.000Z'; // 09.00 WITA
const rulebook = createRulebook(regulations);

function agency(code: string) {
	const profile = agencies.find((candidate) => candidate.code === code);
	if (!profile) throw new Error(`no agency ${code}`);
	return profile;
}
const limits = (code: string, at = tuesday) => rulebook.limitsFor(agency(code), null, at);

describe('the demo city', () => {
	it('has 30 agencies with 2,051 staff and 61 services, each with a place on the wall', () => {
		expect(agencies).toHaveLength(30);
		expect(agencies.reduce((sum, { headcount }) => sum + headcount, 0)).toBe(2051);
		expect(agencies.flatMap(({ services }) => services)).toHaveLength(61);
		expect(new Set(agencies.map(({ order }) => order)).size).toBe(30);
		expect(new Set(agencies.map(({ shortName }) => shortName)).size).toBe(30);
	});

	it('keeps the holidays of three years, joint leave included', () => {
		expect(city.holidays).toHaveLength(17 + 5 + 15 + 1 + 17 + 8);
		expect(city.holidays).toContain('2021-05-12');
	});

	it('has the 26 items, of which 25 weigh 48 points in January 2021 [E4]', () => {
		expect(checklist.items).toHaveLength(26);
		const asked = itemsOn(checklist.items, '2021-01-12');
		expect(asked).toHaveLength(25);
		expect(asked.reduce((sum, { weight }) => sum + weight, 0)).toBe(48);
		expect(itemsOn(checklist.items, '2021-09-01').map(({ code }) => code)).toContain('QRC-01');
	});

	it('has twelve regulations with clauses of distinct ids', () => {
		expect(regulations).toHaveLength(12);
		for (const { clauses } of regulations)
			expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
	});
});

describe('Balikpapan, 800/0109/Org, on 12 January 2021', () => {
	it.each([
		['SETDA', 110, 27],
		['BPKAD', 48, 12],
		['SETWAN', 46, 11],
		['BAPPEDA', 42, 10],
		['BKPSDM', 40, 10],
		['DISKOMINFO', 38, 9],
		['INSPEKTORAT', 35, 8]
	])('[R18] lets %s (%i staff) have %i people in the office', (code, headcount, people) => {
		expect(agency(code).headcount).toBe(headcount);
		expect(wfoCapOf(agency(code), limits(code))).toEqual({
			people,
			pct: 25,
			clause: { regulationId: 'balikpapan-2021-01', clauseId: '1a' }
		});
	});

	it('[R19] leaves the number of a service unit to its head and closes it at 12.00', () => {
		const dinsos = agency('DINSOS');
		expect(limits('DINSOS').wfoMax?.value).toEqual({ by: 'head' });
		expect(wfoCapOf(dinsos, limits('DINSOS'))).toBeNull();
		const presence = { wfo: 34, wfh: 0, absent: {}, notReported: 0, at: tuesday };
		expect(attendanceOf(dinsos, limits('DINSOS'), presence)?.capState).toBe('setByHead');
		const service = serviceStateAt(dinsos, limits('DINSOS'), city, tuesday);
		expect(service).toMatchObject({ state: 'limited', today: ['08:00', '12:00'] });
	});

	it('[R21] leaves health and education to their own heads, neither within nor over a cap', () => {
		const presence = { wfo: 500, wfh: 0, absent: {}, notReported: 0, at: tuesday };
		const rsud = attendanceOf(agency('RSUD'), limits('RSUD'), presence);
		expect(rsud).toMatchObject({ capState: 'delegated', cap: null });
		expect(limits('PKM-UTARA').delegatedTo?.value).toBe('DINKES');
		expect(limits('SMPN-1').delegatedTo?.value).toBe('DISDIKBUD');
	});

	it('[R20] [R22] [R23] [R26] orders shifts, quarantine, location on request and papers', () => {
		expect(limits('SATPOLPP').shifts?.value).toBe(true);
		expect(limits('SETDA').quarantineDays?.value).toBe(3);
		expect(limits('SETDA').locationOnRequest?.value).toBe(true);
		expect(limits('SETDA').wfhPapers?.value).toContain('assignmentLetter');
	});

	it('[A1] begins at midnight WITA on the 11th and leaves nothing at midnight WITA on the 26th', () => {
		const circular = regulations.find(({ id }) => id === 'balikpapan-2021-01');
		if (!circular) throw new Error('no circular');
		expect(inForce(circular, '2021-01-10T15:59:59.999Z')).toBe(false);
		expect(inForce(circular, '2021-01-10T16:00:00.000Z')).toBe(true);
		expect(inForce(circular, '2021-01-25T15:59:59.999Z')).toBe(true);
		const after = '2021-01-25T16:00:00.000Z';
		for (const { code } of agencies) {
			const cited = limits(code, after).applies.map(({ regulationId }) => regulationId);
			expect(cited).not.toContain('balikpapan-2021-01');
		}
		expect(rulebook.nextChange(tuesday)).toMatchObject({
			at: after,
			regulation: { id: 'balikpapan-2021-01' },
			begins: false
		});
	});
});

describe('the other articles, for single agencies', () => {
	it('[R1] [R2] opens Disnaker 08.00-11.00 with half of its 48 staff', () => {
		const disnaker = agency('DISNAKER');
		expect(wfoCapOf(disnaker, limits('DISNAKER'))).toMatchObject({ people: 24, pct: 50 });
		expect(limits('DISNAKER').rotation?.value).toBe(2);
		expect(serviceStateAt(disnaker, limits('DISNAKER'), city, tuesday).today).toEqual([
			'08:00',
			'11:00'
		]);
	});

	it('[R11] [R12] lets DPMPTSP work online only, with 5 people in the office', () => {
		expect(wfoCapOf(agency('DPMPTSP'), limits('DPMPTSP'))).toMatchObject({
			people: 5,
			pct: null
		});
		const service = serviceStateAt(agency('DPMPTSP'), limits('DPMPTSP'), city, tuesday);
		expect(service).toMatchObject({
			state: 'onlineOnly',
			clause: { regulationId: 'bontang-2020-dpmptsp' }
		});
		expect(limits('DPMPTSP').channels?.value).toEqual(['callCentre', 'online']);
	});

	it('[R27] admits 10 people to the library, in batches', () => {
		expect(limits('DPK').room?.value).toEqual({ people: 10 });
		expect(roomOf(limits('DPK'), null)).toMatchObject({ cap: 10, batch: 'filling' });
	});

	it('[R7] [R8] [R9] opens Disdukcapil to 14.00 for essential documents, overflow outside', () => {
		const disdukcapil = agency('DISDUKCAPIL');
		expect(serviceStateAt(disdukcapil, limits('DISDUKCAPIL'), city, tuesday)).toMatchObject({
			normal: ['08:00', '15:00'],
			today: ['08:00', '14:00']
		});
		expect(limits('DISDUKCAPIL').essentialOnly?.value).toBe(true);
		expect(limits('DISDUKCAPIL').waitOutside?.value).toBe(true);
	});

	it('[R13] counts 100 job-seeker cards a day against some 700', () => {
		expect(limits('DISNAKER').quota?.value).toEqual({ perDay: 100, baseline: 700 });
		expect(limits('DISNAKER').onlineTicketsOnly?.value).toBe(true);
	});

	it('[R28] lets the zone select the cap of SE MenPANRB 67/2020', () => {
		// before the circular of January: no clause speaks to a library in particular
		const at = '2020-10-01T02:00:00.000Z';
		const cap = (colour: 'green' | 'yellow' | 'orange' | 'red') => {
			const zone = { colour, ppkmLevel: null, from: '2020-09-05T00:00:00.000Z' };
			return wfoCapOf(agency('DPK'), rulebook.limitsFor(agency('DPK'), zone, at))?.people;
		};
		expect([cap('green'), cap('yellow'), cap('orange'), cap('red')]).toEqual([32, 24, 16, 8]);
	});

	it('demands all staff of service units after Eid 2024, and at most half of the others at home', () => {
		const at = '2024-04-16T02:00:00.000Z';
		expect(limits('DINSOS', at).wfoMinPct?.value).toBe(100);
		expect(limits('SETDA', at).wfhMaxPct?.value).toBe(50);
		expect(limits('SETDA', at).wfoMinPct).toBeNull();
	});
});
