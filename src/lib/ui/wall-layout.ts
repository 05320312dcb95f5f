import {
	fontPxFor,
	layoutLines,
	smallestArcMinutes,
	type ScreenProfile
} from '#lib/domain/viewing-distance.ts';
import { linesOf } from './wall-text-width.ts';

/**
 * How the wall is laid out on one screen. Lengths in units of 1/1080 of the screen's height; type is
 * given at factor 1 and multiplied by `factor`.
 */
export type WallLayout = {
	/** Type factor from the viewing distance, never below 1. */
	factor: number;
	/** Figures, matrix and actions stand on one page; else each is a page of its own at full width. */
	together: boolean;
	/** Names and numbers of a row share one line; else the name stands above its numbers. */
	oneLine: boolean;
	/** Lines of the matrix. */
	rows: number;
	/** Width of the bar of served against quota; 0 where no bar fits. */
	bar: number;
	/** Width of the name's column in em of the row type. */
	nameEm: number;
	header: number;
	figures: number;
	/** On a page of their own. */
	figuresPerPage: number;
	figureColumns: number;
	head: number;
	announcement: number;
	footer: number;
	/** Height that action cards may fill. */
	cardArea: number;
	/** Lines on a page of presence bars, beneath each other and side by side. */
	presenceRows: number;
	presenceColumns: number;
};

/** Row text at factor 1: just above 16 arc-minutes on the default screen. */
export const rowType = 40;
/** Height of a line of the matrix, in multiples of its type. */
const rowLeading = 1.55;
/** More lines than this nobody takes in at a glance, however near they sit. */
const mostRows = 11;

const screenWidth = 1920;
/** Width of the matrix beside the column of actions. */
const matrixWidth = 1392;
/** Padding and gaps of a matrix line. */
const lineSpace = 146;

/** Columns of the matrix in em of the row type; the name takes what is left, the bar comes on top. */
export const columnEm = { glyph: 1, queue: 1.9, service: 4.4, presence: 6.3, sidak: 3.2 };
const columnsEm = Object.values(columnEm).reduce((sum, em) => sum + em, 0);
/** A name of 21 letters, such as `Puskesmas Tj. Selatan`. */
const nameEm = 10.7;
const barWidth = { most: 160, least: 60 };

/**
 * @param announcement text of the announcement in force; '' when there is none
 */
export function wallLayout(profile: ScreenProfile, announcement: string): WallLayout {
	// a near screen keeps the default's type, which is then simply larger than it must be
	const factor = Math.max(1, fontPxFor(smallestArcMinutes, profile) / rowType);
	const type = rowType * factor;
	const barOn = (width: number) => width - lineSpace - (columnsEm + nameEm) * type;
	const together = barOn(matrixWidth) >= barWidth.least;
	const room = barOn(together ? matrixWidth : screenWidth);
	const oneLine = room >= 0;
	const bar = room < barWidth.least ? 0 : Math.min(barWidth.most, Math.floor(room));

	const header = Math.round(together ? 84 : Math.max(92, 62 * factor));
	const figures = together ? Math.round(176 * factor) : 0;
	const head = Math.round(50 * factor);
	const footer = Math.round(46 * factor);
	const lines = linesOf(announcement, (screenWidth - 64) / type);
	const announcementHeight = lines ? Math.round(lines * 1.2 * type + 18) : 0;
	const area = layoutLines - header - figures - footer - announcementHeight;
	const figureColumns = oneLine ? 2 : 1;
	const row = rowLeading * type * (oneLine ? 1 : 1.75);
	return {
		factor,
		together,
		oneLine,
		rows: clamp(Math.floor((area - head) / row), 1, mostRows),
		bar,
		nameEm: nameEm + (room - bar) / type,
		header,
		figures,
		figuresPerPage: figureColumns * Math.max(1, Math.floor(area / (145 * factor))),
		figureColumns,
		head,
		announcement: announcementHeight,
		footer,
		cardArea: area - head - 16,
		presenceRows: Math.max(1, Math.floor((area - 1.9 * rowType * factor) / (1.62 * type))),
		presenceColumns: together ? 2 : 1
	};
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, value));
}
