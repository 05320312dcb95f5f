import { compareForWall, type AgencyView } from '#lib/domain/agency-view.ts';
import type { FigureCell } from '#lib/ui/wall-figures.ts';
import type { WallLayout } from '#lib/ui/wall-layout.ts';
import type { WallPage } from '#lib/ui/wall-page.ts';
import { chunks, matrixPages } from '#lib/ui/wall-pages.ts';
import { presenceLines, presenceSummary } from '#lib/ui/wall-presence.ts';
import { wallRow, type WallRow } from '#lib/ui/wall-row.ts';

export type Playlist = {
	/** How many pages there are. */
	length: number;
	/** Works out one page; only the one in turn is ever asked for. */
	page: (index: number) => WallPage;
};

/** A view never changes, so neither does its line; gone with the view. */
const lines = new WeakMap<AgencyView, WallRow>();

function lineOf(view: AgencyView, nameOf: (code: string) => string): WallRow {
	const known = lines.get(view);
	if (known) return known;
	const line = wallRow(view, nameOf);
	lines.set(view, line);
	return line;
}

/** The pages of the wall in their order: figures and actions where they stand alone, matrix, presence, flow. */
export function playlistOf(
	views: readonly AgencyView[],
	figures: readonly FigureCell[],
	layout: WallLayout,
	show: { actions: boolean; flow: boolean },
	nameOf: (code: string) => string
): Playlist {
	const sorted = views.toSorted(compareForWall);
	const problem = ({ severity }: AgencyView) =>
		severity === 'alert' || severity === 'warn' || severity === 'stale';
	const matrix = matrixPages(
		sorted.filter(problem),
		sorted.filter((view) => !problem(view)),
		layout.rows
	);
	const perPage = layout.presenceRows * layout.presenceColumns;
	const presence = chunks(views, perPage);
	const makers: (() => WallPage)[] = [
		...(layout.together
			? []
			: chunks(figures, layout.figuresPerPage).map((cells) => (): WallPage => ({
					kind: 'figures',
					cells
				}))),
		...(layout.together || !show.actions ? [] : [(): WallPage => ({ kind: 'actions' })]),
		...matrix.map((page) => (): WallPage => ({
			kind: 'matrix',
			rows: page.map((view) => lineOf(view, nameOf))
		})),
		...presence.map((_, index) => (): WallPage => ({
			kind: 'presence',
			lines: chunks(presenceLines(views, nameOf), perPage)[index] ?? [],
			summary: presenceSummary(views)
		})),
		...(show.flow ? [(): WallPage => ({ kind: 'flow' })] : [])
	];
	return {
		length: makers.length,
		page: (index) => makers[index]?.() ?? { kind: 'matrix', rows: [] }
	};
}
