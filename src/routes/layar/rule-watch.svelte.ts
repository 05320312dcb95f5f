import type { CityState } from '#lib/contract/board.ts';
import type { Regulation } from '#lib/contract/regulation.ts';
import type { Zone } from '#lib/domain/local-time.ts';
import { inForce } from '#lib/domain/regulation.ts';
import { ruleNotice, zoneNotice, type RuleNotice } from '#lib/ui/wall-rule-change.ts';

/** Seconds a change of rule fills the screen. */
const noticeFor = 20;

type Now = {
	regulations: readonly Regulation[];
	cityState: CityState;
	now: string;
	zone: Zone;
	nameOf: (code: string) => string;
};

/** Notices that a regulation came into force or lapsed, or that the city's zone changed, while the wall looks on. */
export class RuleWatch {
	#inForce: ReadonlySet<string> | null = null;
	#zone = '';
	#waiting: RuleNotice[] = [];
	#shownAt = 0;
	notice = $state.raw<RuleNotice | null>(null);

	/** Call once a second. */
	see({ regulations, cityState, now, zone, nameOf }: Now, seconds: number): void {
		const before = this.#inForce;
		const inForceNow = regulations.filter((regulation) => inForce(regulation, now));
		this.#inForce = new Set(inForceNow.map(({ id }) => id));
		const zoneNow = cityState.zone && cityState.zone.from <= now ? cityState.zone : null;
		const zoneKey = zoneNow ? `${zoneNow.colour}/${zoneNow.ppkmLevel}` : '';
		const zoneBefore = this.#zone;
		this.#zone = zoneKey;
		if (before) {
			for (const regulation of inForceNow) {
				if (before.has(regulation.id)) continue;
				const at = regulation.validFrom ?? now;
				this.#waiting.push(ruleNotice(regulation, true, at, zone, nameOf));
			}
			for (const regulation of regulations) {
				if (!before.has(regulation.id) || this.#inForce.has(regulation.id)) continue;
				const at = regulation.validTo ?? now;
				this.#waiting.push(ruleNotice(regulation, false, at, zone, nameOf));
			}
			if (zoneNow && zoneKey !== zoneBefore) this.#waiting.push(zoneNotice(zoneNow, zone));
		}
		if (this.notice && seconds - this.#shownAt < noticeFor) return;
		const next = this.#waiting.shift() ?? null;
		if (next) this.#shownAt = seconds;
		if (next !== this.notice) this.notice = next;
	}
}
