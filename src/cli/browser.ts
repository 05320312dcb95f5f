import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './say.ts';

const usual = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

const find = () => [process.env.CHROMIUM ?? '', ...usual].find((file) => file && existsSync(file));

/**
 * Path of a Chromium for the browser tests: CHROMIUM, or one that is installed, or (as root on a Debian-like
 * system) one installed now. Null, after a sentence in both languages, when there is none to be had.
 */
export function ensureBrowser(): string | null {
	const found = find();
	if (found) return found;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		say('Memasang Chromium untuk uji peramban …', 'Installing Chromium for the browser tests …');
		for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
			const { status } = spawnSync('apt-get', ['-qq', ...args], {
				stdio: ['ignore', 'ignore', 'inherit'],
				env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
			});
			if (status !== 0) break;
		}
		const installed = find();
		if (installed) return installed;
	}
	console.error(
		'Chromium tidak ditemukan; pasang Chromium atau Chrome, atau tunjuk berkasnya dengan CHROMIUM.\n' +
			'Chromium was not found; install Chromium or Chrome, or name its file with CHROMIUM.'
	);
	return null;
}
