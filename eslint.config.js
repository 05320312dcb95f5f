import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** One injected clock in server, domain and browser memory: nothing else reads the machine's (P10). */
const clockRule = {
	selector:
		"CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
	message:
		'Take `now` as an argument, or ask the injected clock (server/clock.ts, live/now.svelte.ts).'
};

export default defineConfig(
	globalIgnores([
		'build/',
		'.svelte-kit/',
		'src/lib/i18n/paraglide/',
		'drizzle/migrations/',
		'data/',
		'test-results/'
	]),
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript does this better
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			// a set that is never read reactively needs no SvelteSet
			'svelte/prefer-svelte-reactivity': 'off',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: [
			'src/lib/domain/**',
			'src/lib/contract/**',
			'src/lib/server/**',
			'src/lib/live/**',
			'src/routes/**'
		],
		ignores: ['src/lib/server/clock.ts', 'src/lib/live/now.svelte.ts', '**/*.test.ts'],
		rules: { 'no-restricted-syntax': ['error', clockRule] }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			// no type information: none of the rules asks for it, and it costs a minute of every lint
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		}
	}
);
