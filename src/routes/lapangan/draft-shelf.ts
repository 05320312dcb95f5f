import { readDraft, type Draft } from './draft.ts';

/** The part of `localStorage` a shelf needs; a private window may have none. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Drafts on this tablet: one per inspector and agency, so that an account never sees another's.
 * Texts only; photos lie in photo-shelf.ts.
 */
export class DraftShelf {
	readonly #storage: TextStorage | null;
	readonly #prefix: string;

	constructor(storage: TextStorage | null, inspector: string) {
		this.#storage = storage;
		this.#prefix = `papan-siaga.sidak.${inspector}.`;
	}

	get(agency: string): Draft | null {
		const draft = readDraft(this.#storage?.getItem(this.#prefix + agency) ?? null);
		return draft?.agency === agency ? draft : null;
	}

	/** False when the tablet has no room (or no storage) left: the screen must say so. */
	put(draft: Draft): boolean {
		try {
			this.#storage?.setItem(this.#prefix + draft.agency, JSON.stringify(draft));
			return this.#storage !== null;
		} catch {
			return false;
		}
	}

	remove(agency: string): void {
		this.#storage?.removeItem(this.#prefix + agency);
	}

	/** Every draft of this inspector, the one touched last first. */
	all(): Draft[] {
		const storage = this.#storage;
		if (!storage) return [];
		return Array.from({ length: storage.length }, (_, i) => storage.key(i))
			.filter((key) => key?.startsWith(this.#prefix))
			.flatMap((key) => readDraft(storage.getItem(key ?? '')) ?? [])
			.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
	}
}
