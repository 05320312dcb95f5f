import type { ComplianceBand } from '#lib/contract/board.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import type { ChecklistAnswer } from '#lib/contract/facts.ts';

export type SidakScore = {
	/** 0-100 with two decimals, after the caps; null while too little was observed. */
	score: number | null;
	/** The same before the caps; 0 when nothing applicable was observed. */
	raw: number;
	band: ComplianceBand | null;
	criticalNotMet: string[];
	/** Share of the applicable weight that has an answer, 0-100. */
	observedWeightPct: number;
	/** Every item has an answer. */
	complete: boolean;
	notMet: string[];
};

const values: Record<Exclude<ChecklistAnswer, 'notApplicable'>, number> = {
	met: 1,
	partial: 0.5,
	notMet: 0
};
const capOneCritical = 75;
const capMoreCriticals = 60;
const minObservedPct = 80;

/** The national scale's bands, for decimals (E5). */
export function bandOf(score: number): ComplianceBand {
	if (score > 90) return 'green';
	if (score > 75) return 'yellow';
	if (score > 60) return 'orange';
	return 'red';
}

/**
 * The compliance score of one inspection (E5): weighted share of what applies, capped at 75 by one
 * critical "not met" and at 60 by more; no score and no band under 80 % of the weight. Answers to codes that are
 * not among the items do not count.
 */
export function scoreOf(
	items: readonly ChecklistItem[],
	answers: readonly { code: string; answer: ChecklistAnswer }[]
): SidakScore {
	const given = new Map(answers.map(({ code, answer }) => [code, answer]));
	let applicable = 0;
	let observed = 0;
	let earned = 0;
	let complete = true;
	const notMet: string[] = [];
	const criticalNotMet: string[] = [];
	for (const item of items) {
		const answer = given.get(item.code);
		if (answer === 'notApplicable') continue;
		applicable += item.weight;
		if (answer === undefined) {
			complete = false;
			continue;
		}
		observed += item.weight;
		earned += item.weight * values[answer];
		if (answer !== 'notMet') continue;
		notMet.push(item.code);
		if (item.severity === 'critical') criticalNotMet.push(item.code);
	}
	const observedWeightPct = applicable === 0 ? 0 : (100 * observed) / applicable;
	const raw = observed === 0 ? 0 : (100 * earned) / observed;
	const cap =
		criticalNotMet.length === 0
			? 100
			: criticalNotMet.length === 1
				? capOneCritical
				: capMoreCriticals;
	const capped = Math.min(raw, cap);
	const enough = observed > 0 && observedWeightPct >= minObservedPct;
	return {
		score: enough ? Math.round(capped * 100) / 100 : null,
		raw,
		band: enough ? bandOf(capped) : null,
		criticalNotMet,
		observedWeightPct,
		complete,
		notMet
	};
}
