import type { Fact } from '#lib/contract/fact.ts';
import { localClock, zoneLabel, type Zone } from '#lib/domain/local-time.ts';
import type { Heard } from '../connect/reporter.ts';
import type { DayPlan } from './day-plan.ts';
import { emptyLedger, enter } from './ledger.ts';
import { instantOfMs, minutes } from './planned.ts';
import type { QueueEvent } from './queue-day.ts';
import type { PlannedVisit } from './sidak-visit.ts';
import { ticketIdOf } from './ticket-facts.ts';

/** Refusals that are the sender's own fault; on a demo day there must be none. */
const faulty: ReadonlySet<string> = new Set(['malformed', 'notPermitted', 'idReused']);

/** Keeps count of a day as it is lived, and says one line for every half hour of it. */
export class DayProgress {
	readonly #zone: Zone;
	readonly #print: (line: string) => void;
	/** Every agency's events, in order of time. */
	readonly #events: { agency: string; event: QueueEvent }[];
	readonly #seed: string;
	readonly #ledger = emptyLedger();
	readonly #refusedTickets = new Set<string>();
	/** Called by a person at a counter before the simulation could: theirs from then on. */
	readonly #yieldedTickets = new Set<string>();
	readonly #refusals = new Map<string, number>();
	readonly #count = { recorded: 0, duplicate: 0, refused: 0 };
	#nextEvent = 0;
	#nextLineMs: number | null = null;

	constructor(plan: DayPlan, zone: Zone, print: (line: string) => void) {
		this.#zone = zone;
		this.#print = print;
		this.#seed = plan.seed;
		this.#events = Object.entries(plan.queues)
			.flatMap(([agency, { events }]) => events.map((event) => ({ agency, event })))
			.sort((a, b) => a.event.atMs - b.event.atMs);
	}

	/** False for the further steps of a ticket that was never given, or that a person serves. */
	stillMatters(fact: Fact): boolean {
		if (!('ticketId' in fact.payload)) return true;
		const { ticketId } = fact.payload;
		return !this.#refusedTickets.has(ticketId) && !this.#yieldedTickets.has(ticketId);
	}

	/** A refusal such as `quotaReached` is a normal outcome: that visitor was sent online. */
	heard(fact: Fact, receipt: Heard): void {
		this.#count[receipt.status]++;
		if (receipt.status !== 'refused') return;
		const { because, sentence } = receipt;
		if (fact.type === 'ticket.issued') this.#refusedTickets.add(fact.payload.ticketId);
		if (fact.type === 'ticket.called') this.#yieldedTickets.add(fact.payload.ticketId);
		const times = (this.#refusals.get(because) ?? 0) + 1;
		this.#refusals.set(because, times);
		if (faulty.has(because) && times === 1) {
			this.#print(`! ${fact.agency} ${fact.type}: ${because}: ${sentence.id} / ${sentence.en}`);
		}
	}

	visited({ agency, atMs }: PlannedVisit, receipt: Heard): void {
		this.#count[receipt.status]++;
		const clock = this.#clock(atMs);
		if (receipt.status !== 'refused') {
			if (receipt.status === 'recorded')
				this.#print(`${clock} · sidak ${agency} / inspection of ${agency}`);
			return;
		}
		const { id, en } = receipt.sentence;
		this.#refusals.set(receipt.because, (this.#refusals.get(receipt.because) ?? 0) + 1);
		this.#print(`! ${clock} · sidak ${agency}: ${receipt.because}: ${id} / ${en}`);
	}

	/** Everything up to this moment has been said. */
	reached(atMs: number): void {
		const half = minutes(30);
		this.#nextLineMs ??= Math.ceil(atMs / half) * half;
		if (atMs < this.#nextLineMs) return;
		const lineMs = Math.floor(atMs / half) * half;
		this.#enterUntil(lineMs);
		this.#line(lineMs);
		this.#nextLineMs = lineMs + half;
	}

	/** The day is over: whatever is left belongs to the last line. */
	finish(): void {
		this.#enterUntil(Number.POSITIVE_INFINITY);
		this.#line(this.#events.at(-1)?.event.atMs ?? this.#nextLineMs ?? 0);
	}

	#enterUntil(atMs: number): void {
		let next = this.#events[this.#nextEvent];
		while (next && next.event.atMs <= atMs) {
			const { agency, event } = next;
			const givenNoNumber =
				'visitor' in event &&
				this.#refusedTickets.size > 0 &&
				this.#refusedTickets.has(ticketIdOf({ agency, seed: this.#seed }, event.visitor));
			if (!givenNoNumber) enter(this.#ledger, event);
			else if (event.kind === 'arrived') enter(this.#ledger, { ...event, kind: 'diverted' });
			next = this.#events[++this.#nextEvent];
		}
	}

	#clock(atMs: number): string {
		const clock = localClock(instantOfMs(atMs), this.#zone).replace(':', '.');
		return `${clock} ${zoneLabel(this.#zone)}`;
	}

	#line(atMs: number): void {
		const { arrivals, served, waiting, serving, diverted } = this.#ledger;
		const { recorded, duplicate, refused } = this.#count;
		const facts = recorded + duplicate;
		const why = [...this.#refusals].map(([because, times]) => `${because} ${times}`).join(', ');
		const refusals = refused > 0 ? ` (${why})` : '';
		this.#print(
			`${this.#clock(atMs)} · ${facts} fakta, ${refused} ditolak${refusals} · ${arrivals} pengunjung, ${served} selesai, ${serving} dilayani, ${waiting} menunggu, ${diverted} dialihkan` +
				` / ${facts} facts, ${refused} refused · ${arrivals} visitors, ${served} served, ${serving} at desks, ${waiting} waiting, ${diverted} diverted`
		);
	}
}
