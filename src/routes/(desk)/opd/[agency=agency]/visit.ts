import type { Payload } from '#lib/contract/facts.ts';

/** A visit with its answers, as the page's load function hands it out. */
export type DetailedVisit = {
	seq: number;
	at: string;
	receivedAt: string;
	by: string | null;
	submission: Payload<'inspection.submitted'>;
	/** What the agency itself had reported as its people in the office when the inspectors came (E6). */
	reportedWfo: number | null;
};
