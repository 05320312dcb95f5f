import type { InspectionSummary, OpenFinding, Standing } from '#lib/contract/board.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import type { FactOf } from '#lib/contract/fact.ts';
import { itemsOn } from './checklist-of-day.ts';
import { addSeconds } from './local-time.ts';
import { dueAtOf } from './sanction.ts';
import { scoreOf } from './sidak.ts';

/** How long a board remembers an inspection; one that old is due again (E10). */
const rememberSeconds = 14 * 24 * 3600;

export const emptyStanding: Standing = { inspections: [], openFindings: [] };

/** What the city may know of a submission: the score and the answers, never a note or a photo. */
function summaryOf(
	fact: FactOf<'inspection.submitted'>,
	items: readonly ChecklistItem[]
): InspectionSummary {
	const { inspectionId, answers, counted } = fact.payload;
	const { score, band, criticalNotMet } = scoreOf(items, answers);
	return {
		inspectionId,
		at: fact.observedAt,
		score,
		band,
		criticalNotMet,
		answers: Object.fromEntries(answers.map(({ code, answer }) => [code, answer])),
		staffInOffice: counted?.staffInOffice ?? null,
		peopleInRoom: counted?.peopleInRoom ?? null
	};
}

/**
 * The standing after an inspection (E9). What it found in order closes older findings of that item; what it found
 * again keeps the older finding and its older deadline. An inspection that arrives late from a tablet does not undo
 * what a newer one has found in order.
 */
export function inspected(
	standing: Standing,
	fact: FactOf<'inspection.submitted'>,
	versionItems: readonly ChecklistItem[],
	day: string
): Standing {
	const items = itemsOn(versionItems, day);
	const summary = summaryOf(fact, items);
	if (standing.inspections.some(({ inspectionId }) => inspectionId === summary.inspectionId))
		return standing;
	const inspections = [...standing.inspections, summary].sort(newestFirst);
	const repairedLater = (code: string, since: string) =>
		inspections.some((other) => other.at > since && isRepaired(other, code));
	const found = scoreOf(items, fact.payload.answers).notMet.map((code): OpenFinding => {
		const severity = items.find((item) => item.code === code)?.severity ?? 'minor';
		return {
			inspectionId: summary.inspectionId,
			code,
			severity,
			since: summary.at,
			dueAt: dueAtOf(severity, summary.at)
		};
	});
	const oldest = new Map<string, OpenFinding>();
	for (const finding of [...standing.openFindings, ...found]) {
		if (repairedLater(finding.code, finding.since)) continue;
		const known = oldest.get(finding.code);
		if (!known || finding.since < known.since) oldest.set(finding.code, finding);
	}
	return {
		inspections: remembered(inspections),
		openFindings: [...oldest.values()].sort(
			(a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0) || (a.code < b.code ? -1 : 1)
		)
	};
}

/** The standing after the inspector's side accepted a repair. */
export function closed(standing: Standing, fact: FactOf<'finding.closed'>): Standing {
	const { inspectionId, code } = fact.payload;
	const openFindings = standing.openFindings.filter(
		(finding) => finding.inspectionId !== inspectionId || finding.code !== code
	);
	return openFindings.length === standing.openFindings.length
		? standing
		: { ...standing, openFindings };
}

function isRepaired(inspection: InspectionSummary, code: string): boolean {
	const answer = inspection.answers[code];
	return answer === 'met' || answer === 'notApplicable';
}

function newestFirst(a: InspectionSummary, b: InspectionSummary): number {
	if (a.at !== b.at) return a.at < b.at ? 1 : -1;
	return a.inspectionId < b.inspectionId ? 1 : -1;
}

function remembered(inspections: InspectionSummary[]): InspectionSummary[] {
	const [newest] = inspections;
	if (!newest) return inspections;
	const from = addSeconds(newest.at, -rememberSeconds);
	return inspections.filter(({ at }) => at >= from);
}
