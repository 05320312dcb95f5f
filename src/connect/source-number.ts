/** How the source writes numbers: Indonesian `1.234,5` is `{ thousands: '.', decimal: ',' }`. */
export type NumberStyle = { thousands: '' | '.' | ',' | ' '; decimal: '.' | ',' };

/**
 * A number as machines write them: `4`, `"4"`, `" 12 "`, and by option `"1.234"`. Null for anything
 * else, an empty text included: a blank is not a zero.
 */
export function sourceNumber(raw: unknown, style: NumberStyle): number | null {
	if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
	if (typeof raw !== 'string') return null;
	let text = raw.trim();
	if (style.thousands !== '') {
		const group = style.thousands === ' ' ? '[ \\u00a0\\u202f]' : `\\${style.thousands}`;
		// separators count only where thousands stand, so that 1.5 never becomes 15
		if (new RegExp(`^[+-]?\\d{1,3}(${group}\\d{3})+(?=$|\\D)`).test(text)) {
			text = text.replaceAll(new RegExp(group, 'g'), '');
		}
	}
	if (style.decimal === ',') {
		if (text.includes('.')) return null;
		text = text.replace(',', '.');
	}
	return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
