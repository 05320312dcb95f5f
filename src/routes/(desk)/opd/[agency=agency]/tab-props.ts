import type { AgencyView } from '#lib/domain/agency-view.ts';
import type { PageServerData } from './$types';
import type { QueueSamples } from './queue-samples.svelte.ts';

/** What every tab of an agency's page is given. */
export type TabProps = {
	view: AgencyView;
	/** Local clock `HH:MM`. */
	now: string;
	samples: QueueSamples;
	/** Text of a checklist item in the reader's language. */
	textOf: (code: string) => string;
	data: PageServerData;
	mayClose: boolean;
};
