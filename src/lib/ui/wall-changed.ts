/** What each element showed last; gone with the element. */
const shown = new WeakMap<HTMLElement, string>();

/** How long a changed value stays underlined, ms. */
const underlineMs = 2000;

/**
 * Attachment that underlines an element for two seconds when its value changes, and never when it first
 * appears (a page flip is not a change). A plain attribute, no animation: fifty changes a second would
 * otherwise keep the page busy every frame.
 */
export function underlineChange(value: string): (element: HTMLElement) => (() => void) | undefined {
	return (element) => {
		const before = shown.get(element);
		shown.set(element, value);
		if (before === undefined || before === value) return undefined;
		element.dataset.changed = '';
		const timer = setTimeout(() => delete element.dataset.changed, underlineMs);
		return () => clearTimeout(timer);
	};
}
