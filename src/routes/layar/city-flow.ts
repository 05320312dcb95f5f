import type { AgencyView } from '#lib/domain/agency-view.ts';

export type CityFlow = {
	/** People per half hour of the local day, 48 values each. */
	arrivals: number[];
	served: number[];
	/** From the first door that opens today to the last that closes, as clocks; null when none opens. */
	hours: [string, string] | null;
};

/** The day's arrivals and served of all agencies together. */
export function cityFlow(views: readonly AgencyView[]): CityFlow {
	const arrivals = Array.from({ length: 48 }, () => 0);
	const served = Array.from({ length: 48 }, () => 0);
	const ranges: [string, string][] = [];
	for (const { day, service, profile } of views) {
		if (profile.counters === 0) continue;
		day.arrivals.forEach((count, index) => (arrivals[index] = (arrivals[index] ?? 0) + count));
		day.served.forEach((count, index) => (served[index] = (served[index] ?? 0) + count));
		const { today, state } = service;
		if (today && state !== 'onlineOnly' && state !== 'noCounter') ranges.push(today);
	}
	// clocks of one form sort as text
	const from = ranges.map(([opens]) => opens).sort()[0];
	const to = ranges
		.map(([, closes]) => closes)
		.sort()
		.at(-1);
	const hours: CityFlow['hours'] = from && to ? [from, to] : null;
	return { arrivals, served, hours };
}
