import { expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

it('names browser and system although most call themselves Chrome and Safari too', () => {
	const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
	const said = [
		`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
		`Mozilla/5.0 (Web0S; Linux/SmartTV) ${webkit} Chrome/94.0.4606.128 Safari/537.36`,
		'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
		'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile Safari/604.1',
		'curl/8.5.0',
		''
	];
	expect(said.map(browserName)).toEqual([
		'Chrome 142 · Linux',
		'Edge 142 · Windows',
		'Chrome 94 · webOS',
		'Firefox 145 · Linux',
		'Safari 17 · iPadOS',
		'curl/8.5.0',
		'–'
	]);
});
