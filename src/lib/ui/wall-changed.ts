type Shown = { value: string; timer: ReturnType<typeof setTimeout> | undefined };

/** What each element showed last; gone with the element. */
const shown = new WeakMap<HTMLElement, Shown>();

/** How long a changed value stays underlined, ms. */
const underlineMs = 2000;

/**
 * Attachment that underlines an element for two seconds when its value changes, and never when it first
 * appears (a page flip is not a change). A plain attribute, no animation: fifty changes a second would
 * otherwise keep the page busy every frame. Runs again whenever its row is worked out anew, so it may not
 * take back on teardown what a change before has begun.
 */
export function underlineChange(value: string): (element: HTMLElement) => void {
	return (element) => {
		const before = shown.get(element);
		if (before?.value === value) return;
		clearTimeout(before?.timer);
		let timer: Shown['timer'];
		if (before) {
			element.dataset.changed = '';
			timer = setTimeout(() => delete element.dataset.changed, underlineMs);
		}
		shown.set(element, { value, timer });
	};
}
