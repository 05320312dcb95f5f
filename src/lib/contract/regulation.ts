import * as v from 'valibot';
import { sectors, unitCategories } from './agency.ts';
import { zoneColours } from './facts.ts';
import {
	agencyCodeSchema,
	clockTimeSchema,
	countSchema,
	instantSchema,
	servicePrefixSchema,
	shortTextSchema
} from './primitive.ts';

const percentage = v.pipe(v.number(), v.minValue(0, 'negative'), v.maxValue(100, 'tooLarge'));

/** Whom a clause binds. Every key present must match; an empty scope is the whole city (A1). */
export const scopeSchema = v.strictObject({
	agencies: v.optional(v.array(agencyCodeSchema)),
	services: v.optional(v.array(servicePrefixSchema)),
	unitCategories: v.optional(v.array(v.picklist(unitCategories))),
	sectors: v.optional(v.array(v.picklist(sectors))),
	zones: v.optional(v.array(v.picklist(zoneColours))),
	ppkmLevels: v.optional(
		v.array(v.pipe(v.number(), v.minValue(1, 'negative'), v.maxValue(4, 'tooLarge')))
	)
});
export type Scope = v.InferOutput<typeof scopeSchema>;

/** Every kind of limit a clause can set. Caps say "at most" unless the name says otherwise. */
export const limitSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('wfoMaxPct'), pct: percentage }),
	v.strictObject({ kind: v.literal('wfoMaxPeople'), people: countSchema }),
	/** "Fewer officers", the number left to the head: until set, shown as "batas belum ditetapkan". */
	v.strictObject({ kind: v.literal('wfoSetByHead') }),
	v.strictObject({ kind: v.literal('wfoMinPct'), pct: percentage }),
	v.strictObject({ kind: v.literal('wfhMaxPct'), pct: percentage }),
	/** Regulated by another head (A5): neither compliant nor violating. */
	v.strictObject({ kind: v.literal('delegatedTo'), agency: agencyCodeSchema }),
	v.strictObject({
		kind: v.literal('faceToFace'),
		mode: v.picklist(['open', 'limited', 'closed'])
	}),
	v.strictObject({ kind: v.literal('hours'), from: clockTimeSchema, to: clockTimeSchema }),
	v.strictObject({ kind: v.literal('closesAt'), at: clockTimeSchema }),
	v.strictObject({ kind: v.literal('lastTicketAt'), at: clockTimeSchema }),
	v.strictObject({ kind: v.literal('officeHours'), from: clockTimeSchema, to: clockTimeSchema }),
	v.strictObject({
		kind: v.literal('channels'),
		channels: v.array(v.picklist(['inPerson', 'online', 'callCentre']))
	}),
	v.strictObject({ kind: v.literal('onlineByAgency') }),
	v.strictObject({ kind: v.literal('essentialOnly') }),
	v.strictObject({ kind: v.literal('newCasesOnline'), services: v.array(servicePrefixSchema) }),
	v.strictObject({
		kind: v.literal('dailyQuota'),
		perDay: countSchema,
		baseline: v.optional(v.nullable(countSchema), null)
	}),
	v.strictObject({ kind: v.literal('onlineTicketsOnly') }),
	v.strictObject({ kind: v.literal('onSiteSteps'), steps: v.array(shortTextSchema) }),
	v.strictObject({ kind: v.literal('roomMaxPeople'), people: countSchema }),
	v.strictObject({ kind: v.literal('roomMaxPctOfSeats'), pct: percentage }),
	v.strictObject({ kind: v.literal('batchAdmission') }),
	v.strictObject({ kind: v.literal('waitOutside') }),
	v.strictObject({ kind: v.literal('shifts') }),
	v.strictObject({ kind: v.literal('rotation'), groups: countSchema }),
	v.strictObject({ kind: v.literal('quarantine'), days: countSchema }),
	v.strictObject({
		kind: v.literal('travelReturn'),
		reportTo: shortTextSchema,
		then: shortTextSchema
	}),
	v.strictObject({
		kind: v.literal('wfhPapers'),
		papers: v.array(v.picklist(['assignmentLetter', 'doctorNote']))
	}),
	v.strictObject({ kind: v.literal('locationOnRequest') }),
	v.strictObject({ kind: v.literal('electronicAttendance'), temperature: v.boolean() }),
	v.strictObject({ kind: v.literal('checklistRequires'), measures: v.array(shortTextSchema) }),
	v.strictObject({ kind: v.literal('clusterClosure'), days: countSchema }),
	v.strictObject({ kind: v.literal('noOutdoorAssembly') }),
	/** Loosens the named kinds for those in scope; always shown with its reason (A2). */
	v.strictObject({
		kind: v.literal('exemption'),
		from: v.array(v.string()),
		why: shortTextSchema,
		until: v.nullable(instantSchema)
	})
]);
export type Limit = v.InferOutput<typeof limitSchema>;
export type LimitKind = Limit['kind'];

export const clauseSchema = v.strictObject({
	/** Unique within its regulation: `1`, `2` … or the article's own numbering. */
	id: v.pipe(v.string(), v.minLength(1, 'empty'), v.maxLength(20, 'tooLong')),
	scope: scopeSchema,
	limit: limitSchema
});
export type Clause = v.InferOutput<typeof clauseSchema>;

export const regulationSchema = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,58}$/, 'slug')),
	/** As cited: `800/0109/Org`. */
	number: shortTextSchema,
	title: shortTextSchema,
	legalBasis: shortTextSchema,
	/** Instants, UTC: first moment in force, and first moment no longer in force. Null is open. */
	validFrom: v.nullable(instantSchema),
	validTo: v.nullable(instantSchema),
	/** The source gives the first day only roughly. */
	fromApprox: v.optional(v.boolean(), false),
	clauses: v.array(clauseSchema)
});
export type Regulation = v.InferOutput<typeof regulationSchema>;
