import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { Payload } from '#lib/contract/facts.ts';
import type { Refusal } from '#lib/contract/receipt.ts';
import type { Board } from '#lib/live/board.svelte.ts';
import { prepare, send, type Prepared } from '#lib/live/report.ts';
import { movedBy } from './unsent.ts';

type Move = Partial<Omit<Payload<'room.moved'>, 'override'>>;

/**
 * People in and out of the room, counted on the screen at once and sent one after another in the order of
 * the taps. Without a server they queue and go out when it is back; what it refuses is taken back.
 */
export class RoomTaps {
	readonly #profile: AgencyProfile;
	readonly #board: Board;
	readonly #onchange: () => void;
	readonly #onrefused: (refusal: Refusal) => void;
	#queue = $state.raw<Prepared[]>([]);
	/** Recorded, with the number in the log from which on the board shows them. */
	#recorded = $state.raw<{ fact: Prepared; seq: number }[]>([]);
	#sending = false;

	readonly #view = $derived.by(() => this.#board.view(this.#profile.code)?.room ?? null);
	readonly #ahead = $derived.by(() => {
		const { seq } = this.#board;
		const unseen = this.#recorded.filter((one) => one.seq > seq).map(({ fact }) => fact);
		return movedBy([...unseen, ...this.#queue]);
	});
	readonly inside = $derived.by(() => Math.max(0, (this.#view?.inside ?? 0) + this.#ahead.inside));
	readonly outside = $derived.by(() =>
		Math.max(0, (this.#view?.outside ?? 0) + this.#ahead.outside)
	);
	readonly cap = $derived.by(() => this.#view?.cap ?? null);
	/** Nobody more may come in: the cap is reached, or the batch has not left yet (C2). */
	readonly full = $derived.by(
		() =>
			(this.cap !== null && this.inside >= this.cap) ||
			(this.#view?.batch === 'waitUntilEmpty' && this.inside > 0)
	);
	readonly near = $derived.by(
		() => this.cap !== null && !this.full && this.inside >= Math.ceil(this.cap * 0.9)
	);

	constructor(setup: {
		profile: AgencyProfile;
		board: Board;
		/** Left over from before a reload. */
		kept: Prepared[];
		onchange: () => void;
		onrefused: (refusal: Refusal) => void;
	}) {
		this.#profile = setup.profile;
		this.#board = setup.board;
		this.#queue = setup.kept;
		this.#onchange = setup.onchange;
		this.#onrefused = setup.onrefused;
	}

	/** Taps the server has not answered yet. */
	get unsent(): readonly Prepared[] {
		return this.#queue;
	}

	move(move: Move): void {
		const { code: agency } = this.#profile;
		const payload = { entered: 0, left: 0, outsideJoined: 0, outsideLeft: 0, ...move };
		this.#add(
			prepare({ type: 'room.moved', agency, origin: 'counter', payload }, this.#board.now.current)
		);
	}

	/** Heads counted anew: replaces what was added up, and the taps still queued before it. */
	recount(inside: number, outside: number): void {
		const { code: agency } = this.#profile;
		const payload = { inside, outside };
		this.#add(
			prepare({ type: 'room.counted', agency, origin: 'counter', payload }, this.#board.now.current)
		);
	}

	/** Sends what is queued; stops at the first silence and keeps the rest. Never throws. */
	async flush(): Promise<void> {
		if (this.#sending) return;
		this.#sending = true;
		try {
			for (let next = this.#queue[0]; next; next = this.#queue[0]) {
				const answer = await send(next);
				if (answer.status === 'unheard') return;
				this.#queue = this.#queue.filter(({ id }) => id !== next?.id);
				if (answer.status === 'refused') this.#onrefused(answer.refusal);
				else this.#remember(next, answer.seq);
				this.#onchange();
			}
		} finally {
			this.#sending = false;
		}
	}

	#add(fact: Prepared): void {
		this.#queue = [...this.#queue, fact];
		this.#onchange();
		void this.flush();
	}

	#remember(fact: Prepared, seq: number): void {
		const { seq: shown } = this.#board;
		const unseen = this.#recorded.filter((one) => one.seq > shown);
		this.#recorded = [...unseen, { fact, seq }];
	}
}
