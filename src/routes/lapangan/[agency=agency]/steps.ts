import {
	checklistSections,
	type ChecklistItem,
	type ChecklistSection
} from '#lib/contract/checklist.ts';
import { sectionLabel } from '#lib/i18n/labels.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { answerOf, type Draft } from '../draft.ts';

/** A stop of the visit: a room with items, or one of the three that come after the rooms. */
export type Step = {
	key: string;
	label: string;
	/** Answered of asked, for rooms. */
	progress: { filled: number; all: number } | null;
};

const after = {
	observed: m.field_step_observed,
	team: m.field_step_team,
	summary: m.field_step_summary
};

/** The steps in the order an inspector walks them; rooms without an item that day are left out. */
export function stepsOf(items: readonly ChecklistItem[], draft: Draft): Step[] {
	const rooms = checklistSections.flatMap((section) => {
		const asked = itemsOf(items, section);
		const filled = asked.filter(({ code }) => answerOf(draft, code).answer !== null).length;
		const step = { key: section, label: sectionLabel(section) };
		return asked.length > 0 ? [{ ...step, progress: { filled, all: asked.length } }] : [];
	});
	const rest = Object.entries(after).map(([key, label]) => ({
		key,
		label: label(),
		progress: null
	}));
	return [...rooms, ...rest];
}

export function itemsOf(items: readonly ChecklistItem[], section: string): ChecklistItem[] {
	return items.filter((item) => item.section === section);
}

export const isSection = (step: string): step is ChecklistSection =>
	checklistSections.some((section) => section === step);
