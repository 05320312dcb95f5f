import type { City } from '#lib/contract/agency.ts';
import type { Alert } from '#lib/contract/board.ts';
import { clock, number } from './format.ts';
import { m } from './paraglide/messages.js';

/** `Disnaker · antre 34`: who and how much, for a card that is read across a room. */
export function alertTitle(alert: Alert, name: string): string {
	const value = number(Math.round(alert.value));
	switch (alert.kind) {
		case 'quota':
			// `value` is the tickets taken; a share says more than a count without its limit
			return alert.about === 'full' || !alert.limit
				? m.shared_alert_quota_full({ name, limit: number(alert.limit ?? alert.value) })
				: m.shared_alert_quota({
						name,
						value: number(Math.round((100 * alert.value) / alert.limit))
					});
		case 'queue':
			return alert.about === 'wait'
				? m.shared_alert_queue_wait({ name, value })
				: m.shared_alert_queue({ name, value });
		case 'room':
			return m.shared_alert_room({ name, value });
		case 'wfoOver':
			return m.shared_alert_wfo_over({ name, value });
		case 'wfoUnder':
			return m.shared_alert_wfo_under({ name, value });
		case 'sidak':
			return m.shared_alert_sidak({ name, value: number(alert.value) });
		case 'findingOverdue':
			return m.shared_alert_finding_overdue({ name });
		case 'stale':
			return m.shared_alert_stale({ name });
		case 'served':
			return m.shared_alert_served({ name });
		default:
			return alert.kind satisfies never;
	}
}

/** `di atas batas 25 sejak 10.31`, or what was done about it: `dikonfirmasi Rahma 10.38`. */
export function alertDetail(alert: Alert, zone: City['timeZone']): string {
	if (alert.state === 'acknowledged' && alert.acknowledged) {
		const { by, at } = alert.acknowledged;
		return m.shared_alert_acknowledged_by({ name: by, at: clock(at, zone) });
	}
	if (alert.state === 'muted' && alert.mutedUntil) {
		return m.shared_alert_muted_until({ at: clock(alert.mutedUntil, zone) });
	}
	if (alert.state === 'recovered' && alert.recoveredAt) {
		return m.shared_alert_recovered_at({ at: clock(alert.recoveredAt, zone) });
	}
	// a silence is told by what was heard last, not by the quarter of an hour that makes it one
	if (alert.kind === 'stale') {
		return alert.about
			? m.shared_alert_last_data({ at: clock(alert.about, zone) })
			: m.shared_alert_no_data_today();
	}
	const since = clock(alert.since, zone);
	if (alert.limit !== null) {
		const limit = number(alert.limit);
		if (alert.kind === 'quota')
			return m.shared_alert_quota_of({ value: number(alert.value), limit, since });
		// an alert lets go only some way below its threshold; until then it is not "over" it
		const over = alert.value > alert.limit;
		const under = alert.value < alert.limit;
		const isFloor = alert.kind === 'wfoUnder' || alert.kind === 'sidak';
		if (isFloor ? !under : !over) return m.shared_alert_at_limit({ limit, since });
		return alert.kind === 'wfoUnder' || alert.kind === 'sidak'
			? m.shared_alert_under_limit({ limit, since })
			: m.shared_alert_over_limit({ limit, since });
	}
	if (alert.about && alert.kind !== 'queue')
		return m.shared_alert_item_since({ about: alert.about, since });
	return m.shared_alert_since({ since });
}
