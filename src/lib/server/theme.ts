export type Theme = App.Locals['theme'];

const themes: readonly string[] = ['light', 'dark', 'device'] satisfies Theme[];
const isTheme = (value: string | undefined): value is Theme =>
	value !== undefined && themes.includes(value);

/** The next theme when the switch is pressed. */
export const themeAfter = {
	light: 'dark',
	dark: 'device',
	device: 'light'
} as const satisfies Record<Theme, Theme>;

/** The wall is always dark; outdoors light reads better; desks follow the device until told otherwise. */
export function themeFor(pathname: string, chosen: string | undefined): Theme {
	if (/^\/(layar|pasang)(\/|$)/.test(pathname)) return 'dark';
	if (isTheme(chosen)) return chosen;
	return /^\/lapangan(\/|$)/.test(pathname) ? 'light' : 'device';
}
