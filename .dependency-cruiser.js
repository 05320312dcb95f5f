/**
 * Who may import whom: the table of docs/decisions/0002-imports.md, as code.
 * tests/unit/imports.test.ts plants a violation of each rule and expects the failure.
 */
/** @param {string} name */
const lib = (name) => `^src/lib/${name}/`;

/**
 * Inside src/, a layer may reach itself and the layers named, nothing else.
 * @param {string} name
 * @param {string} from
 * @param {string[]} allowed
 * @param {string} comment
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const only = (name, from, allowed, comment) => ({
	name,
	severity: 'error',
	comment,
	from: { path: from, pathNot: '\\.test\\.ts$' },
	to: { path: '^src/', pathNot: allowed }
});

/**
 * Packages a layer may use; `types` of anything are free, since they vanish.
 * @param {string} name
 * @param {string} from
 * @param {string[]} allowed
 * @param {string} comment
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
const packages = (name, from, allowed, comment) => ({
	name,
	severity: 'error',
	comment,
	from: { path: from, pathNot: '\\.test\\.ts$' },
	to: {
		dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'],
		dependencyTypesNot: ['type-only'],
		pathNot: allowed
	}
});

const screenLayers = [
	lib('contract'),
	lib('domain'),
	lib('live'),
	lib('charts'),
	lib('ui'),
	lib('i18n')
];
const serverDoor = '^src/(hooks\\.server\\.ts|routes/.*(\\.server\\.ts|/\\+server\\.ts))$';
/** Everything under routes that reaches the browser, so the plain .ts files beside a page too. */
const screen = '^src/routes/(?!.*(\\.server\\.ts|/\\+server\\.ts)$).*\\.(svelte|ts)$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
		only(
			'contract-imports-nothing',
			lib('contract'),
			[lib('contract')],
			'contract says what may be said; it knows nobody'
		),
		only(
			'domain-imports-contract',
			lib('domain'),
			[lib('contract'), lib('domain')],
			'domain is pure: contract only'
		),
		only(
			'server-imports-core',
			lib('server'),
			[lib('contract'), lib('domain'), lib('server')],
			'server meets the browser only in contract and domain'
		),
		only(
			'live-imports-core',
			lib('live'),
			[lib('contract'), lib('domain'), lib('live')],
			'live meets the server only in contract and domain'
		),
		only(
			'i18n-imports-contract',
			lib('i18n'),
			[lib('contract'), lib('i18n')],
			'i18n labels what the contract names'
		),
		only(
			'charts-import-core',
			lib('charts'),
			[lib('contract'), lib('domain'), lib('i18n'), lib('charts')],
			'charts get data by props'
		),
		only(
			'ui-imports-core',
			lib('ui'),
			[lib('contract'), lib('domain'), lib('i18n'), lib('ui')],
			'components get data by props'
		),
		only(
			'screens-never-import-server',
			screen,
			[...screenLayers, '^src/routes/', '^src/app\\.css'],
			'a screen reaches the server through its load function'
		),
		only(
			'doors-import-server',
			serverDoor,
			[lib('contract'), lib('domain'), lib('server'), lib('i18n'), '^src/routes/'],
			'a door loads, calls one function, answers'
		),
		only(
			'programs-use-the-public-interface',
			'^src/(connect|simulate)/',
			[lib('contract'), lib('domain'), '^src/(connect|simulate)/'],
			'the connector and the simulator reach the server as any other machine would'
		),
		packages(
			'contract-uses-valibot',
			lib('contract'),
			['node_modules/valibot/'],
			'contract uses valibot only'
		),
		packages(
			'domain-uses-nothing',
			lib('domain'),
			['^$'],
			'domain uses no package and no node module'
		),
		packages(
			'live-uses',
			lib('live'),
			['node_modules/(svelte|socket\\.io-client|dexie|@noble/hashes|uuid)/'],
			'see the table'
		)
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: ['src/lib/i18n/paraglide', '\\.svelte-kit'] },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		detectProcessBuiltinModuleCalls: false,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
