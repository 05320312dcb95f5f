import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../.dependency-cruiser.js';

/** [file that must not, what it imports, the rule that catches it] */
const plants: [string, string, string][] = [
	['src/lib/contract/planted.ts', '../domain/target.ts', 'contract-imports-nothing'],
	['src/lib/domain/planted.ts', '../server/target.ts', 'domain-imports-contract'],
	['src/lib/server/planted.ts', '../live/target.ts', 'server-imports-core'],
	['src/lib/live/planted.ts', '../server/target.ts', 'live-imports-core'],
	['src/lib/i18n/planted.ts', '../domain/target.ts', 'i18n-imports-contract'],
	['src/lib/charts/planted.ts', '../live/target.ts', 'charts-import-core'],
	['src/lib/ui/planted.ts', '../server/target.ts', 'ui-imports-core'],
	['src/routes/planted/+page.ts', '../../lib/server/target.ts', 'screens-never-import-server'],
	['src/routes/planted/+page.svelte', '../../lib/server/target.ts', 'screens-never-import-server'],
	['src/routes/planted/+server.ts', '../../lib/live/target.ts', 'doors-import-server'],
	['src/lib/contract/planted.ts', 'node:fs', 'contract-uses-valibot'],
	['src/lib/domain/planted.ts', 'node:fs', 'domain-uses-nothing'],
	['src/lib/live/planted.ts', 'node:fs', 'live-uses'],
	['src/lib/live/planted.ts', '#lib/server/target.ts', 'live-imports-core'],
	['src/connect/planted.ts', '../lib/server/target.ts', 'programs-use-the-public-interface']
];

let root = '';

function write(path: string, text: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

async function violations(): Promise<{ name: string; from: string }[]> {
	const { output } = await cruise(['src'], {
		...config.options,
		baseDir: root,
		validate: true,
		ruleSet: { forbidden: config.forbidden ?? [] },
		tsConfig: undefined
	});
	if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');
	return output.summary.violations.map(({ rule, from }) => ({ name: rule.name, from }));
}

describe('the import table is a gate', () => {
	beforeAll(() => {
		root = mkdtempSync(join(tmpdir(), 'papan-siaga-imports-'));
		symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
		write('package.json', JSON.stringify({ type: 'module', imports: { '#lib/*': './src/lib/*' } }));
		for (const layer of ['contract', 'domain', 'server', 'live', 'i18n']) {
			write(`src/lib/${layer}/target.ts`, 'export const target = 1;\n');
		}
	});
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	it('lets an empty house pass', async () => {
		expect(await violations()).toEqual([]);
	});

	it.each(plants)('%s may not import %s', async (file, target, rule) => {
		const importing = `import * as planted from '${target}';\nexport const used = planted;\n`;
		const isComponent = file.endsWith('.svelte');
		write(
			file,
			isComponent
				? `<script lang="ts">\n${importing.replace('export ', '')}</script>\n{used}\n`
				: importing
		);
		expect(await violations()).toContainEqual({ name: rule, from: file });
		rmSync(join(root, file));
	});
});
