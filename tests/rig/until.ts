import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `holds` says yes; throws after `ms`, with what it was waiting for. */
export async function until(
	what: string,
	holds: () => boolean | Promise<boolean>,
	ms = 10_000
): Promise<void> {
	for (const end = performance.now() + ms; performance.now() < end; await sleep(20)) {
		if (await holds()) return;
	}
	throw new Error(`waited ${ms} ms in vain until ${what}`);
}
