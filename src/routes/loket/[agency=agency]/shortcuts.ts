/** What the four keys of the counter do without a mouse. */
export type KeyAction = 'call' | 'recall' | 'noShow' | 'finish';

const actions: Record<string, KeyAction> = {
	Space: 'call',
	KeyR: 'recall',
	KeyN: 'noShow',
	Enter: 'finish',
	NumpadEnter: 'finish'
};

/** The parts of a KeyboardEvent that decide, and of the element that has the focus. */
type Press = Pick<
	KeyboardEvent,
	'code' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;
type Focus = { tagName: string; isContentEditable: boolean; type?: string };

const typing = ['INPUT', 'SELECT', 'TEXTAREA'];
/** What Space and Enter themselves press while they have the focus. */
const pressed = ['BUTTON', 'A', 'SUMMARY', 'LABEL'];

/**
 * The action a key press stands for, or null: never while somebody types, never for a held key, and Space
 * and Enter belong to the button that has the focus.
 */
export function keyAction(press: Press, focus: Focus | null): KeyAction | null {
	const action = actions[press.code] ?? null;
	if (!action || press.repeat || press.isComposing) return null;
	if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null;
	if (!focus) return action;
	if (focus.isContentEditable || typing.includes(focus.tagName)) return null;
	const byItself = press.code === 'Space' || press.code.endsWith('Enter');
	return byItself && pressed.includes(focus.tagName) ? null : action;
}
