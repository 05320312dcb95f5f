import { expect, test } from 'vitest';
import { isStartupFault, reasonOf, startupFault } from './startup-fault.ts';

test('a fault is one sentence in each language', () => {
	const fault = startupFault('portInUse', 3000);
	expect(fault.id).toMatch(/^Porta 3000 .*\.$/);
	expect(fault.en).toMatch(/^Port 3000 .*\.$/);
	expect(`${fault.id}${fault.en}`).not.toContain('\n');
});

test('a fault made by another copy of this module is still known as one', () => {
	const foreign = Object.assign(new Error('x'), { name: 'StartupFault', id: 'a', en: 'b' });
	expect(isStartupFault(foreign)).toBe(true);
	expect(isStartupFault(new Error('x'))).toBe(false);
});

test('the reason is the first system code, else the message', () => {
	const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
	expect(reasonOf(new AggregateError([refused, new Error('other')]))).toBe('ECONNREFUSED');
	expect(reasonOf(new Error('no disk'))).toBe('no disk');
});
