import { SvelteMap } from 'svelte/reactivity';
import type { PhotoShelf } from '../photo-shelf.ts';
import { sendPhoto } from '../send-photo.ts';
import { hashOf, shrinkPhoto } from '../shrink-photo.ts';

export type VisitPhoto = {
	sha256: string;
	/** Address of the picture on this tablet; null when the tablet has lost it. */
	url: string | null;
	state: 'waiting' | 'sending' | 'kept' | 'refused';
	/** Why the server refused it. */
	sentence: { id: string; en: string } | null;
};

/** The photos of one visit: shrunk, put on the shelf, sent, and shown with where they are on that way. */
export class VisitPhotos {
	readonly #shelf: PhotoShelf;
	readonly #agency: string;
	readonly #inspectionId: string;
	readonly #photos = new SvelteMap<string, VisitPhoto>();
	/** The last file that could not be taken, and why; cleared by the next one. */
	fault = $state.raw<'unreadable' | 'notShelved' | null>(null);

	constructor(shelf: PhotoShelf, visit: { agency: string; inspectionId: string }) {
		this.#shelf = shelf;
		this.#agency = visit.agency;
		this.#inspectionId = visit.inspectionId;
	}

	photo(sha256: string): VisitPhoto | undefined {
		return this.#photos.get(sha256);
	}

	/** How many are not at the server yet. */
	get waiting(): number {
		return [...this.#photos.values()].filter(({ state }) => state !== 'kept').length;
	}

	/** Brings the photos of a draft back after a reload. */
	async restore(hashes: readonly string[]): Promise<void> {
		for (const sha256 of hashes) {
			const kept = await this.#shelf.get(sha256).catch(() => undefined);
			this.#photos.set(sha256, {
				sha256,
				url: kept ? URL.createObjectURL(kept.blob) : null,
				state: kept?.uploaded ? 'kept' : 'waiting',
				sentence: null
			});
		}
	}

	/** Shrinks, names and shelves a file, and starts sending it; its hash, or null when it is no picture. */
	async take(file: Blob): Promise<string | null> {
		this.fault = null;
		let blob: Blob;
		try {
			blob = await shrinkPhoto(file);
		} catch {
			this.fault = 'unreadable';
			return null;
		}
		const sha256 = await hashOf(blob);
		try {
			const { inspectionId, agency } = { inspectionId: this.#inspectionId, agency: this.#agency };
			await this.#shelf.put({ sha256, inspectionId, agency, blob, uploaded: false });
		} catch {
			this.fault = 'notShelved';
			return null;
		}
		const url = URL.createObjectURL(blob);
		this.#photos.set(sha256, { sha256, url, state: 'waiting', sentence: null });
		void this.#send(sha256);
		return sha256;
	}

	/** Sends whatever of these is not at the server yet, one after another. */
	async sendAll(
		hashes: readonly string[]
	): Promise<{ refused: number; unheard: 'network' | 'signedOut' | null }> {
		let refused = 0;
		for (const sha256 of new Set(hashes)) {
			const outcome = await this.#send(sha256);
			if (outcome === 'refused') refused += 1;
			else if (outcome !== 'kept') return { refused, unheard: outcome };
		}
		return { refused, unheard: null };
	}

	/** The server has everything: the tablet need not. */
	async forget(): Promise<void> {
		await this.#shelf.removeVisit(this.#inspectionId).catch(() => undefined);
	}

	/** Gives the memory of the previews back. */
	close(): void {
		for (const { url } of this.#photos.values()) if (url) URL.revokeObjectURL(url);
	}

	async #send(sha256: string): Promise<'kept' | 'refused' | 'network' | 'signedOut'> {
		const before = this.#photos.get(sha256);
		if (before?.state === 'kept') return 'kept';
		const shelved = await this.#shelf.get(sha256).catch(() => undefined);
		if (!shelved) return this.#mark(sha256, 'refused', null);
		this.#mark(sha256, 'sending', null);
		const outcome = await sendPhoto(shelved);
		if (outcome.status === 'kept') {
			await this.#shelf.put({ ...shelved, uploaded: true }).catch(() => undefined);
			return this.#mark(sha256, 'kept', null);
		}
		if (outcome.status === 'refused') return this.#mark(sha256, 'refused', outcome.sentence);
		this.#mark(sha256, 'waiting', null);
		return outcome.because;
	}

	#mark<S extends VisitPhoto['state']>(
		sha256: string,
		state: S,
		sentence: VisitPhoto['sentence']
	): S {
		const before = this.#photos.get(sha256);
		this.#photos.set(sha256, { sha256, url: before?.url ?? null, state, sentence });
		return state;
	}
}
