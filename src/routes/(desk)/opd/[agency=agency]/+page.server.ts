import { error } from '@sveltejs/kit';
import { may } from '#lib/domain/permission.ts';
import { historyOf, visitsTo } from '#lib/server/agency-history.ts';
import { foldContextOf } from '#lib/server/fold-context.ts';
import { factsOfDay } from '#lib/server/log-reader.ts';
import { app } from '#lib/server/process.ts';
import { queueSamplesOf } from '#lib/server/queue-day.ts';
import type { PageServerLoad } from './$types';
import { historyReader } from './history-reader.server.ts';
import { tabOf } from './tabs.ts';

/** Visits shown with their answers; the board itself remembers scores of fourteen days. */
const visitsShown = 5;

export const load: PageServerLoad = async ({ params, url, locals, depends }) => {
	depends('app:agency');
	const { registry, keeper, database } = app();
	const context = foldContextOf(registry, params.agency);
	if (!context) error(404);
	// city totals of other agencies stand in the list; their findings and history do not leave the house
	if (!may(locals.viewer, 'agency.read', params.agency)) error(403);

	const tab = tabOf(url.searchParams);
	const before = Number(url.searchParams.get('sebelum'));
	const reader = historyReader(locals.viewer, params.agency);
	const day = keeper.today;
	const hasChart = tab === 'ringkasan' || tab === 'antrean';
	const [visits, history, queueSamples] = await Promise.all([
		may(locals.viewer, 'inspection.read', params.agency)
			? visitsTo(database, params.agency, visitsShown)
			: [],
		tab === 'riwayat' && reader
			? historyOf(
					database,
					params.agency,
					Number.isSafeInteger(before) && before > 0 ? before : null,
					reader
				)
			: null,
		hasChart
			? factsOfDay(database, params.agency, day).then((facts) =>
					queueSamplesOf(facts, day, context)
				)
			: []
	]);
	return {
		code: params.agency,
		tab,
		day,
		visits,
		history,
		queueSamples,
		items: Object.fromEntries(
			registry
				.checklists()
				.flatMap((checklist) => checklist.items)
				.map(({ code, id, en }) => [code, { id, en }])
		)
	};
};
