/** Seconds a new card blinks, seconds a page must not reload after it, seconds between two spoken lines. */
const blinkFor = 10;
const quietBeforeReload = 60;
const speakEvery = 10;

/**
 * When this screen first saw each alert, in its own seconds. What stands there when the page opens is not new:
 * a wall that reloads must not blink all over.
 */
export class AlertWatch {
	#firstSeen = $state.raw<ReadonlyMap<string, number>>(new Map());
	#opened = false;
	#spokenAt = -speakEvery;
	#unspoken: string[] = [];
	/** Names of new alerts for screen readers, at most one line in ten seconds. */
	spoken = $state('');

	/** Call once a second with every alert that is loud now. */
	see(alerts: readonly { key: string; name: string }[], seconds: number): void {
		const fresh = alerts.filter(({ key }) => !this.#firstSeen.has(key));
		const gone = alerts.length - fresh.length < this.#firstSeen.size;
		if (fresh.length > 0 || gone) {
			const at = this.#opened ? seconds : -quietBeforeReload;
			this.#firstSeen = new Map(
				alerts.map(({ key }) => [key, this.#firstSeen.get(key) ?? at] as const)
			);
		}
		if (this.#opened) this.#unspoken.push(...fresh.map(({ name }) => name));
		this.#opened = true;
		if (this.#unspoken.length === 0 || seconds - this.#spokenAt < speakEvery) return;
		this.spoken = this.#unspoken.join(', ');
		this.#spokenAt = seconds;
		this.#unspoken = [];
	}

	isFresh(key: string, seconds: number): boolean {
		const since = this.#firstSeen.get(key);
		return since !== undefined && seconds - since < blinkFor;
	}

	/** Nobody is reading a new alert just now. */
	mayReload(seconds: number): boolean {
		return [...this.#firstSeen.values()].every((since) => seconds - since >= quietBeforeReload);
	}
}
