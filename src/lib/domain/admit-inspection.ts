import type { FactOf } from '#lib/contract/fact.ts';
import type { Refusal } from '#lib/contract/receipt.ts';
import type { AgencyFold, FoldContext } from './agency-fold.ts';
import { itemsFor } from './checklist-of-day.ts';
import type { Limits } from './limits.ts';
import { localDay } from './local-time.ts';

/**
 * May this inspection be kept (E2, E4)? Every answer speaks of an item of its version on that day, every item of
 * the day is answered, and whatever is not met has a note or a photo. Null means yes.
 */
export function refuseInspection(
	fact: FactOf<'inspection.submitted'>,
	context: FoldContext & { fold: AgencyFold; limits: Limits }
): Refusal | null {
	const { answers, checklistVersion, inspectionId, observed } = fact.payload;
	const { checklists, city, fold, limits } = context;
	if (fold.standing.inspections.some((known) => known.inspectionId === inspectionId))
		return { because: 'idReused', detail: { inspectionId } };
	const version = checklists[checklistVersion];
	if (!version) return { because: 'unknownChecklistItem', detail: { version: checklistVersion } };
	const items = itemsFor({ items: [...version] }, limits, localDay(fact.observedAt, city.timeZone));
	const asked = new Set(items.map(({ code }) => code));
	const answered = new Set<string>();
	for (const [index, { code }] of answers.entries()) {
		if (!asked.has(code))
			return { because: 'unknownChecklistItem', detail: { code, version: checklistVersion } };
		if (answered.has(code))
			return {
				because: 'malformed',
				faults: [{ field: `payload.answers.${index}.code`, rule: 'duplicate' }]
			};
		answered.add(code);
	}
	const missing = items.filter(({ code }) => !answered.has(code)).map(({ code }) => code);
	if (missing.length > 0)
		return {
			because: 'incompleteChecklist',
			detail: { missing: missing.join(', '), count: missing.length }
		};
	const bare = answers.filter(
		({ answer, note, photos }) => answer === 'notMet' && !note && photos.length === 0
	);
	if (bare.length > 0)
		return {
			because: 'evidenceMissing',
			detail: { codes: bare.map(({ code }) => code).join(', '), count: bare.length }
		};
	if (!observed) return null;
	const faults = [
		...(observed.visitorsMasked > observed.visitors ? ['visitorsMasked'] : []),
		...(observed.officersMasked > observed.officers ? ['officersMasked'] : [])
	].map((field) => ({ field: `payload.observed.${field}`, rule: 'tooLarge' }));
	return faults.length > 0 ? { because: 'malformed', faults } : null;
}
