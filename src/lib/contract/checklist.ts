import * as v from 'valibot';
import { localDateSchema, longTextSchema, shortTextSchema } from './primitive.ts';

export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

/** Rooms of a visit, in the order an inspector walks them. */
export const checklistSections = [
	'entrance',
	'waitingRoom',
	'counter',
	'staff',
	'workroom',
	'papers'
] as const;
export type ChecklistSection = (typeof checklistSections)[number];

export const checklistItemSchema = v.strictObject({
	code: v.pipe(v.string(), v.regex(/^[A-Z]{3}-\d{2}$/, 'itemCode')),
	section: v.picklist(checklistSections),
	/** The question as asked, in both languages; a finding keeps the text of its version. */
	id: shortTextSchema,
	en: shortTextSchema,
	severity: v.picklist(severities),
	/** critical 3, major 2, minor 1 (E5). */
	weight: v.pipe(v.number(), v.minValue(1, 'negative'), v.maxValue(10, 'tooLarge')),
	basis: longTextSchema,
	/** Local dates between which the item may be asked; null is open. */
	validFrom: v.nullable(localDateSchema),
	validTo: v.nullable(localDateSchema)
});
export type ChecklistItem = v.InferOutput<typeof checklistItemSchema>;

/** A published version of the checklist; submissions name it, and keep it for ever (E4). */
export type Checklist = {
	version: string;
	title: { id: string; en: string };
	items: ChecklistItem[];
};
