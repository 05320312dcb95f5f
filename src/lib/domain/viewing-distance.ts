/** How a wall screen hangs: diagonal in inches (16:9), distance of its farthest viewer in metres. */
export type ScreenProfile = { diagonalInches: number; distanceMetres: number };

/** A 55-inch screen read from four metres, when nobody has said otherwise. */
export const defaultProfile: ScreenProfile = { diagonalInches: 55, distanceMetres: 4 };

/** Lines of the layout: every wall size is given in px of a screen of 1080 lines and scaled from there. */
export const layoutLines = 1080;

/** Smallest height of a capital that a value or an agency's name may have, arc-minutes (ISO 9241-3). */
export const smallestArcMinutes = 16;

/** Height of Plus Jakarta Sans's capitals, in em. */
const capHeight = 0.745;
const millimetresPerInch = 25.4;
/** Height of a 16:9 screen of diagonal 1. */
const heightOfDiagonal = 9 / Math.hypot(16, 9);

/**
 * Font size in px (of 1080 lines) whose capitals the farthest viewer sees `arcMinutes` high:
 * distance × tan(angle) ÷ cap height, as a share of the screen's height.
 */
export function fontPxFor(arcMinutes: number, profile: ScreenProfile): number {
	const capMillimetres = profile.distanceMetres * 1000 * Math.tan(radians(arcMinutes));
	return (capMillimetres * layoutLines) / (screenMillimetres(profile) * capHeight);
}

/** The reverse: how high, in arc-minutes, the capitals of a font of `px` (of 1080 lines) appear. */
export function arcMinutesOf(px: number, profile: ScreenProfile): number {
	const capMillimetres = (px * capHeight * screenMillimetres(profile)) / layoutLines;
	return (Math.atan(capMillimetres / (profile.distanceMetres * 1000)) * 180 * 60) / Math.PI;
}

const screenMillimetres = ({ diagonalInches }: ScreenProfile) =>
	diagonalInches * millimetresPerInch * heightOfDiagonal;

const radians = (arcMinutes: number) => ((arcMinutes / 60) * Math.PI) / 180;
