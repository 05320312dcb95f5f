import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { Ticket } from '#lib/contract/board.ts';
import type { Receipt, Refusal } from '#lib/contract/receipt.ts';
import {
	admissionOrder,
	atCounter,
	callingOrder,
	nextToCall,
	ticketCode
} from '#lib/domain/calling-order.ts';
import type { Board } from '#lib/live/board.svelte.ts';
import { newFactId } from '#lib/live/fact-id.ts';
import {
	prepare,
	send,
	type Prepared,
	type Unheard,
	type Unsent as Saying
} from '#lib/live/report.ts';
import type { CounterMemory } from './counter-memory.ts';
import { RoomTaps } from './room-taps.svelte.ts';
import type { Unsent, UnsentShelf } from './unsent.ts';

/** A sentence in place: what was done, what was refused and why. */
export type Notice =
	{ kind: 'refused'; refusal: Refusal; code: string | null } | { kind: 'taken'; code: string };

/** How the holder of a new number comes. */
export type Wish = Pick<Ticket, 'partySize' | 'priority' | 'channel'> & { outside: boolean };

type Step = Extract<Saying['type'], `ticket.${string}`>;

/**
 * One counter at one agency. It calls, finishes and issues by facts, and shows what the server has
 * answered; only the room is counted ahead of the answer. The server alone decides about numbers.
 */
export class CounterDesk {
	readonly profile: AgencyProfile;
	readonly board: Board;
	readonly room: RoomTaps;
	readonly #memory: CounterMemory;
	readonly #shelf: UnsentShelf;

	/** `1` … `n`; null until chosen on this device. */
	label = $state<string | null>(null);
	/** Prefixes called from; empty means all. */
	services = $state.raw<string[]>([]);
	shortcuts = $state(true);
	/** The key that waits for its answer. */
	busy = $state<string | null>(null);
	notice = $state.raw<Notice | null>(null);
	/** The number given last, shown large until it is closed. */
	issued = $state.raw<{ code: string; service: string; partySize: number } | null>(null);
	unsent = $state.raw<Unsent[]>([]);

	/** Tickets as the server's receipts left them, ahead of the board; by id. */
	#told = $state.raw<ReadonlyMap<string, { before: Ticket['state'] | null; now: Ticket }>>(
		new Map()
	);

	readonly tickets = $derived.by(() => {
		const known = this.board.tickets(this.profile.code);
		const ids = new Set(known.map(({ ticketId }) => ticketId));
		const ahead = known.map((ticket) => {
			const told = this.#told.get(ticket.ticketId);
			return told?.before === ticket.state ? told.now : ticket;
		});
		const unseen = [...this.#told.values()].filter(({ now }) => !ids.has(now.ticketId));
		return [...ahead, ...unseen.map(({ now }) => now)];
	});
	readonly current = $derived.by(() => (this.label ? atCounter(this.tickets, this.label) : null));
	readonly waiting = $derived.by(() => callingOrder(this.tickets, this.services));
	readonly outside = $derived.by(() => admissionOrder(this.tickets, []));
	readonly noShows = $derived.by(() =>
		this.tickets
			.filter(({ state }) => state === 'noShow')
			.sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))
	);
	readonly servedHere = $derived.by(
		() =>
			this.tickets.filter(({ state, counter }) => state === 'served' && counter === this.label)
				.length
	);

	constructor(setup: {
		profile: AgencyProfile;
		board: Board;
		memory: CounterMemory;
		shelf: UnsentShelf;
	}) {
		this.profile = setup.profile;
		this.board = setup.board;
		this.#memory = setup.memory;
		this.#shelf = setup.shelf;
		const { label, services, shortcuts } = setup.memory.read();
		this.label = label;
		this.services = services;
		this.shortcuts = shortcuts;
		const kept = setup.shelf.read();
		this.unsent = kept.filter(({ fact }) => !fact.type.startsWith('room.'));
		this.room = new RoomTaps({
			profile: setup.profile,
			board: setup.board,
			kept: kept.map(({ fact }) => fact).filter(({ type }) => type.startsWith('room.')),
			onchange: () => this.#keep(),
			onrefused: (refusal) => (this.notice = { kind: 'refused', refusal, code: null })
		});
	}

	choose(chosen: { label?: string | null; services?: string[]; shortcuts?: boolean }): void {
		if (chosen.label !== undefined) this.label = chosen.label;
		if (chosen.services !== undefined) this.services = chosen.services;
		if (chosen.shortcuts !== undefined) this.shortcuts = chosen.shortcuts;
		const { label, services, shortcuts } = this;
		this.#memory.write({ label, services, shortcuts });
	}

	/** Calls the next in order. Whom another counter called a moment ago is passed over. */
	async call(): Promise<void> {
		if (this.current || !this.label) return;
		const { label } = this;
		await this.#exclusively('call', async () => {
			this.notice = null;
			const taken = new Set<string>();
			for (;;) {
				const next = nextToCall(this.tickets, this.services, taken);
				if (!next) return;
				const { ticketId } = next;
				const answer = await this.#say('ticket.called', { ticketId, counter: label }, next);
				if (answer.status !== 'refused') {
					return this.#tell(next, answer, { state: 'called', counter: label });
				}
				const lost = ['wrongTicketState', 'unknownTicket'].includes(answer.refusal.because);
				if (!lost) return;
				taken.add(ticketId);
				this.notice = { kind: 'taken', code: ticketCode(next) };
			}
		});
	}

	recall = () => this.#atCounter('ticket.recalled', (counter) => ({ counter }));
	start = () => this.#atCounter('ticket.serving', (counter) => ({ counter }), { state: 'serving' });
	finish = () => this.#atCounter('ticket.served', () => ({}), { state: 'served' });
	noShow = () => this.#atCounter('ticket.noShow', () => ({}), { state: 'noShow' });
	cancel = () => this.#atCounter('ticket.cancelled', () => ({}), { state: 'cancelled' });
	moveOnline = () => this.#atCounter('ticket.movedOnline', () => ({}), { state: 'movedOnline' });

	/** Another service takes over; the log gives the number there. */
	transfer(toService: string): Promise<void> {
		return this.#atCounter('ticket.transferred', () => ({ toService }), {
			state: 'waiting',
			service: toService,
			counter: null
		});
	}

	admit = (ticket: Ticket) => this.#step('ticket.admitted', ticket, {}, { state: 'waiting' });
	giveBack = (ticket: Ticket) =>
		this.#step('ticket.returned', ticket, {}, { state: 'waiting', counter: null });

	/** Gives a number; which one, and whether at all, the server decides (P24). */
	async issue(service: string, wish: Wish) {
		await this.#exclusively(`issue-${service}`, async () => {
			this.issued = null;
			this.notice = null;
			const { current: issuedAt } = this.board.now;
			const ticketId = newFactId(Date.parse(issuedAt));
			const answer = await this.#say('ticket.issued', { ticketId, service, ...wish }, null);
			if (answer.status === 'unheard' || answer.status === 'refused' || !answer.assigned) return;
			const number = answer.assigned.ticketNumber;
			const state = wish.outside ? 'outside' : 'waiting';
			const ticket: Ticket = {
				...{ ticketId, service, number, state, issuedAt, channel: wish.channel },
				...{ partySize: wish.partySize, priority: wish.priority },
				...{ counter: null, calledAt: null, endedAt: null }
			};
			this.#told = new Map(this.#told).set(ticketId, { before: null, now: ticket });
			this.issued = { code: ticketCode(ticket), service, partySize: wish.partySize };
		});
	}

	/** Sends something unanswered once more, under its own id. */
	async sendAgain(one: Unsent): Promise<void> {
		await this.#exclusively(`again-${one.fact.id}`, async () => {
			const answer = await send(one.fact);
			if (answer.status === 'unheard') {
				const because = answer.because;
				this.unsent = this.unsent.map((other) => (other === one ? { ...one, because } : other));
			} else {
				this.#drop(one);
				if (answer.status === 'refused') {
					this.notice = { kind: 'refused', refusal: answer.refusal, code: one.code };
				}
			}
			this.#keep();
		});
	}

	discard(one: Unsent): void {
		this.#drop(one);
		this.#keep();
	}

	#drop(one: Unsent): void {
		this.unsent = this.unsent.filter((other) => other !== one);
	}

	#keep(): void {
		const room = this.room.unsent.map((fact) => ({
			fact,
			code: null,
			because: 'network' as const
		}));
		this.#shelf.write([...this.unsent, ...room]);
	}

	/** One key at a time: a second press while the first waits does nothing. */
	async #exclusively(key: string, work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = key;
		try {
			await work();
		} finally {
			this.busy = null;
		}
	}

	async #atCounter(
		type: Step,
		more: (counter: string) => object,
		after: Partial<Ticket> = {}
	): Promise<void> {
		const { current, label } = this;
		if (current && label) await this.#step(type, current, more(label), after);
	}

	async #step(type: Step, ticket: Ticket, more: object, after: Partial<Ticket>): Promise<void> {
		await this.#exclusively(`${type}-${ticket.ticketId}`, async () => {
			this.notice = null;
			const answer = await this.#say(type, { ticketId: ticket.ticketId, ...more }, ticket);
			if (answer.status !== 'refused') this.#tell(ticket, answer, after);
		});
	}

	/** Says one thing about a ticket; a refusal is shown, silence is listed. */
	async #say(type: Step, payload: object, ticket: Ticket | null): Promise<Receipt | Unheard> {
		const agency = this.profile.code;
		// boundary: each caller builds the payload of its own type; the server parses it again
		const fact = { type, agency, origin: 'counter', payload } as Saying;
		const prepared: Prepared = prepare(fact, this.board.now.current);
		const answer = await send(prepared);
		const code = ticket && ticketCode(ticket);
		if (answer.status === 'unheard') {
			this.unsent = [...this.unsent, { fact: prepared, code, because: answer.because }];
			this.#keep();
		} else if (answer.status === 'refused') {
			this.notice = { kind: 'refused', refusal: answer.refusal, code };
		}
		return answer;
	}

	/** Shows what a receipt has confirmed, until the board says so itself. */
	#tell(ticket: Ticket, answer: Receipt | Unheard, after: Partial<Ticket>): void {
		if (answer.status === 'unheard' || answer.status === 'refused') return;
		const at = this.board.now.current;
		const ended = after.state && ['served', 'noShow', 'cancelled', 'movedOnline'];
		const now: Ticket = {
			...ticket,
			...after,
			...(after.state === 'called' ? { calledAt: at } : {}),
			...(after.state && ended?.includes(after.state) ? { endedAt: at } : {}),
			...(answer.assigned ? { number: answer.assigned.ticketNumber } : {})
		};
		if (now.state !== ticket.state) {
			this.#told = new Map(this.#told).set(ticket.ticketId, { before: ticket.state, now });
		}
	}
}
