import { describe, expect, it } from 'vitest';
import { mayChange } from './request-origin.ts';

const asked = {
	method: 'POST',
	pathname: '/api/v1/facts',
	origin: 'http://papan.example:3000' as string | null,
	authorization: null as string | null,
	own: ['http://papan.example:3000', null]
};

describe('[P26] a request that changes something', () => {
	it('may come from a page of this site, under either of its names', () => {
		expect(mayChange(asked)).toBe(true);
		const own = ['http://10.0.0.5:3000', 'https://papan.example'];
		expect(mayChange({ ...asked, origin: 'https://papan.example', own })).toBe(true);
	});

	it.each([
		null,
		'null',
		'',
		'http://evil.example',
		'https://papan.example:3000',
		'http://papan.example'
	])('may not come from %j', (origin) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
			expect(mayChange({ ...asked, method, origin })).toBe(false);
		}
	});

	it('is not let through because no origin is configured and none is sent', () => {
		expect(mayChange({ ...asked, origin: null, own: [null] })).toBe(false);
	});

	it('may carry a feed token instead, at the door of feeds only', () => {
		const feed = { ...asked, origin: null, authorization: 'Bearer psf_x' };
		expect(mayChange(feed)).toBe(true);
		expect(mayChange({ ...feed, pathname: '/masuk' })).toBe(false);
		expect(mayChange({ ...feed, pathname: '/api/v1/facts/extra' })).toBe(false);
		expect(mayChange({ ...feed, authorization: 'Basic YTpi' })).toBe(false);
	});
});

it('reading needs no origin', () => {
	expect(mayChange({ ...asked, method: 'GET', origin: null })).toBe(true);
});
