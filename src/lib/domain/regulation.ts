import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { CityState } from '#lib/contract/board.ts';
import type { ClauseRef } from '#lib/contract/receipt.ts';
import type { Clause, Regulation } from '#lib/contract/regulation.ts';
import type { Limits } from './limits.ts';
import { compareInstants } from './local-time.ts';
import { resolveLimits, type Saying } from './resolve-limits.ts';
import { rankOf, scopeMatches } from './scope.ts';

export type { Limits } from './limits.ts';

/** Whether a regulation is in force at an instant; `validTo` is the first moment it no longer is. */
export function inForce(regulation: Regulation, at: string): boolean {
	const { validFrom, validTo } = regulation;
	if (validFrom !== null && compareInstants(at, validFrom) < 0) return false;
	return validTo === null || compareInstants(at, validTo) < 0;
}

/**
 * Which limits bind this agency at this moment, and by which clause (A2): more specific beats general, among
 * equals the stricter wins, an exemption loosens and is carried along, and what nobody ruled stays null.
 * The order of `regulations` never matters. `service` asks for one service: clauses scoped to it then count too.
 */
export function limitsFor(
	profile: AgencyProfile,
	regulations: readonly Regulation[],
	zone: CityState['zone'],
	at: string,
	service: string | null = null
): Limits {
	// a colour announced for later does not select clauses yet (A6)
	const zoneNow = zone && compareInstants(zone.from, at) <= 0 ? zone : null;
	const sayings: Saying[] = [];
	for (const regulation of regulations) {
		if (!inForce(regulation, at)) continue;
		for (const clause of regulation.clauses) {
			const asked = service ?? clause.scope.services?.find((s) => serves(profile, s)) ?? null;
			if (!scopeMatches(clause.scope, profile, zoneNow, asked)) continue;
			sayings.push({
				limit: clause.limit,
				clause: { regulationId: regulation.id, clauseId: clause.id },
				rank: rankOf(clause.scope),
				services: clause.scope.services ?? null
			});
		}
	}
	return resolveLimits(profile, sayings, at, service);
}

function serves(profile: AgencyProfile, prefix: string): boolean {
	return profile.services.some((service) => service.prefix === prefix);
}

export type RuleChange = { at: string; regulation: Regulation; begins: boolean };
export type Rulebook = {
	limitsFor(profile: AgencyProfile, zone: CityState['zone'], at: string): Limits;
	/** The next moment after `at` at which a regulation begins or ends (F8). */
	nextChange(at: string): RuleChange | null;
	clause(ref: ClauseRef): { regulation: Regulation; clause: Clause } | null;
};

/**
 * The registry as a question-and-answer book. Limits change only when a regulation or an exemption begins or ends,
 * or the zone does, so each answer is kept for its stretch of time: the wall asks for 60 agencies every second.
 */
export function createRulebook(regulations: readonly Regulation[]): Rulebook {
	const changes = regulations
		.flatMap((regulation): RuleChange[] => [
			...(regulation.validFrom === null
				? []
				: [{ at: regulation.validFrom, regulation, begins: true }]),
			...(regulation.validTo === null
				? []
				: [{ at: regulation.validTo, regulation, begins: false }])
		])
		.sort(
			(a, b) =>
				Date.parse(a.at) - Date.parse(b.at) ||
				Number(b.begins) - Number(a.begins) ||
				(a.regulation.id < b.regulation.id ? -1 : 1)
		);
	const exemptionEnds = regulations.flatMap(({ clauses }) =>
		clauses.flatMap(({ limit }) =>
			limit.kind === 'exemption' && limit.until !== null ? [Date.parse(limit.until)] : []
		)
	);
	const borders = [...changes.map(({ at }) => Date.parse(at)), ...exemptionEnds].sort(
		(a, b) => a - b
	);
	const known = new WeakMap<AgencyProfile, Map<string, Limits>>();

	return {
		limitsFor(profile, zone, at) {
			const moment = Date.parse(at);
			const stretch = borders.filter((border) => border <= moment).length;
			const zoneKey =
				zone && Date.parse(zone.from) <= moment ? `${zone.colour}/${zone.ppkmLevel}` : '';
			const key = `${stretch} ${zoneKey}`;
			let ofAgency = known.get(profile);
			if (!ofAgency) known.set(profile, (ofAgency = new Map()));
			let limits = ofAgency.get(key);
			if (!limits) ofAgency.set(key, (limits = limitsFor(profile, regulations, zone, at)));
			return limits;
		},
		nextChange(at) {
			const moment = Date.parse(at);
			return changes.find((change) => Date.parse(change.at) > moment) ?? null;
		},
		clause(ref) {
			const regulation = regulations.find(({ id }) => id === ref.regulationId);
			const clause = regulation?.clauses.find(({ id }) => id === ref.clauseId);
			return regulation && clause ? { regulation, clause } : null;
		}
	};
}
