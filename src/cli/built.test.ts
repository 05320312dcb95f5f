import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashOfInputs } from './built.ts';

const root = mkdtempSync(path.join(tmpdir(), 'papan-siaga-inputs-'));
afterAll(() => rmSync(root, { recursive: true }));
const write = (file: string, text: string) => {
	mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
	writeFileSync(path.join(root, file), text);
};
for (const folder of ['src', 'static', 'drizzle']) mkdirSync(path.join(root, folder));
for (const file of ['package.json', 'package-lock.json', 'vite.config.ts', 'svelte.config.js']) {
	write(file, '');
}

test('a changed, added or renamed source asks for a new build', () => {
	write('src/app.css', 'a');
	const before = hashOfInputs(root);
	write('src/app.css', 'b');
	const changed = hashOfInputs(root);
	write('src/lib/new.ts', '');
	const added = hashOfInputs(root);
	rmSync(path.join(root, 'src/lib/new.ts'));
	write('src/lib/renamed.ts', '');
	expect(new Set([before, changed, added, hashOfInputs(root)]).size).toBe(4);
});

test('tests, commands and what the build generates do not', () => {
	const before = hashOfInputs(root);
	write('src/lib/new.test.ts', 'a');
	write('src/cli/demo.ts', 'a');
	write('src/lib/i18n/paraglide/messages.js', 'a');
	// the message compiler leaves notes beside its settings at every build
	write('src/lib/i18n/project.inlang/README.md', 'a');
	expect(hashOfInputs(root)).toBe(before);
});
