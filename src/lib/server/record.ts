import type { Fact, Fault, Origin } from '../contract/fact.ts';
import { parseFact } from '../contract/fact.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { Viewer } from '../contract/role.ts';
import { mayReport } from '../domain/permission.ts';
import { contentHash } from './content-hash.ts';
import type { FactLog } from './fact-log.ts';
import { refused, type Pending } from './judge.ts';
import type { Registry } from './registry.ts';
import { sentId } from './sent-id.ts';
import { unstorableText } from './unstorable-text.ts';

/**
 * The use case of writing: parse, permission, then judgement and append under the lock. Everything that
 * writes a fact goes through here, so every screen hears of everything. Never rejects; one receipt per
 * input, in order.
 */
export function createRecord({ registry, log }: { registry: Registry; log: FactLog }) {
	return async (viewer: Viewer, inputs: readonly unknown[]): Promise<Receipt[]> => {
		const by = senderOf(viewer);
		const checked = inputs.map((input) => check(viewer, by, input, registry));
		const pending = checked.filter((one): one is Pending => 'fact' in one);
		const kept = pending.length > 0 ? await log.append(pending) : [];
		let next = 0;
		return checked.map((one) => {
			if (!('fact' in one)) return one;
			return kept[next++] ?? refused(one.fact.id, { because: 'unavailable' });
		});
	};
}

function check(
	viewer: Viewer,
	by: Pending['by'],
	input: unknown,
	registry: Registry
): Pending | Receipt {
	const parsed = parseFact(input);
	if (!parsed.ok) return malformed(input, parsed.faults);
	const fact = signed(parsed.fact, viewer);
	if (!fact) return malformed(input, [{ field: 'origin', rule: 'origin' }]);
	const field = unstorableText(fact.payload);
	if (field) return malformed(input, [{ field: `payload.${field}`, rule: 'text' }]);
	if (!mayReport(viewer, fact)) return refused(fact.id, { because: 'notPermitted' });
	if (fact.agency !== null && !registry.profile(fact.agency)) {
		return refused(fact.id, { because: 'unknownAgency' });
	}
	// boundary: it parsed, so it is an object with these keys
	const sent = input as { agency: unknown; type: unknown; payload: unknown };
	return { fact, contentHash: contentHash(sent), by };
}

/**
 * The fact with an origin that is true: people do not say where they stand, their role does; a feed must
 * say `feed`. Null when the sender claims to be what it is not.
 */
function signed(fact: Fact, viewer: Viewer): Fact | null {
	if (viewer.kind !== 'person') return fact.origin === 'feed' ? fact : null;
	const has = (role: string) =>
		viewer.memberships.some(
			(held) => held.role === role && (held.agency === null || held.agency === fact.agency)
		);
	const visit = fact.type === 'inspection.submitted' || fact.type === 'finding.closed';
	const origin: Origin =
		visit && has('inspector') ? 'tablet' : has('counter') ? 'counter' : 'person';
	return { ...fact, origin };
}

function senderOf(viewer: Viewer): Pending['by'] {
	if (viewer.kind === 'public') return { id: null, name: null };
	return { id: `${viewer.kind}:${viewer.id}`, name: viewer.name };
}

const malformed = (input: unknown, faults: Fault[]): Receipt =>
	refused(sentId(input), { because: 'malformed', faults });
