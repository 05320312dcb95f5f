import type { AgencyProfile } from '../contract/agency.ts';
import type { AgencyState, CityState } from '../contract/board.ts';
import type { Recorded } from '../contract/fact.ts';
import { emptyFold, foldFact, type AgencyFold } from '../domain/agency-day.ts';
import { viewOf } from '../domain/agency-view.ts';
import {
	applyAlertFact,
	conditionsOf,
	emptyAlerts,
	stepAlerts,
	type AlertMachine
} from '../domain/alerts.ts';
import { foldCity } from '../domain/city-state.ts';
import { instantAt, localDay } from '../domain/local-time.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { foldContextOf } from './fold-context.ts';
import { beginningOf } from './log-reader.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';
import { isCityFact, type Board } from './working-copy.ts';
import { zoneAt, type ZoneChange } from './zone-history.ts';

export type Loaded = {
	epoch: string;
	board: Board;
	machines: Map<string, AlertMachine>;
	/** Facts of local days still to come (a sender's clock just ahead of midnight). */
	upcoming: Recorded[];
};

type Parts = { database: Database; registry: Registry; clock: Clock; logger: Logger };

const noCityState: CityState = { zone: null, announcement: null };
const minute = 60_000;

/** The agency an alert speaks of: the first part of its key. */
export const agencyOfAlert = (key: string): string => key.split('/')[0] ?? '';

/** The state a screen holds of one agency. */
export const stateOf = (fold: AgencyFold, machine: AlertMachine): AgencyState => ({
	day: fold.day,
	standing: fold.standing,
	alerts: machine.alerts
});

/** One agency's alerts after a moment has passed; the same machine when nothing came or went. */
export function stepOf(
	profile: AgencyProfile,
	fold: AgencyFold,
	machine: AlertMachine,
	registry: Registry,
	zone: CityState['zone'],
	now: string
): AlertMachine {
	const limits = registry.rulebook().limitsFor(profile, zone, now);
	const view = viewOf(profile, stateOf(fold, machine), limits, registry.city(), now);
	return stepAlerts(machine, conditionsOf(view), now);
}

/** Reads the log's head, today and what outlives the day, and folds it as if this process had been here all day. */
export async function loadBoard({ database, registry, clock, logger }: Parts): Promise<Loaded> {
	const city = registry.city();
	const now = clock.now();
	const today = localDay(now, city.timeZone);
	const beginning = await beginningOf(database, today);

	const cityState = beginning.city.reduce(foldCity, noCityState);
	const zones = beginning.city.flatMap((fact): ZoneChange[] =>
		fact.type === 'zone.changed' ? [{ ...fact.payload, seq: fact.seq }] : []
	);
	const facts = [...beginning.inspections, ...beginning.today].sort((a, b) => a.seq - b.seq);
	const byAgency = Map.groupBy(facts, agencyOf);

	const folds = new Map<string, AgencyFold>();
	const machines = new Map<string, AlertMachine>();
	for (const profile of registry.agencies()) {
		const own = byAgency.get(profile.code) ?? [];
		const relived = relive(profile, own, { registry, zones, today, now, logger });
		folds.set(profile.code, relived.fold);
		machines.set(profile.code, relived.machine);
	}
	return {
		epoch: beginning.head.epoch,
		board: { seq: beginning.head.seq, today, folds, cityState, zones },
		machines,
		upcoming: beginning.today.filter((fact) => fact.day > today)
	};
}

function agencyOf(fact: Recorded): string {
	if (fact.type === 'alert.acknowledged' || fact.type === 'alert.muted') {
		return fact.agency ?? agencyOfAlert(fact.payload.alertKey);
	}
	return fact.agency ?? '';
}

/**
 * One agency's day again, fact by fact, with its alerts watched along the way: every minute while it
 * reported, every ten before, so that an alert has the `since` it had before the restart.
 */
function relive(
	profile: AgencyProfile,
	facts: readonly Recorded[],
	day: {
		registry: Registry;
		zones: readonly ZoneChange[];
		today: string;
		now: string;
		logger: Logger;
	}
): { fold: AgencyFold; machine: AlertMachine } {
	const { registry, zones, today, now, logger } = day;
	const { timeZone } = registry.city();
	const context = foldContextOf(registry, profile.code);
	let fold = emptyFold(today);
	let machine = emptyAlerts();
	let moment = Date.parse(instantAt(today, '00:00', timeZone));
	let started = false;

	const watchUntil = (end: number) => {
		for (; moment < end; moment += started ? minute : 10 * minute) {
			const at = new Date(moment).toISOString();
			machine = stepOf(profile, fold, machine, registry, zoneAt(zones, at), at);
		}
	};
	for (const fact of facts) {
		try {
			watchUntil(Date.parse(fact.receivedAt));
			started ||= fact.day === today;
			if (isCityFact(fact.type)) machine = applyAlertFact(machine, fact);
			else if (context) fold = foldFact(fold, fact, context);
		} catch (error) {
			logger.error({ err: error, fact: fact.id, type: fact.type }, 'fact cannot be folded');
		}
	}
	try {
		watchUntil(Date.parse(now));
	} catch (error) {
		logger.error({ err: error, agency: profile.code }, 'alerts cannot be watched');
	}
	return { fold, machine };
}
