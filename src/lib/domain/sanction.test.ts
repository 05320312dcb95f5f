import { expect, it } from 'vitest';
import { dueAtOf } from './sanction.ts';

it('[E9] gives 36 hours for what is critical and 72 for the rest', () => {
	const at = '2021-01-12T02:00:00.000Z';
	expect(dueAtOf('critical', at)).toBe('2021-01-13T14:00:00.000Z');
	expect(dueAtOf('major', at)).toBe('2021-01-15T02:00:00.000Z');
	expect(dueAtOf('minor', at)).toBe('2021-01-15T02:00:00.000Z');
});
