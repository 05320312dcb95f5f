import type { AgencyProfile } from '#lib/contract/agency.ts';
import type { ChecklistItem } from '#lib/contract/checklist.ts';
import type { ChecklistAnswer } from '#lib/contract/facts.ts';
import type { Receipt, Refusal } from '#lib/contract/receipt.ts';
import { scoreOf } from '#lib/domain/sidak.ts';
import { send, type Unheard } from '#lib/live/report.ts';
import { answerOf, gapsOf, givenAnswers, submissionOf, type Draft } from '../draft.ts';
import type { DraftShelf } from '../draft-shelf.ts';
import type { VisitPhotos } from './visit-photos.svelte.ts';

export type Submission =
	| { state: 'draft' }
	| { state: 'photos' | 'fact' }
	| { state: 'recorded'; at: string; duplicate: boolean }
	| { state: 'refused'; refusal: Refusal }
	| { state: 'unheard'; because: Unheard['because'] }
	| { state: 'photosRefused'; count: number };

/** One visit on the tablet: the draft, everything that follows from it, and its way to the server. */
export class Visit {
	readonly profile: AgencyProfile;
	/** The items in force at this agency on the day the visit began (E4). */
	readonly items: readonly ChecklistItem[];
	readonly photos: VisitPhotos;
	readonly #shelf: DraftShelf;

	draft: Draft;
	submission = $state.raw<Submission>({ state: 'draft' });
	#savedAt = $state<string | null>(null);
	#saveFailed = $state(false);

	readonly gaps = $derived.by(() => gapsOf(this.draft, this.items));
	readonly given = $derived.by(() => givenAnswers(this.draft, this.items));
	/** As the server will judge it. */
	readonly score = $derived.by(() => scoreOf(this.items, this.given));
	/** What the answers given so far amount to, caps included; null before the first. */
	readonly running = $derived.by(() => {
		const answered = new Set(this.given.map(({ code }) => code));
		return scoreOf(
			this.items.filter(({ code }) => answered.has(code)),
			this.given
		);
	});

	constructor(setup: {
		draft: Draft;
		profile: AgencyProfile;
		items: readonly ChecklistItem[];
		photos: VisitPhotos;
		shelf: DraftShelf;
	}) {
		this.draft = $state(setup.draft);
		this.profile = setup.profile;
		this.items = setup.items;
		this.photos = setup.photos;
		this.#shelf = setup.shelf;
	}

	/** When the draft was last written to this tablet; null before the first time. */
	get savedAt(): string | null {
		return this.#savedAt;
	}
	get saveFailed(): boolean {
		return this.#saveFailed;
	}
	get sending(): boolean {
		return this.submission.state === 'photos' || this.submission.state === 'fact';
	}

	answer(code: string, answer: ChecklistAnswer): void {
		this.draft.answers[code] = { ...answerOf(this.draft, code), answer };
	}

	note(code: string, note: string): void {
		this.draft.answers[code] = { ...answerOf(this.draft, code), note };
	}

	async addPhotos(code: string, files: Iterable<File>): Promise<void> {
		for (const file of files) {
			const sha256 = await this.photos.take(file);
			const before = answerOf(this.draft, code);
			if (!sha256 || before.photos.includes(sha256)) continue;
			this.draft.answers[code] = { ...before, photos: [...before.photos, sha256] };
		}
	}

	removePhoto(code: string, sha256: string): void {
		const before = answerOf(this.draft, code);
		const photos = before.photos.filter((one) => one !== sha256);
		this.draft.answers[code] = { ...before, photos };
	}

	/** Writes the draft to the tablet as it stands; `now` is server time. */
	save(now: string): void {
		if (this.submission.state === 'recorded') return;
		const kept = this.#shelf.put({ ...$state.snapshot(this.draft), savedAt: now });
		this.#saveFailed = !kept;
		if (kept) this.#savedAt = now;
	}

	/**
	 * Photos first, then the visit: once the visit is recorded, everything it cites is there. The ids
	 * are the draft's, so sending again after silence can only be a repeat.
	 */
	async submit(now: string): Promise<void> {
		if (this.sending || this.gaps.length > 0) return;
		this.submission = { state: 'photos' };
		const cited = this.items.flatMap(({ code }) => answerOf(this.draft, code).photos);
		const photos = await this.photos.sendAll(cited);
		if (photos.refused > 0) {
			this.submission = { state: 'photosRefused', count: photos.refused };
			return;
		}
		if (photos.unheard) {
			this.submission = { state: 'unheard', because: photos.unheard };
			return;
		}
		this.submission = { state: 'fact' };
		const answer = await send({
			id: this.draft.factId,
			agency: this.profile.code,
			origin: 'tablet',
			observedAt: now,
			type: 'inspection.submitted',
			payload: submissionOf($state.snapshot(this.draft), this.items)
		});
		this.submission = this.#heard(answer, now);
		if (this.submission.state === 'recorded') {
			this.#shelf.remove(this.profile.code);
			await this.photos.forget();
		}
	}

	#heard(answer: Receipt | Unheard, now: string): Submission {
		if (answer.status === 'unheard') return { state: 'unheard', because: answer.because };
		if (answer.status === 'recorded') return { state: 'recorded', at: now, duplicate: false };
		if (answer.status === 'duplicate') return { state: 'recorded', at: now, duplicate: true };
		// an earlier try arrived although its answer was lost, and the draft was edited since: what the
		// server has stays, and a second visit must not come of it
		if (answer.refusal.because === 'idReused') {
			return { state: 'recorded', at: now, duplicate: true };
		}
		return { state: 'refused', refusal: answer.refusal };
	}
}
