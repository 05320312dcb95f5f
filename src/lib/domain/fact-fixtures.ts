import type { FactType, Payload } from '#lib/contract/facts.ts';

const ticketId = '01767f10-0000-7000-8000-000000000001';
const inspectionId = '01767f10-0000-7000-8000-000000000002';

/** One valid payload of every type, for the tests that walk the event types. */
export const fixtures: { [T in FactType]: Payload<T> } = {
	'queue.read': {
		waiting: 12,
		serving: 3,
		served: 63,
		countersOpen: 4,
		meanWaitSeconds: 900,
		status: 'open',
		ticketsStopped: false
	},
	'ticket.issued': {
		ticketId,
		service: 'A',
		channel: 'walkIn',
		partySize: 1,
		priority: false,
		outside: false
	},
	'ticket.admitted': { ticketId },
	'ticket.called': { ticketId, counter: '2' },
	'ticket.recalled': { ticketId, counter: '2' },
	'ticket.serving': { ticketId, counter: '2' },
	'ticket.served': { ticketId },
	'ticket.noShow': { ticketId },
	'ticket.returned': { ticketId },
	'ticket.cancelled': { ticketId, reason: 'Berkas belum lengkap' },
	'ticket.transferred': { ticketId, toService: 'K' },
	'ticket.movedOnline': { ticketId },
	'room.moved': { entered: 2, left: 1, outsideJoined: 0, outsideLeft: 0 },
	'room.counted': { inside: 8, outside: 3 },
	'presence.counted': {
		wfo: 24,
		wfh: 20,
		absent: { leave: 2, officialTrip: 1 },
		notReported: 1
	},
	'inspection.submitted': {
		inspectionId,
		checklistVersion: 'prokes-kantor-2020',
		startedAt: '2021-01-12T01:30:00.000Z',
		team: [
			{ institution: 'Satpol PP', people: 2 },
			{ institution: 'Dinas Kesehatan', people: 1 }
		],
		answers: [
			{ code: 'MSK-01', answer: 'met', photos: [] },
			{ code: 'WFO-01', answer: 'notMet', note: 'Ditemukan 30 orang', photos: [] }
		],
		observed: {
			visitors: 14,
			visitorsMasked: 13,
			officers: 9,
			officersMasked: 9,
			reminded: 1
		},
		counted: { staffInOffice: 30, peopleInRoom: 8 }
	},
	'finding.closed': { inspectionId, code: 'WFO-01', note: 'Jadwal gilir sudah dijalankan' },
	'regulation.published': { regulationId: 'balikpapan-2021-01' },
	'regulation.withdrawn': { regulationId: 'balikpapan-2021-01', reason: 'Diganti edaran baru' },
	'zone.changed': { colour: 'orange', ppkmLevel: null, from: '2021-01-12T16:00:00.000Z' },
	'alert.acknowledged': { alertKey: 'DISNAKER/wfoOver', reason: 'Kepala dinas sudah dihubungi' },
	'alert.muted': {
		alertKey: 'DISNAKER/wfoOver',
		until: '2021-01-12T06:00:00.000Z',
		reason: 'Serah terima jabatan'
	},
	'announcement.made': {
		text: 'Rapat Satgas pukul 13.00 di posko',
		until: '2021-01-12T05:30:00.000Z'
	}
};
