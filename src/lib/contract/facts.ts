import * as v from 'valibot';
import {
	countSchema,
	factIdSchema,
	instantSchema,
	longTextSchema,
	servicePrefixSchema,
	sha256Schema,
	shortTextSchema
} from './primitive.ts';

/** How a visitor reaches a service (B4). */
export const ticketChannels = ['walkIn', 'web', 'school', 'appointment'] as const;
export const ticketChannelSchema = v.picklist(ticketChannels);
export type TicketChannel = (typeof ticketChannels)[number];

/** The four answers of the checklist (E5). */
export const checklistAnswers = ['met', 'partial', 'notMet', 'notApplicable'] as const;
export type ChecklistAnswer = (typeof checklistAnswers)[number];

/** Where people are today, besides the office and home (D1). */
export const absenceKinds = [
	'officialTrip',
	'leave',
	'sick',
	'excused',
	'selfIsolation',
	'quarantine',
	'study',
	'unexcused'
] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

export const zoneColours = ['green', 'yellow', 'orange', 'red'] as const;
export type ZoneColour = (typeof zoneColours)[number];

const ticketId = factIdSchema;
const counterLabel = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1, 'empty'),
	v.maxLength(20, 'tooLong')
);
const alertKey = v.pipe(v.string(), v.maxLength(120, 'tooLong'));

/**
 * The one declaration of every event. Nothing else declares one: the fold, the permissions, the labels
 * and the fixtures are all checked against these keys (tests/coverage).
 *
 * Units: people are counted in whole persons, durations in seconds, instants in ISO 8601 UTC.
 */
export const facts = {
	/** A ticket machine's periodic reading (B11). Absolute values of one service, or of the whole agency. */
	'queue.read': v.strictObject({
		service: v.optional(servicePrefixSchema),
		waiting: countSchema,
		serving: countSchema,
		/** Served so far today; never falls within a local day. */
		served: countSchema,
		countersOpen: v.optional(countSchema),
		meanWaitSeconds: v.optional(countSchema),
		status: v.optional(v.picklist(['open', 'closed']), 'open'),
		ticketsStopped: v.optional(v.boolean(), false)
	}),

	/** A visitor took a number. The log assigns the number; `ticketId` is the sender's (B1, B3). */
	'ticket.issued': v.strictObject({
		ticketId,
		service: servicePrefixSchema,
		channel: v.optional(ticketChannelSchema, 'walkIn'),
		partySize: v.optional(
			v.pipe(
				v.number(),
				v.integer('integer'),
				v.minValue(1, 'negative'),
				v.maxValue(20, 'tooLarge')
			),
			1
		),
		priority: v.optional(v.boolean(), false),
		/** True while the holder has to wait outside because the room is full (C3). */
		outside: v.optional(v.boolean(), false)
	}),
	/** A holder who waited outside was let in. */
	'ticket.admitted': v.strictObject({ ticketId }),
	'ticket.called': v.strictObject({ ticketId, counter: counterLabel }),
	'ticket.recalled': v.strictObject({ ticketId, counter: counterLabel }),
	'ticket.serving': v.strictObject({ ticketId, counter: counterLabel }),
	'ticket.served': v.strictObject({ ticketId }),
	'ticket.noShow': v.strictObject({ ticketId }),
	/** A no-show came back before the last-ticket time and waits again. */
	'ticket.returned': v.strictObject({ ticketId }),
	'ticket.cancelled': v.strictObject({ ticketId, reason: v.optional(shortTextSchema) }),
	'ticket.transferred': v.strictObject({ ticketId, toService: servicePrefixSchema }),
	'ticket.movedOnline': v.strictObject({ ticketId }),

	/** People went in or out of the service room, or joined or left those waiting outside (C1, C3). */
	'room.moved': v.strictObject({
		entered: v.optional(countSchema, 0),
		left: v.optional(countSchema, 0),
		outsideJoined: v.optional(countSchema, 0),
		outsideLeft: v.optional(countSchema, 0),
		/** Why the cap was passed on purpose; shown with the number. */
		override: v.optional(shortTextSchema)
	}),
	/** Somebody counted heads; replaces what was added up. */
	'room.counted': v.strictObject({ inside: countSchema, outside: v.optional(countSchema) }),

	/** Staff counts by status from an outside attendance system (D1). Counts only, never persons. */
	'presence.counted': v.strictObject({
		wfo: countSchema,
		wfh: countSchema,
		absent: v.optional(v.record(v.picklist(absenceKinds), countSchema), {}),
		/** Of those, people who have not reported at all. */
		notReported: v.optional(countSchema, 0)
	}),

	/** An unannounced protocol inspection (sidak), complete with every answer (E1-E7). */
	'inspection.submitted': v.strictObject({
		inspectionId: factIdSchema,
		checklistVersion: v.pipe(v.string(), v.maxLength(60, 'tooLong')),
		startedAt: instantSchema,
		team: v.pipe(
			v.array(v.strictObject({ institution: shortTextSchema, people: countSchema })),
			v.minLength(1, 'empty'),
			v.maxLength(12, 'tooLong')
		),
		answers: v.pipe(
			v.array(
				v.strictObject({
					code: v.pipe(v.string(), v.maxLength(20, 'tooLong')),
					answer: v.picklist(checklistAnswers),
					note: v.optional(longTextSchema),
					photos: v.optional(v.pipe(v.array(sha256Schema), v.maxLength(12, 'tooLong')), [])
				})
			),
			v.minLength(1, 'empty'),
			v.maxLength(200, 'tooLong')
		),
		/** Behaviour counts stand beside the score and are never mixed into it (E5). */
		observed: v.optional(
			v.strictObject({
				visitors: countSchema,
				visitorsMasked: countSchema,
				officers: countSchema,
				officersMasked: countSchema,
				reminded: v.optional(countSchema, 0)
			})
		),
		counted: v.optional(
			v.strictObject({
				staffInOffice: v.optional(countSchema),
				peopleInRoom: v.optional(countSchema)
			})
		),
		remark: v.optional(longTextSchema)
	}),
	/** The inspector's side accepts a repair; only they close (E9). */
	'finding.closed': v.strictObject({
		inspectionId: factIdSchema,
		code: v.pipe(v.string(), v.maxLength(20, 'tooLong')),
		note: longTextSchema
	}),

	/** A regulation of the registry came into the world; its text stands in the registry (A1). */
	'regulation.published': v.strictObject({
		regulationId: v.pipe(v.string(), v.maxLength(60, 'tooLong'))
	}),
	'regulation.withdrawn': v.strictObject({
		regulationId: v.pipe(v.string(), v.maxLength(60, 'tooLong')),
		reason: shortTextSchema
	}),
	/** The city's risk colour or PPKM level, from a moment on (A6). */
	'zone.changed': v.strictObject({
		colour: v.nullable(v.picklist(zoneColours)),
		ppkmLevel: v.optional(
			v.nullable(
				v.pipe(
					v.number(),
					v.integer('integer'),
					v.minValue(1, 'negative'),
					v.maxValue(4, 'tooLarge')
				)
			),
			null
		),
		from: instantSchema
	}),

	'alert.acknowledged': v.strictObject({ alertKey, reason: v.optional(shortTextSchema) }),
	'alert.muted': v.strictObject({ alertKey, until: instantSchema, reason: shortTextSchema }),

	/** A line for every wall, from the task force, until a moment. */
	'announcement.made': v.strictObject({ text: shortTextSchema, until: instantSchema })
} as const;

export type FactType = keyof typeof facts;
export const factTypes = Object.keys(facts) as FactType[]; // boundary: Object.keys widens to string
export type Payload<T extends FactType> = v.InferOutput<(typeof facts)[T]>;

/** Event types that speak of the city as a whole; their envelope's agency may be null. */
export const cityFactTypes = [
	'regulation.published',
	'regulation.withdrawn',
	'zone.changed',
	'alert.acknowledged',
	'alert.muted',
	'announcement.made'
] as const satisfies readonly FactType[];
