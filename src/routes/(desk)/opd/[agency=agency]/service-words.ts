import type { City } from '#lib/contract/agency.ts';
import type { ServiceState } from '#lib/domain/service-hours.ts';
import { clock, clockRange, dateShort, durationWords } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type Zone = City['timeZone'];

/** What the doors do now, in a word or two: `buka s.d. 11.00`, `DARING`, `tutup tatap muka`. */
export function serviceWord(service: ServiceState, zone: Zone): string {
	const closes = service.closesAt === null ? '' : clock(service.closesAt, zone);
	switch (service.state) {
		case 'open':
			return m.shared_service_open({ closes });
		case 'limited':
			return m.shared_service_limited({ closes });
		case 'onlineOnly':
			return m.shared_service_online_only();
		case 'closed':
			return service.because === 'holiday' ? m.shared_service_holiday() : m.shared_service_closed();
		case 'noCounter':
			return m.shared_service_no_counter();
		case 'roundTheClock':
			return m.shared_service_round_the_clock();
		default:
			return service.state satisfies never;
	}
}

/** The day's times behind the word: opening again, last ticket, ordinary hours beside today's (B6). */
export function serviceTimes(service: ServiceState, zone: Zone, now: string): string[] {
	const { nextOpening, lastTicketAt, normal, today, inHours } = service;
	const words: string[] = [];
	if (nextOpening) {
		const at = clock(nextOpening, zone);
		const sameDay = dateShort(nextOpening, zone) === dateShort(now, zone);
		words.push(
			m.shared_service_closed_until({
				opens: sameDay ? at : `${dateShort(nextOpening, zone)} ${at}`
			})
		);
	}
	if (lastTicketAt && inHours) {
		const at = clock(lastTicketAt, zone);
		words.push(
			lastTicketAt > now ? m.agency_last_ticket({ at }) : m.agency_last_ticket_passed({ at })
		);
	}
	// hours of a door that is closed by rule would only mislead
	if (normal && today && service.state !== 'onlineOnly') {
		const shorter = lengthOf(normal) - lengthOf(today);
		words.push(
			shorter > 0
				? m.agency_hours_shorter({
						normal: clockRange(normal),
						by: durationWords(shorter * 60)
					})
				: m.agency_hours_normal({ normal: clockRange(normal) })
		);
	}
	return words;
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const lengthOf = ([from, to]: readonly [string, string]) => minutes(to) - minutes(from);
