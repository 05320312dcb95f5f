import type { AgencyView } from '#lib/domain/agency-view.ts';
import type { TicketChannel } from '#lib/contract/facts.ts';
import { clock } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/**
 * Why no number can be given now, in words for the key; null when one can be asked for. A courtesy only:
 * the server decides, under its lock, and its refusal names the clause.
 */
export function issueHurdle(
	{ service, quota, now }: AgencyView,
	channel: TicketChannel,
	offline: boolean,
	zone: AgencyView['timeZone']
): string | null {
	if (offline) return m.counter_why_offline();
	switch (service.state) {
		case 'onlineOnly':
		case 'noCounter':
			return m.counter_issue_online_only();
		case 'closed':
			// online numbers may be taken before the doors open
			if (service.because === 'beforeHours' && channel !== 'walkIn') break;
			return service.nextOpening
				? m.counter_issue_closed_until({ at: clock(service.nextOpening, zone) })
				: m.counter_issue_closed();
		case 'open':
		case 'limited':
		case 'roundTheClock':
			break;
		default:
			return service.state satisfies never;
	}
	if (service.lastTicketAt !== null && now >= service.lastTicketAt)
		return m.counter_issue_last_passed({ at: clock(service.lastTicketAt, zone) });
	return quota?.remaining === 0 ? m.counter_issue_quota_out() : null;
}
