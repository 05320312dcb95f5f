import type { FigureCell } from './wall-figures.ts';
import type { PresenceLine } from './wall-presence.ts';
import type { WallRow } from './wall-row.ts';

/** What the large part of the wall shows at the moment. */
export type WallPage =
	| { kind: 'matrix'; rows: WallRow[] }
	| { kind: 'presence'; lines: PresenceLine[]; summary: string }
	| { kind: 'flow' }
	/** Only where figures and actions do not fit beside the matrix. */
	| { kind: 'figures'; cells: FigureCell[] }
	| { kind: 'actions' };
