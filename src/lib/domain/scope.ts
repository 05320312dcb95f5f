import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { CityState } from '#lib/contract/board.ts';
import type { Scope } from '#lib/contract/regulation.ts';

const has = <T>(list: readonly T[] | undefined, value: T): boolean =>
	list === undefined || list.includes(value);

/**
 * Does a clause of this scope bind this agency (A1)? Every key present must match. Zone and PPKM level are
 * conditions: while the city's is unknown, a clause that asks for one binds nobody.
 * A clause for services binds only when asked about one of them.
 */
export function scopeMatches(
	scope: Scope,
	profile: AgencyProfile,
	zone: CityState['zone'],
	service: string | null
): boolean {
	if (!has(scope.agencies, profile.code)) return false;
	if (!has(scope.unitCategories, profile.unitCategory)) return false;
	if (!has(scope.sectors, profile.sector)) return false;
	if (scope.zones && !(zone?.colour && scope.zones.includes(zone.colour))) return false;
	if (scope.ppkmLevels && !(zone?.ppkmLevel && scope.ppkmLevels.includes(zone.ppkmLevel)))
		return false;
	if (scope.services && (service === null || !scope.services.includes(service))) return false;
	return true;
}

/**
 * How specific a scope is (A2): service 4 > agency 3 > category and sector 2 > category or sector 1 > city 0.
 * Zone and level do not count: they say when, not whom.
 */
export function rankOf(scope: Scope): number {
	if (scope.services) return 4;
	if (scope.agencies) return 3;
	return (scope.unitCategories ? 1 : 0) + (scope.sectors ? 1 : 0);
}
