/**
 * A browser and its system in two words, from what it says of itself: `Chrome 142 · Linux`. Only for an admin to
 * tell screens apart; nothing is decided by it.
 */
export function browserName(userAgent: string): string {
	// the order matters: everybody also calls itself Chrome or Safari
	const browsers: readonly [string, RegExp][] = [
		['Edge', /Edg\/(\d+)/],
		['Samsung Internet', /SamsungBrowser\/(\d+)/],
		['Opera', /OPR\/(\d+)/],
		['Firefox', /Firefox\/(\d+)/],
		['Chrome', /Chrome\/(\d+)/],
		['Safari', /Version\/(\d+).*Safari/]
	];
	const systems: readonly [string, RegExp][] = [
		['webOS', /Web0S|webOS/],
		['Tizen', /Tizen/],
		['Android', /Android/],
		['Windows', /Windows/],
		['iPadOS', /iPad/],
		['iOS', /iPhone/],
		['macOS', /Macintosh/],
		['ChromeOS', /CrOS/],
		['Linux', /Linux|X11/]
	];
	const browser = browsers.find(([, pattern]) => pattern.test(userAgent));
	const version = browser && browser[1].exec(userAgent)?.[1];
	const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
	const parts = [browser && `${browser[0]} ${version}`, system].filter(Boolean);
	return parts.length > 0 ? parts.join(' · ') : userAgent.slice(0, 40) || '–';
}
