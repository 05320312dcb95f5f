import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Leaves Vite's HTTP server where src/main.js leaves its own, so that `init` finds either (docs/decisions). */
const httpServerForSockets: Plugin = {
	name: 'papan-siaga:http-server',
	configureServer(vite) {
		if (process.env.VITEST) return;
		Reflect.set(globalThis, Symbol.for('papan-siaga.http-server'), vite.httpServer);
	}
};

export default defineConfig({
	plugins: [
		httpServerForSockets,
		tailwindcss(),
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			cookieName: 'locale'
		}),
		sveltekit()
	],
	build: {
		target: 'es2022',
		// a font as a data: address would be refused by our own content security policy
		assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined)
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
					environment: 'node'
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					include: [
						'tests/integration/**/*.test.ts',
						'tests/regimes/**/*.test.ts',
						'tests/promises/**/*.test.ts'
					],
					environment: 'node',
					globalSetup: ['tests/rig/global-setup.ts'],
					// each file has a server and a database of its own; two cores
					maxWorkers: 2,
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
