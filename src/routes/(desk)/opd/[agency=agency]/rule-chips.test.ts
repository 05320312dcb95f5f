import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { agencyProfileSchema } from '#lib/contract/agency.ts';
import { regulationSchema } from '#lib/contract/regulation.ts';
import { createRulebook } from '#lib/domain/regulation.ts';
import { setLocale } from '#lib/i18n/paraglide/runtime.js';
import { chipsOf } from './rule-chips.ts';

const seed = (name: string): unknown =>
	JSON.parse(readFileSync(`drizzle/seed/${name}.json`, 'utf8'));
const agencies = v.parse(v.array(agencyProfileSchema), seed('agencies'));
const regulations = v.parse(v.array(regulationSchema), seed('regulations'));
const tuesday = '2021-01-12T01:00:00.000Z';

function chips(code: string, without: string[] = []) {
	const rulebook = createRulebook(regulations.filter(({ id }) => !without.includes(id)));
	const profile = agencies.find((agency) => agency.code === code);
	if (!profile) throw new Error(code);
	const limits = rulebook.limitsFor(profile, null, tuesday);
	return chipsOf(limits, profile, rulebook, (other) => `nama ${other}`);
}
const labels = (code: string, without?: string[]) =>
	chips(code, without).main.map(({ label }) => label);

void setLocale('id', { reload: false });

describe('chips of the limits in force [A1]', () => {
	it('say hours, cap in heads and quota of the employment office', () => {
		expect(labels('DISNAKER')).toEqual([
			'Tatap muka 08.00–11.00',
			'WFO maks 50% → 24 orang',
			'Kuota 100/hari (normal ±700)'
		]);
	});

	it("say the agency's own limited quota where service is limited without a number", () => {
		const quota = chips('DISNAKER', ['serang-2020']).main.find(({ key }) => key === 'quota');
		expect(quota?.label).toBe('Kuota 50/hari (normal ±110)');
		expect(quota?.cited?.clause.limit).toEqual({ kind: 'faceToFace', mode: 'limited' });
	});

	it('say an absolute cap and closed doors [R11, R12]', () => {
		expect(labels('DPMPTSP')).toEqual(['Tatap muka ditutup', 'WFO maks 5 orang']);
	});

	it('floor the cap of a share of the staff [D2]', () => {
		// 25 % of 35 = 8.75
		expect(labels('INSPEKTORAT')).toContain('WFO maks 25% → 8 orang');
	});

	it('say "no cap set yet" where the number is left to the head [R19]', () => {
		expect(labels('DINSOS')).toContain('batas belum ditetapkan');
	});

	it('say the room and its batches [R27]', () => {
		expect(labels('DPK')).toContain('Maks 10 orang, per kloter');
	});

	it('name who regulates a delegated unit [A5, R21]', () => {
		expect(labels('PKM-UTARA')[0]).toBe('diatur nama DINKES');
	});

	it('cite the clause that wins and those it overrules [A2]', () => {
		const hours = chips('DISNAKER').main[0]?.cited;
		expect(hours?.regulation.number).toBe('21/2020');
		expect(hours?.overruled.map(({ regulation }) => regulation.number)).toEqual(['800/0109/Org']);
	});

	it('leave no chip without a clause to open', () => {
		for (const { code } of agencies) {
			const { main, more } = chips(code);
			for (const chip of [...main, ...more])
				expect(chip.cited, `${code} ${chip.key}`).not.toBeNull();
		}
	});
});
