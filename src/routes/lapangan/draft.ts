import * as v from 'valibot';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import { checklistAnswers, type ChecklistAnswer, type Payload } from '#lib/contract/facts.ts';

/** A number field as typed: null while it is empty, which is not the same as 0. */
const typedCount = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)));

const draftSchema = v.object({
	/** Made once, so that a visit sent twice is a duplicate and never a second visit (E2). */
	inspectionId: v.string(),
	factId: v.string(),
	agency: v.string(),
	/** The version this visit began with; a newer one does not touch it (E4). */
	checklistVersion: v.string(),
	/** Server time, ISO 8601 UTC. */
	startedAt: v.string(),
	savedAt: v.string(),
	/** The step the inspector stood on, so that a reload lands there again. */
	step: v.string(),
	answers: v.record(
		v.string(),
		v.object({
			answer: v.nullable(v.picklist(checklistAnswers)),
			note: v.string(),
			photos: v.array(v.string())
		})
	),
	observed: v.object({
		visitors: typedCount,
		visitorsMasked: typedCount,
		officers: typedCount,
		officersMasked: typedCount,
		reminded: typedCount
	}),
	counted: v.object({ staffInOffice: typedCount, peopleInRoom: typedCount }),
	team: v.array(v.object({ institution: v.string(), people: typedCount })),
	remark: v.string()
});
export type Draft = v.InferOutput<typeof draftSchema>;
export type DraftAnswer = Draft['answers'][string];

/** One thing that still stands between a draft and its submission, and where to mend it. */
export type Gap = {
	kind: 'unanswered' | 'evidence' | 'photo' | 'team' | 'teamPeople' | 'masked' | 'observed';
	step: string;
	/** The item's code, where one item is meant. */
	code: string | null;
};

const noAnswer: DraftAnswer = { answer: null, note: '', photos: [] };

export function newDraft(start: {
	inspectionId: string;
	factId: string;
	agency: string;
	checklistVersion: string;
	startedAt: string;
	step: string;
}): Draft {
	return {
		...start,
		savedAt: start.startedAt,
		answers: {},
		observed: {
			visitors: null,
			visitorsMasked: null,
			officers: null,
			officersMasked: null,
			reminded: null
		},
		counted: { staffInOffice: null, peopleInRoom: null },
		team: [{ institution: 'Satpol PP', people: 1 }],
		remark: ''
	};
}

/** What was kept, if it still is a draft; anything else (another version, a stranger's hand) is null. */
export function readDraft(text: string | null): Draft | null {
	if (!text) return null;
	try {
		const parsed = v.safeParse(draftSchema, JSON.parse(text));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}

export function answerOf(draft: Draft, code: string): DraftAnswer {
	return draft.answers[code] ?? noAnswer;
}

/** Answers given to these items, as the score wants them; unanswered items are left out. */
export function givenAnswers(
	draft: Draft,
	items: readonly ChecklistItem[]
): { code: string; answer: ChecklistAnswer }[] {
	return items.flatMap(({ code }) => {
		const { answer } = answerOf(draft, code);
		return answer ? [{ code, answer }] : [];
	});
}

/**
 * Everything missing, in the order of the steps. "Not met" needs a note or a photo, a critical one a
 * photo (E4); masked people cannot outnumber people.
 */
export function gapsOf(draft: Draft, items: readonly ChecklistItem[]): Gap[] {
	const gaps: Gap[] = [];
	for (const { code, section, severity } of items) {
		const { answer, note, photos } = answerOf(draft, code);
		if (!answer) gaps.push({ kind: 'unanswered', step: section, code });
		else if (answer === 'notMet' && severity === 'critical' && photos.length === 0)
			gaps.push({ kind: 'photo', step: section, code });
		else if (answer === 'notMet' && photos.length === 0 && !note.trim())
			gaps.push({ kind: 'evidence', step: section, code });
	}
	const { visitors, visitorsMasked, officers, officersMasked } = draft.observed;
	const pairs = [
		[visitors, visitorsMasked],
		[officers, officersMasked]
	] as const;
	if (pairs.some(([all, masked]) => all !== null && masked !== null && masked > all))
		gaps.push({ kind: 'masked', step: 'observed', code: null });
	if (pairs.some(([all, masked]) => (all === null) !== (masked === null)))
		gaps.push({ kind: 'observed', step: 'observed', code: null });
	const team = draft.team.filter(({ institution }) => institution.trim());
	if (team.length === 0) gaps.push({ kind: 'team', step: 'team', code: null });
	else if (team.some(({ people }) => !people))
		gaps.push({ kind: 'teamPeople', step: 'team', code: null });
	return gaps;
}

/** What the log is told. Call it on a draft without gaps; notes and photos of kept answers go along. */
export function submissionOf(
	draft: Draft,
	items: readonly ChecklistItem[]
): Payload<'inspection.submitted'> {
	const { observed, counted } = draft;
	const seen = observed.visitors !== null || observed.officers !== null;
	const remark = draft.remark.trim();
	return {
		inspectionId: draft.inspectionId,
		checklistVersion: draft.checklistVersion,
		startedAt: draft.startedAt,
		team: draft.team
			.filter(({ institution }) => institution.trim())
			.map(({ institution, people }) => ({ institution: institution.trim(), people: people ?? 0 })),
		answers: givenAnswers(draft, items).map(({ code, answer }) => {
			const { note, photos } = answerOf(draft, code);
			return { code, answer, photos, ...(note.trim() ? { note: note.trim() } : {}) };
		}),
		...(seen
			? {
					observed: {
						visitors: observed.visitors ?? 0,
						visitorsMasked: observed.visitorsMasked ?? 0,
						officers: observed.officers ?? 0,
						officersMasked: observed.officersMasked ?? 0,
						reminded: observed.reminded ?? 0
					}
				}
			: {}),
		...(counted.staffInOffice !== null || counted.peopleInRoom !== null
			? {
					counted: {
						...(counted.staffInOffice !== null ? { staffInOffice: counted.staffInOffice } : {}),
						...(counted.peopleInRoom !== null ? { peopleInRoom: counted.peopleInRoom } : {})
					}
				}
			: {}),
		...(remark ? { remark } : {})
	};
}

/** `SDK-4F09C1`: short enough to be read out on the telephone, out of the random end of the id. */
export function receiptNumber(inspectionId: string): string {
	return `SDK-${inspectionId.slice(-6).toUpperCase()}`;
}
