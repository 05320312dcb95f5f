/**
 * Keys of the list: `/` searches, `j` and `k` walk the rows, Enter opens the row that has the focus (a link
 * does that by itself). Silent while somebody types, and with any modifier.
 */
export function onListKey(event: KeyboardEvent, search: HTMLInputElement | undefined): void {
	if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
	if (event.key === '/') {
		event.preventDefault();
		search?.focus();
		search?.select();
		return;
	}
	if (event.key !== 'j' && event.key !== 'k') return;
	// the table and the cards are both in the page; only one of them is laid out
	const rows = [...document.querySelectorAll<HTMLAnchorElement>('a[data-row]')].filter(
		(row) => row.offsetParent !== null
	);
	const here = rows.findIndex((row) => row === document.activeElement);
	const next = event.key === 'j' ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0);
	rows[next]?.focus();
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
	);
}
