import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = { optionalDependencies?: Record<string, string> };

test('the lockfile holds every optional package it mentions, or a fresh `npm ci` would refuse it', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
		packages: Record<string, Locked>;
	};
	// npm drops the binaries of other platforms from the file when the registry lacks them
	const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies).filter(
			(name) => !(`node_modules/${name}` in packages) && !(`${at}/node_modules/${name}` in packages)
		)
	);
	expect(missing).toEqual([]);
});
