import { localDay } from '#lib/domain/local-time.ts';
import { backOffMs, pause } from '../connect/back-off.ts';
import { ProblemLog } from '../connect/problem-log.ts';
import { Reporter } from '../connect/reporter.ts';
import { ServerClock } from '../connect/server-clock.ts';
import { reasonOf } from '../connect/source.ts';
import { planDay, type DayPlan } from './day-plan.ts';
import { DayProgress } from './day-progress.ts';
import { Inspector, type Credentials } from './inspector.ts';
import type { PlannedFact } from './planned.ts';
import type { PlannedVisit } from './sidak-visit.ts';
import type { SimulatedCity } from './simulated-city.ts';

export type SimulationOptions = {
	city: SimulatedCity;
	server: string;
	token: string;
	seed: string;
	inspector: Credentials;
	print: (line: string) => void;
	signal: AbortSignal;
	/** Ends with the last fact of the first day instead of living on into the next. */
	oneDay?: boolean;
};

const tickMs = 250;
const syncEveryMs = 30_000;
const batch = 500;

/**
 * Lives the demo city's days through the public interface (G6): each fact is sent when the server's clock
 * reaches its moment. Started late it catches up on the day's past first, in order; started again it says
 * the same under the same ids. Nothing here knows the server but by HTTP.
 */
export class Simulation {
	readonly #options: SimulationOptions;
	readonly #clock: ServerClock;
	readonly #log: ProblemLog;
	readonly #reporter: Reporter;
	readonly #inspector: Inspector;
	/** Visits are made one after the other, beside the machines. */
	#visiting: Promise<void> = Promise.resolve();
	#syncedAt = 0;

	constructor(options: SimulationOptions) {
		const { server, token, print, inspector } = options;
		this.#options = options;
		this.#clock = new ServerClock(server);
		this.#log = new ProblemLog(print);
		const onProblem = this.#log.note.bind(this.#log);
		this.#reporter = new Reporter({
			server,
			headers: { authorization: `Bearer ${token}` },
			onProblem,
			// a day without a server is caught up with when it is back
			tries: Number.POSITIVE_INFINITY
		});
		this.#inspector = new Inspector({ server, ...inspector, onProblem });
	}

	/** Runs until stopped (or for one day); resolves when nothing is under way any more. */
	async run(): Promise<void> {
		const { city, seed, signal, oneDay } = this.#options;
		try {
			await this.#firstSync();
			for (;;) {
				await this.#live(planDay(city, this.#today(), seed));
				if (oneDay) break;
			}
		} catch (error) {
			if (!signal.aborted) throw error;
		} finally {
			await this.#visiting;
		}
	}

	#today(): string {
		return localDay(new Date(this.#clock.nowMs()).toISOString(), this.#zone);
	}

	get #zone() {
		return this.#options.city.city.timeZone;
	}

	/** Sends a plan's facts as their moments come, until the day and the plan are over. */
	async #live(plan: DayPlan): Promise<void> {
		const { print, signal, oneDay } = this.#options;
		const progress = new DayProgress(plan, this.#zone, print);
		let nextFact = 0;
		let nextVisit = 0;
		for (;;) {
			signal.throwIfAborted();
			await this.#resync();
			const nowMs = this.#clock.nowMs();
			const due: PlannedFact[] = [];
			for (let one = plan.facts[nextFact]; one && one.atMs <= nowMs; one = plan.facts[nextFact]) {
				due.push(one);
				nextFact++;
				if (due.length === batch) break;
			}
			await this.#send(due, progress);
			// visits keep pace with what the machines have said so far
			const reachedMs = due.length === batch ? (due.at(-1)?.atMs ?? nowMs) : nowMs;
			for (
				let visit = plan.visits[nextVisit];
				visit && visit.atMs <= reachedMs;
				visit = plan.visits[++nextVisit]
			) {
				this.#visit(visit, progress);
			}
			progress.reached(reachedMs);
			const said = nextFact >= plan.facts.length && nextVisit >= plan.visits.length;
			if (said && (oneDay || this.#today() !== plan.day)) {
				await this.#visiting;
				progress.finish();
				return;
			}
			if (due.length < batch) await pause(tickMs, signal);
		}
	}

	async #send(due: readonly PlannedFact[], progress: DayProgress): Promise<void> {
		const facts = due.map(({ fact }) => fact).filter((fact) => progress.stillMatters(fact));
		if (facts.length === 0) return;
		const { heard } = await this.#reporter.report(facts, this.#options.signal);
		const byId = new Map(facts.map((fact) => [fact.id, fact]));
		for (const receipt of heard) {
			const fact = byId.get(receipt.id);
			if (fact) progress.heard(fact, receipt);
		}
		this.#log.endRound();
	}

	#visit(visit: PlannedVisit, progress: DayProgress): void {
		const { server, signal } = this.#options;
		this.#visiting = this.#visiting.then(async () => {
			try {
				const receipt = await this.#inspector.submit(visit, signal);
				if (receipt) progress.visited(visit, receipt);
			} catch (error) {
				if (signal.aborted) return;
				this.#log.note({ kind: 'serverUnreachable', server, detail: reasonOf(error) });
			}
		});
	}

	async #firstSync(): Promise<void> {
		const { server, signal } = this.#options;
		for (let attempt = 0; !this.#clock.known; attempt++) {
			try {
				await this.#clock.sync(signal);
			} catch (error) {
				signal.throwIfAborted();
				this.#log.note({ kind: 'serverUnreachable', server, detail: reasonOf(error) });
				await pause(backOffMs(Math.min(attempt, 3)), signal);
			}
		}
		this.#syncedAt = performance.now();
	}

	/** Keeps to the server's clock; while it cannot be asked, its rate is known. */
	async #resync(): Promise<void> {
		if (performance.now() - this.#syncedAt < syncEveryMs) return;
		this.#syncedAt = performance.now();
		await this.#clock.sync(this.#options.signal).catch(() => {
			this.#options.signal.throwIfAborted();
		});
	}
}
