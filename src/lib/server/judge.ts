import type { Fact, Recorded } from '../contract/fact.ts';
import type { Receipt, Refusal } from '../contract/receipt.ts';
import { admit, admitCity } from '../domain/admit.ts';
import { localDay } from '../domain/local-time.ts';
import { serviceStateAt } from '../domain/service-hours.ts';
import type { Entry, Known } from './log-connection.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './registry.ts';
import { isCityFact, type WorkingCopy } from './working-copy.ts';

/** A fact waiting for its receipt. */
export type Pending = {
	fact: Fact;
	contentHash: string;
	/** Stable id and display name of the sender. */
	by: { id: string | null; name: string | null };
};

export type Judged = { receipts: Receipt[]; entries: Entry[] };

type Court = {
	copy: WorkingCopy;
	registry: Registry;
	/** Ids of this group that the log holds already. */
	known: Map<string, Known>;
	alertKeys: ReadonlySet<string>;
	/** ISO 8601 UTC, the server's clock. */
	now: string;
	logger: Logger;
};

/**
 * Judges a group in its order, each fact against the boards with the facts before it. The copy then holds
 * the admitted ones, numbered. Runs under the append lock: what it says is true until the commit.
 */
export function judge(group: readonly Pending[], court: Court): Judged {
	const entries: Entry[] = [];
	const receipts = group.map((pending): Receipt => {
		const { fact, contentHash } = pending;
		const known = court.known.get(fact.id);
		if (known) return repeated(fact.id, known, contentHash);
		try {
			const verdict = admitAny(fact, court);
			if (!verdict.ok) return refused(fact.id, verdict.refusal);
			const recorded: Recorded = {
				...fact,
				seq: court.copy.seq + 1,
				receivedAt: court.now,
				day: localDay(fact.observedAt, court.registry.city().timeZone),
				by: pending.by.name,
				assigned: verdict.assigned
			};
			court.copy.add(recorded);
			entries.push({ fact: recorded, contentHash, byId: pending.by.id });
			const { seq, assigned } = recorded;
			// the same id may stand twice in one group
			court.known.set(fact.id, { seq, assigned, contentHash });
			return { status: 'recorded', id: fact.id, seq, assigned };
		} catch (error) {
			// a bug in a rule: this fact alone waits, its neighbours go through
			court.logger.error({ err: error, fact: fact.id, type: fact.type }, 'fact cannot be judged');
			return refused(fact.id, { because: 'unavailable' });
		}
	});
	return { receipts, entries };
}

function admitAny(fact: Fact, { copy, registry, alertKeys, now }: Court): ReturnType<typeof admit> {
	if (isCityFact(fact.type)) {
		return admitCity(fact, { now, regulationIds: registry.regulationIds(), alertKeys });
	}
	const profile = fact.agency === null ? undefined : registry.profile(fact.agency);
	if (!profile) return { ok: false, refusal: { because: 'unknownAgency' } };
	const city = registry.city();
	// the rules of the moment it was observed, not of the moment it arrived
	const at = fact.observedAt;
	const limits = registry.rulebook().limitsFor(profile, copy.zone(at), at);
	return admit(fact, {
		city,
		profile,
		checklists: registry.checklistItems(),
		fold: copy.fold(profile.code, localDay(at, city.timeZone)),
		limits,
		service: serviceStateAt(profile, limits, city, at),
		now
	});
}

function repeated(id: string, known: Known, contentHash: string): Receipt {
	if (known.contentHash !== contentHash) return refused(id, { because: 'idReused' });
	return { status: 'duplicate', id, seq: known.seq, assigned: known.assigned };
}

export const refused = (id: string | null, refusal: Refusal): Receipt => ({
	status: 'refused',
	id,
	refusal
});
