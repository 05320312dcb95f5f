import { unitCategories, type UnitCategory } from '#lib/contract/agency.ts';
import { readOrder, writeOrder, type SortOrder } from '#lib/ui/table-order.ts';

/** The states a row can be filtered by, in the order of their urgency. */
export const rowStates = ['alert', 'warn', 'stale', 'none', 'ok', 'closed', 'exempt'] as const;
export type RowState = (typeof rowStates)[number];

export const sortKeys = [
	'state',
	'name',
	'queue',
	'served',
	'wfo',
	'score',
	'findings',
	'age'
] as const;
export type SortKey = (typeof sortKeys)[number];

/** Everything the list can be asked for; all of it stands in the URL, so a link shows the same list. */
export type ListQuery = {
	search: string;
	state: RowState | null;
	category: UnitCategory | null;
	order: SortOrder | null;
};

const among = <T extends string>(list: readonly T[], value: string | null): T | null =>
	list.find((one) => one === value) ?? null;

/** Unknown words in the URL count as not asked for. */
export function readQuery(params: URLSearchParams): ListQuery {
	return {
		search: params.get('q') ?? '',
		state: among(rowStates, params.get('keadaan')),
		category: among(unitCategories, params.get('jenis')),
		order: readOrder(params.get('urut'), sortKeys)
	};
}

/** `/opd?q=dinas&keadaan=warn&urut=-queue`; what is not asked for leaves no trace. */
export function hrefOf(query: ListQuery): string {
	const params = new URLSearchParams();
	if (query.search) params.set('q', query.search);
	if (query.state) params.set('keadaan', query.state);
	if (query.category) params.set('jenis', query.category);
	if (query.order) params.set('urut', writeOrder(query.order));
	const text = params.toString();
	return text ? `/opd?${text}` : '/opd';
}
