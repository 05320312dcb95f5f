import { checklistSections, type Checklist, type ChecklistItem } from '#lib/contract/checklist.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import type { Limits } from './limits.ts';

/** The items of a version that may be asked on a local day, in the order an inspector walks the rooms (E4). */
export function itemsOn(items: readonly ChecklistItem[], day: string): ChecklistItem[] {
	return items
		.filter(
			({ validFrom, validTo }) =>
				(validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)
		)
		.sort((a, b) => checklistSections.indexOf(a.section) - checklistSections.indexOf(b.section));
}

/**
 * The items to ask at an agency on a local day (E4). The limits in force add nothing to the list of this version:
 * what they demand is cited beside the item (`clauseBehind`), and what does not apply is answered so.
 */
export function itemsFor(
	checklist: Pick<Checklist, 'items'>,
	_limits: Limits,
	day: string
): ChecklistItem[] {
	return itemsOn(checklist.items, day);
}

/** Which measure of a circular each item looks for. */
const measureItems: Record<string, readonly string[]> = {
	mask_all: ['MSK-01', 'MSK-02'],
	partition: ['SKT-01'],
	spaced_seats: ['JRK-01'],
	handwash: ['CTP-01'],
	sanitizer: ['CTP-02'],
	temperature: ['SHU-01']
};

/** The clause in force that an item of the checklist enforces, so that a finding can name it; null when none does. */
export function clauseBehind(code: string, limits: Limits): ClauseRef | null {
	switch (code) {
		case 'WFO-01':
			return limits.wfoMax?.clause ?? null;
		case 'WFO-02':
			return limits.rotation?.clause ?? limits.shifts?.clause ?? limits.wfoMax?.clause ?? null;
		case 'WFO-03':
			return limits.wfhPapers?.clause ?? null;
		case 'KES-01':
			return limits.quarantineDays?.clause ?? null;
		case 'KAP-01':
		case 'KAP-02':
			return limits.room?.clause ?? null;
		case 'ANT-01':
			return limits.waitOutside?.clause ?? limits.batch?.clause ?? limits.room?.clause ?? null;
		case 'ANT-02':
			return limits.quota?.clause ?? null;
		case 'JAM-01':
			return limits.hours?.clause ?? limits.faceToFace?.clause ?? null;
	}
	const measure = Object.keys(measureItems).find((name) => measureItems[name]?.includes(code));
	return (measure && limits.measures[measure]) || null;
}
