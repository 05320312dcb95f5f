import { describe, expect, it } from 'vitest';
import { keyAction } from './shortcuts.ts';

const press = (code: string, more = {}) => ({
	code,
	repeat: false,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	shiftKey: false,
	isComposing: false,
	...more
});
const on = (tagName: string, isContentEditable = false) => ({ tagName, isContentEditable });

describe('keyAction', () => {
	it('calls with Space, recalls with R, marks a no-show with N and finishes with Enter', () => {
		const codes = ['Space', 'KeyR', 'KeyN', 'Enter', 'NumpadEnter', 'KeyX'];
		expect(codes.map((code) => keyAction(press(code), on('BODY')))).toEqual([
			'call',
			'recall',
			'noShow',
			'finish',
			'finish',
			null
		]);
	});

	it('is off while somebody types', () => {
		for (const tag of ['INPUT', 'SELECT', 'TEXTAREA'])
			expect(keyAction(press('KeyN'), on(tag))).toBeNull();
		expect(keyAction(press('KeyN'), on('DIV', true))).toBeNull();
	});

	it('leaves Space and Enter to the button that has the focus, but not R and N', () => {
		expect(keyAction(press('Space'), on('BUTTON'))).toBeNull();
		expect(keyAction(press('Enter'), on('A'))).toBeNull();
		expect(keyAction(press('KeyR'), on('BUTTON'))).toBe('recall');
	});

	it('does not call a second number because a key was held, nor on Ctrl+R', () => {
		expect(keyAction(press('Space', { repeat: true }), null)).toBeNull();
		expect(keyAction(press('KeyR', { ctrlKey: true }), null)).toBeNull();
	});
});
