import { foldFact, type AgencyFold, type FoldContext } from '../domain/agency-day.ts';
import type { Recorded } from '../contract/fact.ts';
import type { Registry } from './registry.ts';

/** What the fold asks of the registry; undefined for an agency it does not know. */
export function foldContextOf(registry: Registry, code: string): FoldContext | undefined {
	const profile = registry.profile(code);
	if (!profile) return undefined;
	return { city: registry.city(), profile, checklists: registry.checklistItems() };
}

/** Facts of one agency folded in their order onto `fold`. */
export function foldAll(
	fold: AgencyFold,
	facts: readonly Recorded[],
	context: FoldContext
): AgencyFold {
	return facts.reduce((before, fact) => foldFact(before, fact, context), fold);
}
