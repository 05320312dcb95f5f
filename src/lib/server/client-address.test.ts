import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

it('[P30] ignores X-Forwarded-For when no proxy is listed or the connection is not one', () => {
	expect(clientAddress('203.0.113.7', '1.2.3.4', [])).toBe('203.0.113.7');
	expect(clientAddress('203.0.113.7', '1.2.3.4', ['10.0.0.0/8'])).toBe('203.0.113.7');
});

it('takes the nearest address a listed proxy did not add itself', () => {
	const proxies = ['10.0.0.0/8', '::1'];
	expect(clientAddress('10.0.0.2', '203.0.113.7', proxies)).toBe('203.0.113.7');
	expect(clientAddress('::ffff:10.0.0.2', '203.0.113.7, 10.1.1.1', proxies)).toBe('203.0.113.7');
	expect(clientAddress('::1', '2001:db8::5', proxies)).toBe('2001:db8::5');
});

it('[P30] is not moved by addresses a stranger put in front', () => {
	expect(clientAddress('10.0.0.2', '9.9.9.9, 203.0.113.7', ['10.0.0.2'])).toBe('203.0.113.7');
	expect(clientAddress('10.0.0.2', 'nonsense', ['10.0.0.2'])).toBe('10.0.0.2');
	expect(clientAddress('10.0.0.2', '203.0.113.7, nonsense', ['10.0.0.2'])).toBe('10.0.0.2');
});
