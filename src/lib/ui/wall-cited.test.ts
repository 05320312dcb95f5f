import { expect, it } from 'vitest';
import { citedAs } from './wall-cited.ts';
import { limited } from './wall-sample-view.ts';

it.each([
	['800/0109/Org', 'SE Wali Kota 800/0109/Org', 'SE 800/0109/Org'],
	['21/2020', 'Perwali Bontang 21/2020 (berlaku 27 Agustus 2020)', 'Perwali 21/2020'],
	['Kebijakan dinas 2020', 'Kebijakan dinas', 'Kebijakan dinas 2020']
])('[A1] %s is cited as people say it', (number, legalBasis, short) => {
	expect(citedAs({ ...limited, number, legalBasis })).toBe(short);
});
