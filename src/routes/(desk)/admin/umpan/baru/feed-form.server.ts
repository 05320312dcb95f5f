import * as v from 'valibot';
import { agencyCodeSchema } from '#lib/contract/primitive.ts';
import { maxFeedDays, maxFeedRate } from '#lib/server/feeds.ts';

/** What a machine can report. Inspections, rules and announcements are a person's to make. */
export const feedFactTypes = [
	'queue.read',
	'ticket.issued',
	'ticket.admitted',
	'ticket.called',
	'ticket.recalled',
	'ticket.serving',
	'ticket.served',
	'ticket.noShow',
	'ticket.returned',
	'ticket.cancelled',
	'ticket.transferred',
	'ticket.movedOnline',
	'room.moved',
	'room.counted',
	'presence.counted'
] as const;

const wholeNumber = (largest: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number), v.minValue(1), v.maxValue(largest));

export const feedSchema = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
	agencies: v.pipe(v.array(agencyCodeSchema), v.minLength(1)),
	factTypes: v.pipe(v.array(v.picklist(feedFactTypes)), v.minLength(1)),
	days: wholeNumber(maxFeedDays),
	ratePerMinute: wholeNumber(maxFeedRate)
});
