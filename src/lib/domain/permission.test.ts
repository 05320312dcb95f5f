import { describe, expect, it } from 'vitest';
import { factTypes, type FactType } from '#lib/contract/facts.ts';
import { roles, type Role, type Viewer } from '#lib/contract/role.ts';
import { actions, may, mayReport, type Action } from './permission.ts';
import { fact } from './test-samples.ts';

const person = (role: Role, agency: string | null): Viewer => ({
	kind: 'person',
	id: 'u1',
	name: 'Sari',
	username: 'sari',
	memberships: [{ role, agency }]
});
const screen: Viewer = { kind: 'screen', id: 's1', name: 'Posko' };
const anyone: Viewer = { kind: 'public' };
const feed: Viewer = {
	kind: 'feed',
	id: 'f1',
	name: 'Mesin antrean',
	agencies: ['DISNAKER'],
	factTypes: [...factTypes]
};

/** Columns of the matrix: all = any agency, own = the agency of the membership, - = never. */
const columns = [...roles, 'screen', 'feed', 'public'] as const;
const matrix: Record<Action, string> = {
	//                    admin lead secretary inspector counter screen feed public
	'city.read': '        all   all  all       all       all     all    -    -',
	'agency.read': '      all   all  own       all       own     -      -    -',
	'queue.read': '       all   all  own       all       own     all    -    -',
	'tickets.read': '     all   all  own       all       own     -      -    -',
	'presence.read': '    all   all  own       all       own     all    -    -',
	'counter.use': '      -     -    -         -         own     -      -    -',
	'inspection.read': '  all   all  own       all       -       -      -    -',
	'inspection.create': '-     -    -         all       -       -      -    -',
	'photo.read': '       all   all  own       all       -       -      -    -',
	'photo.create': '     -     -    -         all       -       -      -    -',
	'finding.close': '    -     all  -         all       -       -      -    -',
	'checklist.read': '   all   all  all       all       all     -      -    all',
	'regulation.read': '  all   all  all       all       all     all    -    all',
	'regulation.publish': 'all  all  -         -         -       -      -    -',
	'announcement.make': 'all   all  -         -         -       -      -    -',
	'alert.act': '        -     all  own       -         -       -      -    -',
	'users.read': '       all   all  -         -         -       -      -    -',
	'admin.users': '      all   -    -         -         -       -      -    -',
	'admin.feeds': '      all   -    -         -         -       -      -    -',
	'admin.screens': '    all   all  -         -         -       -      -    -'
};
const reports: Record<FactType, string> = {
	//                         admin lead secretary inspector counter screen feed public
	'queue.read': '            -     -    -         -         own     -      own  -',
	'ticket.issued': '         -     -    -         -         own     -      own  -',
	'ticket.admitted': '       -     -    -         -         own     -      own  -',
	'ticket.called': '         -     -    -         -         own     -      own  -',
	'ticket.recalled': '       -     -    -         -         own     -      own  -',
	'ticket.serving': '        -     -    -         -         own     -      own  -',
	'ticket.served': '         -     -    -         -         own     -      own  -',
	'ticket.noShow': '         -     -    -         -         own     -      own  -',
	'ticket.returned': '       -     -    -         -         own     -      own  -',
	'ticket.cancelled': '      -     -    -         -         own     -      own  -',
	'ticket.transferred': '    -     -    -         -         own     -      own  -',
	'ticket.movedOnline': '    -     -    -         -         own     -      own  -',
	'room.moved': '            -     -    own       -         own     -      own  -',
	'room.counted': '          -     -    own       -         own     -      own  -',
	'presence.counted': '      -     -    own       -         -       -      own  -',
	'inspection.submitted': '  -     -    -         all       -       -      -    -',
	'finding.closed': '        -     all  -         all       -       -      -    -',
	'regulation.published': '  all   all  -         -         -       -      -    -',
	'regulation.withdrawn': '  all   all  -         -         -       -      -    -',
	'zone.changed': '          all   all  -         -         -       -      -    -',
	'alert.acknowledged': '    -     all  own       -         -       -      -    -',
	'alert.muted': '           -     all  -         -         -       -      -    -',
	'announcement.made': '     all   all  -         -         -       -      -    -'
};

/** A role is held city-wide where the matrix says all, and at DISNAKER where it says own. */
function viewerOf(column: (typeof columns)[number], reach: string): Viewer {
	switch (column) {
		case 'screen':
			return screen;
		case 'feed':
			return feed;
		case 'public':
			return anyone;
		default:
			return person(column, reach === 'all' ? null : 'DISNAKER');
	}
}
const cells = (table: Record<string, string>) =>
	Object.entries(table).flatMap(([row, line]) =>
		line
			.trim()
			.split(/\s+/)
			.map((reach, index) => ({ row, column: columns[index] ?? 'public', reach }))
	);

describe('the permission matrix', () => {
	it('[P25] has a row for every action and every type of fact, and eight cells in each', () => {
		expect(Object.keys(matrix).sort()).toEqual([...actions].sort());
		expect(Object.keys(reports).sort()).toEqual([...factTypes].sort());
		expect(cells(matrix)).toHaveLength(actions.length * columns.length);
		expect(cells(reports)).toHaveLength(factTypes.length * columns.length);
	});

	it.each(cells(matrix))('[P25] $column may $row: $reach', ({ row, column, reach }) => {
		const viewer = viewerOf(column, reach);
		// boundary: the rows were compared with the actions above
		const action = row as Action;
		expect(may(viewer, action, 'DISNAKER')).toBe(reach !== '-');
		expect(may(viewer, action, 'DPK')).toBe(reach === 'all');
		expect(may(viewer, action, null)).toBe(reach === 'all');
	});

	it.each(cells(reports))('[P25] $column may report $row: $reach', ({ row, column, reach }) => {
		const viewer = viewerOf(column, reach);
		const said = (agency: string) => {
			// boundary: the rows were compared with the types above
			const sent = fact(row as FactType, { agency });
			return {
				...sent,
				origin: column === 'feed' ? ('feed' as const) : ('person' as const),
				...(sent.type.startsWith('alert.') && {
					payload: { ...sent.payload, alertKey: `${agency}/wfoOver` }
				})
			} as typeof sent;
		};
		expect(mayReport(viewer, said('DISNAKER'))).toBe(reach !== '-');
		expect(mayReport(viewer, said('DPK'))).toBe(reach === 'all');
	});
});

describe('permission', () => {
	it('[P25] adds roles up per agency', () => {
		const both: Viewer = {
			...person('counter', 'DISNAKER'),
			memberships: [
				{ role: 'counter', agency: 'DISNAKER' },
				{ role: 'secretary', agency: 'DPK' }
			]
		} as Viewer;
		expect(may(both, 'counter.use', 'DISNAKER')).toBe(true);
		expect(may(both, 'counter.use', 'DPK')).toBe(false);
		expect(may(both, 'alert.act', 'DPK')).toBe(true);
		expect(may(both, 'alert.act', 'DISNAKER')).toBe(false);
	});

	it('[P25] gives a person without a role nothing but what is public by role', () => {
		const nobody = { ...person('admin', null), memberships: [] } as Viewer;
		expect(actions.filter((action) => may(nobody, action, 'DISNAKER'))).toEqual([]);
	});

	it('[P25] lets a feed say only the types on its token, as a feed', () => {
		const readings = { ...feed, factTypes: ['queue.read'] } as Viewer;
		expect(mayReport(readings, fact('queue.read'))).toBe(true);
		expect(mayReport(readings, fact('presence.counted'))).toBe(false);
		expect(mayReport(feed, { ...fact('queue.read'), origin: 'counter' })).toBe(false);
	});

	it('[P25] lets no person speak as a feed or as the system', () => {
		const officer = person('counter', 'DISNAKER');
		expect(mayReport(officer, { ...fact('room.counted'), origin: 'counter' })).toBe(true);
		expect(mayReport(officer, { ...fact('room.counted'), origin: 'feed' })).toBe(false);
		expect(mayReport(officer, { ...fact('room.counted'), origin: 'system' })).toBe(false);
	});

	it('[P25] judges an alert by the agency in its key, not by the envelope', () => {
		const secretary = person('secretary', 'DPK');
		const said = { ...fact('alert.acknowledged', { agency: 'DPK' }), origin: 'person' as const };
		expect(mayReport(secretary, said)).toBe(false);
	});
});
