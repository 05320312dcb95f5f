import type { QueueEvent } from './queue-day.ts';

/** What became of everybody who had come by a moment; the other five always add up to `arrivals` (B7). */
export type Ledger = {
	arrivals: number;
	served: number;
	noShow: number;
	diverted: number;
	/** Waiting, inside or outside. */
	waiting: number;
	/** Called, or at a desk. */
	serving: number;
};

export const emptyLedger = (): Ledger => ({
	arrivals: 0,
	served: 0,
	noShow: 0,
	diverted: 0,
	waiting: 0,
	serving: 0
});

/** Writes one event into the ledger, in place. */
export function enter(ledger: Ledger, { kind }: QueueEvent): void {
	switch (kind) {
		case 'arrived':
			ledger.arrivals++;
			ledger.waiting++;
			return;
		case 'diverted':
			ledger.arrivals++;
			ledger.diverted++;
			return;
		case 'called':
			ledger.waiting--;
			ledger.serving++;
			return;
		case 'served':
			ledger.serving--;
			ledger.served++;
			return;
		case 'noShow':
			ledger.serving--;
			ledger.noShow++;
			return;
		case 'returned':
			ledger.noShow--;
			ledger.waiting++;
			return;
		case 'movedOnline':
			ledger.waiting--;
			ledger.diverted++;
			return;
		case 'admitted':
		case 'recalled':
		case 'serving':
		case 'groupEntered':
		case 'groupLeft':
			return;
		default:
			kind satisfies never;
	}
}
