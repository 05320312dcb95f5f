import * as v from 'valibot';
import { cityFactTypes, facts, type FactType, type Payload } from './facts.ts';
import { agencyCodeSchema, factIdSchema, instantSchema } from './primitive.ts';

export const origins = ['feed', 'counter', 'tablet', 'person', 'system'] as const;
export type Origin = (typeof origins)[number];

/** What every fact carries, whatever it says. */
const envelopeSchema = v.strictObject({
	/** Client-made UUIDv7; the same id twice is the same fact. */
	id: factIdSchema,
	/** Null only for facts about the whole city. */
	agency: v.nullable(agencyCodeSchema),
	origin: v.picklist(origins),
	/** When it was seen to be so, on the sender's clock; decides the local day and the rule that judges it. */
	observedAt: instantSchema,
	type: v.string(),
	payload: v.unknown()
});

type Envelope = { id: string; agency: string | null; origin: Origin; observedAt: string };

/** A fact as its sender says it. A union over `type`, so a switch narrows the payload. */
export type Fact = { [T in FactType]: Envelope & { type: T; payload: Payload<T> } }[FactType];
export type FactOf<T extends FactType> = Extract<Fact, { type: T }>;

/** What the log adds on admission: the ticket number given under the lock (P24). */
export type Assigned = { ticketNumber: number };

/** A fact as the log keeps it. */
export type Recorded = Fact & {
	/** Place in the log: 1, 2, 3 … in commit order, without a gap. */
	seq: number;
	/** The server's clock when it was admitted; ISO 8601 UTC. */
	receivedAt: string;
	/** Local calendar day of the city that `observedAt` falls in. */
	day: string;
	/** Display name of the person, feed or screen that said it; null for the system. */
	by: string | null;
	assigned: Assigned | null;
};

/** One thing wrong with what was sent: which field (dotted path) and which rule it broke. */
export type Fault = { field: string; rule: string };

export type Parsed = { ok: true; fact: Fact } | { ok: false; faults: Fault[] };

const cityTypes: ReadonlySet<string> = new Set(cityFactTypes);

function faultsOf(issues: readonly v.BaseIssue<unknown>[], prefix: string): Fault[] {
	return issues.map((issue) => {
		const path = v.getDotPath(issue);
		return {
			field: [prefix, path].filter(Boolean).join('.') || '.',
			// our own rules have one-word messages; valibot's built-in ones become the kind of schema
			rule: /^\w+$/.test(issue.message)
				? issue.message
				: issue.received === 'undefined'
					? 'missing'
					: issue.expected === 'never'
						? 'unknownField'
						: 'type'
		};
	});
}

/**
 * Unknown in, fact or named faults out; the only door through which outside data becomes a `Fact`.
 * Never throws.
 */
export function parseFact(input: unknown): Parsed {
	const envelope = v.safeParse(envelopeSchema, input);
	if (!envelope.success) return { ok: false, faults: faultsOf(envelope.issues, '') };
	const { type, payload, ...rest } = envelope.output;
	if (!Object.hasOwn(facts, type))
		return { ok: false, faults: [{ field: 'type', rule: 'unknownType' }] };
	if (rest.agency === null && !cityTypes.has(type)) {
		return { ok: false, faults: [{ field: 'agency', rule: 'missing' }] };
	}
	const said = v.safeParse(facts[type as FactType], payload); // boundary: hasOwn above proved the key
	if (!said.success) return { ok: false, faults: faultsOf(said.issues, 'payload') };
	// boundary: type and payload were matched by the lookup; the union cannot be built without saying so
	const fact = {
		...rest,
		observedAt: new Date(rest.observedAt).toISOString(),
		type,
		payload: said.output
	} as Fact;
	return { ok: true, fact };
}
