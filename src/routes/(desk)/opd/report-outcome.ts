import type { Receipt } from '#lib/contract/receipt.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Unheard } from '#lib/live/report.ts';

/** Why a report did not get into the log, in the reader's language; null when it did. */
export function whyNotKept(receipt: Receipt | Unheard): string | null {
	switch (receipt.status) {
		case 'recorded':
		case 'duplicate':
			return null;
		case 'refused':
			// the server sends its refusals with their sentences, so the page need not carry them all
			return receipt.sentence?.[getLocale()] ?? m.shared_server_fault();
		case 'unheard':
			return unheardSentence(receipt.because);
		default:
			return receipt satisfies never;
	}
}

function unheardSentence(because: Unheard['because']): string {
	switch (because) {
		case 'network':
			return m.shared_heard_nothing();
		case 'signedOut':
			return m.shared_signed_out();
		case 'server':
			return m.shared_server_fault();
		default:
			return because satisfies never;
	}
}
