/** Advance widths of Plus Jakarta Sans at weight 600, in em, rounded up so that a guess is never short. */
const narrow = new Set("iIjl.,:;'|!()·· ");
const wide = new Set('mwMW%@');

/** Width of a line of text in em, near enough to decide whether it fits before it is drawn (server too). */
export function textWidth(text: string): number {
	let width = 0;
	for (const letter of text) {
		if (narrow.has(letter)) width += 0.3;
		else if (wide.has(letter)) width += 0.88;
		else if (letter >= '0' && letter <= '9') width += 0.6;
		else if (letter !== letter.toLowerCase()) width += 0.69;
		else width += 0.55;
	}
	return width;
}

/** Lines that text takes, broken between words, in a column `em` wide. */
export function linesOf(text: string, em: number): number {
	let lines = text ? 1 : 0;
	let used = 0;
	for (const word of text.split(' ')) {
		const width = textWidth(word);
		if (used > 0 && used + width > em) {
			lines++;
			used = 0;
		}
		used += width + 0.3;
	}
	return lines;
}
