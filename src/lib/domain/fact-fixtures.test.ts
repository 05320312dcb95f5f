import { expect, it } from 'vitest';
import { parseFact } from '#lib/contract/fact.ts';
import { factTypes } from '#lib/contract/facts.ts';
import { fixtures } from './fact-fixtures.ts';
import { fact } from './test-samples.ts';

it.each(factTypes)('the fixture of %s is what the contract would make of it', (type) => {
	const parsed = parseFact(fact(type));
	expect(parsed).toMatchObject({ ok: true, fact: { type, payload: fixtures[type] } });
});
