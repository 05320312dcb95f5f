import type { FactType, Payload } from '#lib/contract/facts.ts';
import { dateClock, number } from '#lib/i18n/format.ts';
import { absenceLabel, channelLabel, zoneLabel } from '#lib/i18n/labels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { City } from '#lib/contract/agency.ts';

/** What the words need of a line of the log; the union keeps `type` and `payload` together. */
export type Told = {
	[T in FactType]: { type: T; payload: Payload<T>; ticket: string | null };
}[FactType];

/** The particulars of a fact in a few words, to stand behind its name (labels.factLabel). May be empty. */
export function historyDetail(told: Told, zone: City['timeZone']): string {
	switch (told.type) {
		case 'queue.read': {
			const { waiting, serving, served, service, status } = told.payload;
			if (status === 'closed') return m.agency_told_reading_closed({ served: number(served) });
			const words = m.agency_told_reading({
				waiting: number(waiting),
				serving: number(serving),
				served: number(served)
			});
			return service ? `${service} · ${words}` : words;
		}
		case 'ticket.issued':
			return joined(
				told.ticket,
				channelLabel(told.payload.channel),
				told.payload.partySize > 1 && m.agency_told_people({ n: number(told.payload.partySize) }),
				told.payload.priority && m.agency_told_priority(),
				told.payload.outside && m.agency_chart_outside()
			);
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.serving':
			return joined(told.ticket, m.agency_told_counter({ counter: told.payload.counter }));
		case 'ticket.cancelled':
			return joined(told.ticket, told.payload.reason);
		case 'ticket.transferred':
			return joined(told.ticket, `→ ${told.payload.toService}`);
		case 'ticket.admitted':
		case 'ticket.served':
		case 'ticket.noShow':
		case 'ticket.returned':
		case 'ticket.movedOnline':
			return told.ticket ?? '';
		case 'room.moved': {
			const { entered, left, outsideJoined, outsideLeft, override } = told.payload;
			return joined(
				entered > 0 && m.agency_told_entered({ n: number(entered) }),
				left > 0 && m.agency_told_left({ n: number(left) }),
				outsideJoined > 0 && m.agency_told_outside_joined({ n: number(outsideJoined) }),
				outsideLeft > 0 && m.agency_told_outside_left({ n: number(outsideLeft) }),
				override
			);
		}
		case 'room.counted':
			return joined(
				m.agency_told_inside({ n: number(told.payload.inside) }),
				told.payload.outside !== undefined &&
					m.agency_told_outside({ n: number(told.payload.outside) })
			);
		case 'presence.counted': {
			const { wfo, wfh, absent, notReported } = told.payload;
			return joined(
				`${m.agency_chart_wfo()} ${number(wfo)}`,
				`${m.agency_chart_wfh()} ${number(wfh)}`,
				...Object.entries(absent).map(
					// boundary: Object.entries widens the keys of a record to string
					([kind, count]) => `${absenceLabel(kind as keyof typeof absent)} ${number(count ?? 0)}`
				),
				notReported > 0 && `${m.agency_chart_not_reported()} ${number(notReported)}`
			);
		}
		case 'inspection.submitted': {
			const { team, answers } = told.payload;
			const failed = answers.filter(({ answer }) => answer === 'notMet').length;
			return joined(
				team.map(({ institution }) => institution).join(', '),
				m.agency_told_answers({ n: number(answers.length), failed: number(failed) })
			);
		}
		case 'finding.closed':
			return joined(told.payload.code, told.payload.note);
		case 'regulation.published':
			return told.payload.regulationId;
		case 'regulation.withdrawn':
			return joined(told.payload.regulationId, told.payload.reason);
		case 'zone.changed':
			return told.payload.colour ? zoneLabel(told.payload.colour) : '';
		case 'alert.acknowledged':
			return told.payload.reason ?? '';
		case 'alert.muted':
			return joined(
				m.agency_told_until({ at: dateClock(told.payload.until, zone) }),
				told.payload.reason
			);
		case 'announcement.made':
			return told.payload.text;
		default:
			return told satisfies never;
	}
}

/** `A · B · C` of what there is to say. */
function joined(...words: (string | false | null | undefined)[]): string {
	return words.filter(Boolean).join(' · ');
}
