import type { Assigned, Fault } from './fact.ts';

/**
 * Why a fact was not kept: the closed list. Each has a sentence in both languages (i18n/refusal).
 * The first group is about the message, the second about the sender, the third about the rules of the field.
 */
export const refusalCodes = [
	'malformed',
	'idReused',
	'observedInFuture',
	'tooManyInBatch',
	'notPermitted',
	'rateLimited',
	'unavailable',
	'unknownAgency',
	'unknownService',
	'servedFell',
	'quotaReached',
	'outsideServiceHours',
	'lastTicketPassed',
	'inPersonClosed',
	'onlineTicketsOnly',
	'essentialOnly',
	'unknownTicket',
	'wrongTicketState',
	'roomFull',
	'belowZero',
	'moreThanStaff',
	'unknownChecklistItem',
	'incompleteChecklist',
	'evidenceMissing',
	'unknownFinding',
	'unknownRegulation',
	'unknownAlert'
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The clause that made a rule refuse; enough to find it in the registry. */
export type ClauseRef = { regulationId: string; clauseId: string };

export type Refusal = {
	because: RefusalCode;
	/** Named fields, for `malformed`. */
	faults?: Fault[];
	/** The limit or value the rule speaks of, for the sentence: `{ quota: 100 }`, `{ until: '11:00' }`. */
	detail?: Record<string, string | number>;
	/** The clause the rule stands in, when a regulation refused. */
	clause?: ClauseRef;
};

/** What the sender hears. Only an answer with its own id in it counts as heard (P5). */
export type Receipt =
	| { status: 'recorded'; id: string; seq: number; assigned: Assigned | null }
	| { status: 'duplicate'; id: string; seq: number; assigned: Assigned | null }
	| {
			status: 'refused';
			id: string | null;
			refusal: Refusal;
			sentence?: { id: string; en: string };
	  };
