import type { AgencyDay, AgencyState, CityState, Standing } from '#lib/contract/board.ts';
import type { Recorded } from '#lib/contract/fact.ts';
import { newer, type AgencyFold, type FoldContext } from './agency-fold.ts';
import { canonicalJson } from './canonical-json.ts';
import { readQueue } from './fold-queue.ts';
import { issue, step } from './fold-ticket.ts';
import { countRoom, moveRoom } from './room.ts';
import { closed, inspected } from './standing.ts';

export { emptyDay, emptyFold, type AgencyFold, type FoldContext } from './agency-fold.ts';
export { queueTotals } from './queue-totals.ts';

/**
 * One agency's day after one more fact, in log order; server and screens run this same function. Facts of another
 * agency or about the city change nothing; facts of another local day change the standing only. Never throws: what
 * cannot follow from the state (admit.ts would have refused it) is passed over.
 */
export function foldFact(fold: AgencyFold, fact: Recorded, context: FoldContext): AgencyFold {
	if (fact.agency !== context.profile.code) return fold;
	switch (fact.type) {
		case 'inspection.submitted': {
			const items = context.checklists[fact.payload.checklistVersion] ?? [];
			return withStanding(fold, inspected(fold.standing, fact, items, fact.day));
		}
		case 'finding.closed':
			return withStanding(fold, closed(fold.standing, fact));
	}
	if (fact.day !== fold.day.day) return fold;
	switch (fact.type) {
		case 'queue.read':
			return readQueue(fold, fact, context);
		case 'ticket.issued':
			return issue(fold, fact, context);
		case 'ticket.admitted':
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.serving':
		case 'ticket.served':
		case 'ticket.noShow':
		case 'ticket.returned':
		case 'ticket.cancelled':
		case 'ticket.transferred':
		case 'ticket.movedOnline':
			return step(fold, fact, context);
		case 'room.moved':
		case 'room.counted':
			return withDay(fold, {
				room:
					fact.type === 'room.moved'
						? moveRoom(fold.day.room, fact.payload, fact.observedAt)
						: countRoom(fold.day.room, fact.payload, fact.observedAt),
				lastRoomAt: newer(fold.day.lastRoomAt, fact.observedAt)
			});
		case 'presence.counted': {
			if (fold.day.presence && fold.day.presence.at > fact.observedAt) return fold;
			const { wfo, wfh, absent, notReported } = fact.payload;
			return withDay(fold, {
				presence: { wfo, wfh, absent, notReported, at: fact.observedAt },
				lastPresenceAt: fact.observedAt
			});
		}
		case 'regulation.published':
		case 'regulation.withdrawn':
		case 'zone.changed':
		case 'alert.acknowledged':
		case 'alert.muted':
		case 'announcement.made':
			return fold;
		default:
			return fact satisfies never;
	}
}

function withStanding(fold: AgencyFold, standing: Standing): AgencyFold {
	return standing === fold.standing ? fold : { ...fold, standing };
}

function withDay(fold: AgencyFold, changed: Partial<AgencyDay>): AgencyFold {
	return { ...fold, day: { ...fold.day, ...changed } };
}

/** Text whose SHA-256 server and screens compare (P13). */
export function stateHashInput(
	states: Readonly<Record<string, AgencyState>>,
	cityState: CityState
): string {
	return canonicalJson({ states, cityState });
}

/** The parts that are not the same object any more; what a delta carries. */
export function changedParts(before: AgencyState, after: AgencyState): Partial<AgencyState> {
	return {
		...(before.day !== after.day && { day: after.day }),
		...(before.standing !== after.standing && { standing: after.standing }),
		...(before.alerts !== after.alerts && { alerts: after.alerts })
	};
}

/** A screen's copy after a delta. */
export function mergeParts(state: AgencyState, parts: Partial<AgencyState>): AgencyState {
	return { ...state, ...parts };
}
