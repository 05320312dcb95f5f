import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Membership, Viewer } from '#lib/contract/role.ts';
import { accessOf, entranceFor, homeOf, safeNext } from './route-access.ts';

const person = (...memberships: Membership[]): Viewer => ({
	kind: 'person',
	id: 'p',
	name: 'P',
	username: 'p',
	memberships
});
const held = (role: Membership['role'], agency: string | null = null) => person({ role, agency });
const viewers = {
	public: { kind: 'public' },
	screen: { kind: 'screen', id: 's', name: 'S' },
	feed: { kind: 'feed', id: 'f', name: 'F', agencies: ['DISNAKER'], factTypes: ['queue.read'] },
	admin: held('admin'),
	lead: held('lead'),
	inspector: held('inspector'),
	secretary: held('secretary', 'DISNAKER'),
	counter: held('counter', 'DISNAKER'),
	roleless: person()
} satisfies Record<string, Viewer>;

/** Who of the nine may enter, by name. */
function open(routeId: string, agency: string | null = null): string[] {
	const access = accessOf(routeId);
	if (!access) throw new Error(`${routeId} has no entry`);
	return Object.entries(viewers)
		.filter(([, viewer]) => entranceFor(viewer, access, agency) === 'open')
		.map(([name]) => name);
}

function routeIds(): string[] {
	const root = path.resolve(import.meta.dirname, '../../routes');
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => /(^|\/)\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file))
		.map((file) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/'));
}

describe('the table of doors', () => {
	it('[P25] has an entry for every route there is', () => {
		const ids = routeIds();
		expect(ids).toContain('/masuk');
		expect(ids.filter((id) => accessOf(id) === null)).toEqual([]);
	});

	it('[P25] has none for a route nobody thought of', () => {
		expect(accessOf('/(desk)/cadangan')).toBeNull();
		expect(accessOf('/api/v1/unheard')).toBeNull();
		expect(accessOf('/administrasi')).toBeNull();
	});

	it('lets only admins administer, in groups and below', () => {
		expect(open('/(desk)/admin')).toEqual(['admin']);
		expect(open('/(desk)/admin/pengguna/[id]')).toEqual(['admin']);
	});

	it('shows the wall to screens and people, not to the public or to machines', () => {
		const people = ['admin', 'lead', 'inspector', 'secretary', 'counter', 'roleless'];
		expect(open('/layar')).toEqual(['screen', ...people]);
	});

	it('[T1] keeps secretaries and counters to their own agency', () => {
		const city = ['admin', 'lead', 'inspector'];
		const route = '/(desk)/opd/[agency=agency]';
		expect(open(route, 'DISNAKER')).toEqual([...city, 'secretary', 'counter']);
		expect(open(route, 'DISDIK')).toEqual(city);
		expect(open('/loket/[agency=agency]', 'DISNAKER')).toEqual([
			'admin',
			'lead',
			'secretary',
			'counter'
		]);
		expect(open('/loket/[agency=agency]', 'DISDIK')).toEqual(['admin', 'lead']);
	});

	it('tells "sign in" from "not your role" from "not your agency"', () => {
		const counter = accessOf('/loket/[agency=agency]');
		if (!counter) throw new Error('no entry');
		expect(entranceFor(viewers.public, counter, 'DISNAKER')).toBe('signIn');
		expect(entranceFor(viewers.screen, counter, 'DISNAKER')).toBe('signIn');
		expect(entranceFor(viewers.inspector, counter, 'DISNAKER')).toBe('wrongRole');
		expect(entranceFor(viewers.counter, counter, 'DISDIK')).toBe('otherAgency');
		// a path without an agency must not open by accident
		expect(entranceFor(viewers.counter, counter, null)).toBe('otherAgency');
	});
});

describe('where somebody lands', () => {
	it('is the screen of the widest role', () => {
		expect(Object.values(viewers).map(homeOf)).toEqual([
			'/masuk',
			'/layar',
			'/masuk',
			'/admin',
			'/opd',
			'/lapangan',
			'/opd/DISNAKER',
			'/loket/DISNAKER',
			'/opd'
		]);
		const both = person({ role: 'counter', agency: 'DISDIK' }, { role: 'lead', agency: null });
		expect(homeOf(both)).toBe('/opd');
	});
});

describe('next=', () => {
	it('leads back to a page of this site, with its query', () => {
		expect(safeNext('/opd/DISNAKER?hari=2021-01-12')).toBe('/opd/DISNAKER?hari=2021-01-12');
		expect(safeNext('/layar#x')).toBe('/layar');
	});

	it.each([
		null,
		'',
		'opd',
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'/\t/evil.example/',
		'/\n//evil.example',
		'\\/evil.example',
		'javascript:alert(1)',
		'/..//evil.example\\@x'
	])('never leads to another origin: %j', (next) => {
		expect(safeNext(next)).toBeNull();
	});

	it('never yields anything a browser would read as another host, whatever dots do', () => {
		for (const next of ['/.//evil.example', '/..//evil.example', '/a/..//evil.example']) {
			const safe = safeNext(next);
			expect(new URL(safe ?? '/', 'https://here.example').origin).toBe('https://here.example');
		}
	});
});
