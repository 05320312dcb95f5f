import type { TextStorage } from './unsent.ts';

/** What a device remembers of the counter it stands at. */
export type Remembered = { label: string | null; services: string[]; shortcuts: boolean };

/** In `localStorage`, per agency; a browser without it starts anew each time. */
export class CounterMemory {
	readonly #storage: TextStorage | null;
	readonly #key: string;

	constructor(storage: TextStorage | null, agency: string) {
		this.#storage = storage;
		this.#key = `papan-siaga.loket.${agency}.counter`;
	}

	read(): Remembered {
		const nothing: Remembered = { label: null, services: [], shortcuts: true };
		try {
			const kept: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? 'null');
			if (typeof kept !== 'object' || kept === null) return nothing;
			const label = 'label' in kept && typeof kept.label === 'string' ? kept.label : null;
			const services =
				'services' in kept && Array.isArray(kept.services)
					? kept.services.filter((prefix) => typeof prefix === 'string')
					: [];
			const shortcuts = !('shortcuts' in kept) || kept.shortcuts !== false;
			return { label, services, shortcuts };
		} catch {
			return nothing;
		}
	}

	write(remembered: Remembered): void {
		try {
			this.#storage?.setItem(this.#key, JSON.stringify(remembered));
		} catch {
			// no room or no permission: the choice holds until the page is closed
		}
	}
}
