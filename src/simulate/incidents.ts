import type { ChecklistAnswer } from '#lib/contract/facts.ts';

/**
 * What goes wrong on a demo day, so that every state of the wall is seen within a few minutes. Clocks
 * are local; an incident at an agency that is closed that day, or under no such limit, does not happen.
 */
export const incidents = {
	/** Feeds that fall silent: nothing arrives, and the wall must not take that for quiet. */
	silent: [{ agency: 'DISHUB', from: '08:09', to: '08:34' }],
	/** Staff in the office past the cap, by so many. */
	overCap: [
		{ agency: 'SETDA', from: '08:06', to: '10:40', by: 4 },
		{ agency: 'BAPPEDA', from: '08:20', to: '09:14', by: 1 }
	],
	/** A group slips in past the room's cap for a few minutes; at the first of these that has a cap. */
	roomOver: { agencies: ['DISDUKCAPIL', 'DPK', 'DISNAKER'], from: '08:05', to: '08:16' },
	/** Many come, and early: the numbers are gone within the hour, or nearly so. */
	rush: [
		{ agency: 'KEC-UTARA', times: 2.4, early: true },
		{ agency: 'KEC-BARAT', times: 1.05, early: true }
	],
	/** More come than the quota holds, all morning. */
	busy: [{ agency: 'DISDUKCAPIL', times: 1.3 }],
	/** Counters that stay shut for lack of officers. */
	shortHanded: [{ agency: 'DINSOS', counters: 1 }]
} as const;

/** A sidak of the demo day: who is visited when, and what is found. */
export type VisitScript = {
	agency: string;
	/** When the tablet sends it. */
	at: string;
	minutes: number;
	answers: Partial<Record<string, Exclude<ChecklistAnswer, 'met'>>>;
	/** What was found, by item, in the inspector's words. */
	notes: Partial<Record<string, string>>;
	remark: string;
};

/** Two critical findings make the first visit red; one makes the second orange; four major ones make a yellow. */
export const visits: readonly VisitScript[] = [
	{
		agency: 'DINSOS',
		at: '08:18',
		minutes: 14,
		answers: {
			'MSK-01': 'notMet',
			'ANT-01': 'notMet',
			'CTP-02': 'notMet',
			'SHU-01': 'partial',
			'JRK-02': 'partial'
		},
		notes: {
			'MSK-01': 'Dua petugas loket melepas masker saat melayani.',
			'ANT-01': 'Antrean menumpuk di teras, jarak kurang dari satu meter.',
			'CTP-02': 'Botol hand sanitizer di loket 2 dan 3 kosong.',
			'SHU-01': 'Termometer ada, pemeriksaan tidak selalu dilakukan.'
		},
		remark: 'Pembinaan di tempat; kepala bidang menyatakan sanggup memperbaiki hari ini.'
	},
	{
		agency: 'MPP',
		at: '08:30',
		minutes: 10,
		answers: { 'KAP-01': 'notMet', 'KAP-02': 'notMet', 'JRK-01': 'partial' },
		notes: {
			'KAP-01': 'Ruang tunggu gerai A terisi melebihi batas.',
			'KAP-02': 'Papan batas kapasitas belum terpasang.'
		},
		remark: 'Pengunjung diarahkan ke tenda luar saat tim di lokasi.'
	},
	{
		agency: 'KEC-SELATAN',
		at: '08:41',
		minutes: 9,
		answers: { 'INF-01': 'partial' },
		notes: {},
		remark: 'Protokol berjalan baik.'
	},
	{
		agency: 'BAPENDA',
		at: '09:42',
		minutes: 18,
		answers: {
			'ANT-02': 'notMet',
			'JRK-01': 'notMet',
			'DIS-01': 'notMet',
			'VEN-01': 'partial',
			'ISO-01': 'notMet'
		},
		notes: {
			'ANT-02': 'Kuota harian belum diumumkan di pintu.',
			'JRK-01': 'Kursi tunggu belum diberi jarak.',
			'DIS-01': 'Catatan disinfeksi terakhir dua hari lalu.',
			'ISO-01': 'Alur rujukan belum ditetapkan.'
		},
		remark: 'Surat rekomendasi perbaikan menyusul.'
	},
	{
		agency: 'PKM-SELATAN',
		at: '10:35',
		minutes: 20,
		answers: {},
		notes: {},
		remark: 'Seluruh butir sesuai.'
	},
	{
		agency: 'BKPSDM',
		at: '13:25',
		minutes: 16,
		answers: { 'WFO-02': 'notMet', 'WFO-03': 'notMet', 'DIS-01': 'notMet', 'SAT-01': 'partial' },
		notes: {
			'WFO-02': 'Jadwal gilir belum ditempel.',
			'WFO-03': 'Tujuh surat tugas WFH belum ditandatangani.',
			'DIS-01': 'Disinfeksi ruang rapat tidak dicatat.'
		},
		remark: 'Dokumen dilengkapi paling lambat besok.'
	}
];

/** Agencies whose own counters report every number; all others send periodic readings. */
export const ticketAgencies: readonly string[] = ['DISDUKCAPIL', 'DISNAKER', 'DPK', 'PKM-UTARA'];
