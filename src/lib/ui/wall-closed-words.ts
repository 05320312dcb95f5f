import type { AgencyView } from '#lib/domain/agency-view.ts';
import { binding } from '#lib/domain/limits.ts';
import { localDay } from '#lib/domain/local-time.ts';
import { clock, weekdayShort } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Why an agency serves nobody at its counters now, in two or three words; '' while it does. */
export function closedWords({ service, limits, now, timeZone }: AgencyView): string {
	switch (service.state) {
		case 'open':
		case 'limited':
			return '';
		case 'onlineOnly':
			return m.wall_online_only();
		case 'noCounter':
			return binding(limits.faceToFace) === 'closed'
				? m.wall_closed_in_person()
				: m.wall_no_counter();
		case 'roundTheClock':
			return m.wall_round_the_clock();
		case 'closed': {
			if (service.because === 'holiday') return m.wall_holiday();
			const opens = service.nextOpening;
			if (opens === null) return m.wall_closed();
			const today = localDay(opens, timeZone) === localDay(now, timeZone);
			const at = clock(opens, timeZone);
			return m.wall_opens_at({ at: today ? at : `${weekdayShort(opens, timeZone)} ${at}` });
		}
		default:
			return service.state satisfies never;
	}
}
