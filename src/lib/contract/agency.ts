import * as v from 'valibot';
import {
	agencyCodeSchema,
	clockTimeSchema,
	countSchema,
	servicePrefixSchema,
	shortTextSchema
} from './primitive.ts';

export const unitCategories = [
	'direct_service',
	'non_service',
	'field_operations',
	'health',
	'education'
] as const;
export type UnitCategory = (typeof unitCategories)[number];
export const sectors = ['non_essential', 'essential', 'critical'] as const;
export type Sector = (typeof sectors)[number];
export const serviceModes = ['in_person', 'hybrid', 'appointment', 'session'] as const;
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const openRange = v.nullable(v.tuple([clockTimeSchema, clockTimeSchema]));
/** Opening and closing per weekday in the city's clock; null on a weekday without service (B6). */
export const weekHoursSchema = v.strictObject({
	mon: openRange,
	tue: openRange,
	wed: openRange,
	thu: openRange,
	fri: openRange,
	sat: openRange,
	sun: openRange
});
export type WeekHours = v.InferOutput<typeof weekHoursSchema>;

export const serviceSchema = v.strictObject({
	prefix: servicePrefixSchema,
	name: shortTextSchema,
	/** Mean service time in minutes. */
	minutes: countSchema,
	channel: v.picklist(serviceModes),
	urgent: v.boolean(),
	essential: v.boolean(),
	/** Never named outside its own agency; counted in totals only (G4). */
	sensitive: v.boolean()
});
export type Service = v.InferOutput<typeof serviceSchema>;

/** An agency as the registry knows it: everything about it that does not change by the minute. */
export const agencyProfileSchema = v.strictObject({
	code: agencyCodeSchema,
	name: shortTextSchema,
	/** What the wall prints: `Disnaker`, `Puskesmas Utara`. */
	shortName: v.pipe(shortTextSchema, v.maxLength(24, 'tooLong')),
	unitCategory: v.picklist(unitCategories),
	sector: v.picklist(sectors),
	/** Everyone assigned to the unit, people on leave included: the denominator of every share (D2). */
	headcount: countSchema,
	counters: countSchema,
	roomSeats: countSchema,
	/** Visitors on an ordinary day, and the daily quota while face-to-face service is limited. */
	normalDaily: countSchema,
	limitedQuota: countSchema,
	serviceHours: v.nullable(weekHoursSchema),
	roundTheClock: v.boolean(),
	services: v.array(serviceSchema),
	/** Fixed place on the wall, so that eyes learn it. */
	order: countSchema,
	/** How often its feed is expected to report, seconds; freshness is measured in multiples of it. */
	reportEverySeconds: countSchema
});
export type AgencyProfile = v.InferOutput<typeof agencyProfileSchema>;

export const timeZones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
/** The city itself: name, zone, holidays. */
export type City = {
	code: string;
	name: string;
	/** IANA zone: WIB, WITA or WIT. */
	timeZone: (typeof timeZones)[number];
	/** Local dates on which offices are closed, national holidays and joint leave alike. */
	holidays: string[];
	/** True for the fictional demo city on its simulated clock: every screen says so. */
	simulated: boolean;
};
