import type { Fact } from '#lib/contract/fact.ts';
import type { FactType, Payload } from '#lib/contract/facts.ts';
import { instantOfMs, plannedId, type PlannedFact } from './planned.ts';
import type { QueueEvent, Visitor } from './queue-day.ts';

type Sender = { agency: string; seed: string };

/** The id under which a visitor's ticket is spoken of. */
export const ticketIdOf = ({ agency, seed }: Sender, { n, atMs }: Visitor): string =>
	plannedId(seed, `${agency}/visitor/${n}`, atMs);

/**
 * A played queue as the facts of an agency whose counters and door report every number and every step
 * (B3, C1). A number is drawn before its holder walks in, so that the last place of a room can be taken.
 * Between the steps the door counts heads once a minute, which is its sign of life.
 */
export function ticketFacts(
	events: readonly QueueEvent[],
	sender: Sender,
	openFor: { fromMs: number; toMs: number; everyMs: number }
): PlannedFact[] {
	const facts: PlannedFact[] = [];
	const nthOfSubject = new Map<string, number>();
	const say = <T extends FactType>(atMs: number, subject: string, type: T, payload: Payload<T>) => {
		// a visitor who is called twice says `called` twice
		const nth = (nthOfSubject.get(`${subject}/${type}`) ?? 0) + 1;
		nthOfSubject.set(`${subject}/${type}`, nth);
		const fact = {
			id: plannedId(sender.seed, `${sender.agency}/${subject}/${type}/${nth}`, atMs),
			agency: sender.agency,
			origin: 'feed',
			observedAt: instantOfMs(atMs),
			type,
			payload
		} as Fact; // boundary: type and payload are tied by the signature; the union cannot see it
		facts.push({ atMs, fact });
	};
	const moved = (atMs: number, subject: string, move: Partial<Payload<'room.moved'>>) =>
		say(atMs, subject, 'room.moved', {
			entered: 0,
			left: 0,
			outsideJoined: 0,
			outsideLeft: 0,
			...move
		});

	let inside = 0;
	let outside = 0;
	let nextCountMs = openFor.fromMs;
	const countHeadsUntil = (atMs: number) => {
		for (; nextCountMs < Math.min(atMs, openFor.toMs); nextCountMs += openFor.everyMs) {
			say(nextCountMs, 'door', 'room.counted', { inside, outside });
		}
	};

	for (const event of events) {
		const { atMs } = event;
		countHeadsUntil(atMs);
		if (event.kind === 'groupEntered') {
			// nobody drew a number or asked; the next head count finds them
			inside += event.people;
			say(atMs, 'door', 'room.counted', { inside, outside });
			continue;
		}
		if (event.kind === 'groupLeft') {
			inside -= event.people;
			moved(atMs, 'group', { left: event.people });
			continue;
		}
		const { kind, visitor, counter } = event;
		const subject = `visitor/${visitor.n}`;
		const people = visitor.partySize;
		const ticketId = ticketIdOf(sender, visitor);
		const desk = `${counter}`;
		switch (kind) {
			case 'arrived':
				say(atMs, subject, 'ticket.issued', {
					ticketId,
					service: visitor.service,
					channel: visitor.channel,
					partySize: people,
					priority: visitor.priority,
					outside: event.outside
				});
				if (event.outside) {
					outside += people;
					moved(atMs, subject, { outsideJoined: people });
				} else {
					inside += people;
					moved(atMs, subject, { entered: people });
				}
				break;
			case 'admitted':
				inside += people;
				outside -= people;
				say(atMs, subject, 'ticket.admitted', { ticketId });
				moved(atMs, subject, { entered: people, outsideLeft: people });
				break;
			case 'called':
				say(atMs, subject, 'ticket.called', { ticketId, counter: desk });
				break;
			case 'recalled':
				say(atMs, subject, 'ticket.recalled', { ticketId, counter: desk });
				break;
			case 'serving':
				say(atMs, subject, 'ticket.serving', { ticketId, counter: desk });
				break;
			case 'served':
			case 'noShow':
				inside -= people;
				say(atMs, subject, kind === 'served' ? 'ticket.served' : 'ticket.noShow', { ticketId });
				moved(atMs, subject, { left: people });
				break;
			case 'returned':
				inside += people;
				say(atMs, subject, 'ticket.returned', { ticketId });
				moved(atMs, subject, { entered: people });
				break;
			case 'movedOnline':
				say(atMs, subject, 'ticket.movedOnline', { ticketId });
				if (event.outside) outside -= people;
				else inside -= people;
				moved(atMs, subject, event.outside ? { outsideLeft: people } : { left: people });
				break;
			case 'diverted':
				// no number was drawn; the visitor used the online form
				break;
			default:
				kind satisfies never;
		}
	}
	countHeadsUntil(openFor.toMs);
	return facts;
}
