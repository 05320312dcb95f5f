import { describe, expect, it } from 'vitest';
import { isOwnHandshake } from './own-origin.ts';

const host = 'papan.test:3000';

describe('isOwnHandshake', () => {
	it('[P26] refuses foreign, null, malformed and missing origins of a browser with a session', () => {
		const cookie = 'papan_sesi=x';
		for (const origin of [
			'http://evil.test',
			'http://papan.test',
			'http://papan.test:3001',
			'null',
			'',
			'file://',
			'http://papan.test:3000/',
			'http://papan.test:3000@evil.test'
		]) {
			expect(isOwnHandshake({ host, cookie, origin }, null), origin).toBe(false);
		}
		expect(isOwnHandshake({ host, cookie }, null)).toBe(false);
		expect(isOwnHandshake({ host, cookie, 'sec-fetch-site': 'cross-site' }, null)).toBe(false);
	});

	it('lets our own page in, whatever the transport', () => {
		const cookie = 'papan_sesi=x';
		expect(isOwnHandshake({ host, cookie, origin: `http://${host}` }, null)).toBe(true);
		expect(isOwnHandshake({ host, cookie, 'sec-fetch-site': 'same-origin' }, null)).toBe(true);
	});

	it('knows only the configured origin when there is one', () => {
		const configured = 'https://papan.kota.go.id';
		expect(isOwnHandshake({ host, origin: configured }, configured)).toBe(true);
		expect(isOwnHandshake({ host, origin: `http://${host}` }, configured)).toBe(false);
	});

	it('lets a machine without cookies knock', () => {
		expect(isOwnHandshake({ host }, null)).toBe(true);
	});
});
