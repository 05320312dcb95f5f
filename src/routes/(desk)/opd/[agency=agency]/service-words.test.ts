import { describe, expect, it } from 'vitest';
import type { ServiceState } from '#lib/domain/service-hours.ts';
import { setLocale } from '#lib/i18n/paraglide/runtime.js';
import { serviceTimes, serviceWord } from './service-words.ts';

void setLocale('id', { reload: false });

const zone = 'Asia/Makassar';
const now = '2021-01-12T01:30:00.000Z'; // 09.30 WITA
const limited: ServiceState = {
	state: 'limited',
	opensAt: '2021-01-12T00:00:00.000Z',
	closesAt: '2021-01-12T03:00:00.000Z',
	lastTicketAt: '2021-01-12T02:00:00.000Z',
	normal: ['08:00', '15:00'],
	today: ['08:00', '11:00'],
	nextOpening: null,
	because: null,
	clause: null,
	inHours: true,
	inOffice: true
};

describe('the words of an agency that is open [B6]', () => {
	it('say until when, the last ticket, and how much shorter than usual', () => {
		expect(serviceWord(limited, zone)).toBe('terbatas s.d. 11.00');
		expect(serviceTimes(limited, zone, now)).toEqual([
			'nomor terakhir 10.00',
			'biasanya 08.00–15.00 (−4 jam)'
		]);
	});

	it('say that tickets have ended once they have', () => {
		expect(serviceTimes(limited, zone, '2021-01-12T02:00:00.000Z')[0]).toBe(
			'pengambilan nomor tutup 10.00'
		);
	});
});

describe('the words of an agency that is not open', () => {
	const closed: ServiceState = { ...limited, state: 'closed', inHours: false };

	it('say when it opens, with the day if that is not today', () => {
		const tomorrow = { ...closed, nextOpening: '2021-01-13T00:00:00.000Z' };
		expect(serviceTimes(tomorrow, zone, now)[0]).toBe('buka Rab 13 Jan 08.00');
		const today = { ...closed, nextOpening: '2021-01-12T00:00:00.000Z' };
		expect(serviceTimes(today, zone, '2021-01-11T23:00:00.000Z')[0]).toBe('buka 08.00');
	});

	it('say DARING where the doors are closed by rule, and no hours [R11]', () => {
		const online: ServiceState = { ...closed, state: 'onlineOnly', because: 'rule' };
		expect(serviceWord(online, zone)).toBe('DARING');
		expect(serviceTimes(online, zone, now)).toEqual([]);
	});
});
