import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
	isAlive,
	isPostmasterOf,
	readPostmaster,
	waitForExit
} from './embedded-postgres-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'papan-siaga-postmaster-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (lines: string[]) =>
	writeFileSync(path.join(folder, 'postmaster.pid'), lines.join('\n'));

describe('postmaster.pid', () => {
	test('[P22] gives process, port and status', () => {
		write(['4711', folder, '1610409900', '25432', '', '127.0.0.1', ' 4 5', 'ready   ', '']);
		expect(readPostmaster(folder)).toEqual({ pid: 4711, port: 25432, status: 'ready' });
	});

	test('[P22] a file half written has no port yet', () => {
		write(['4711', folder]);
		expect(readPostmaster(folder)).toEqual({ pid: 4711, port: null, status: '' });
	});

	test('[P22] an empty file and no file both mean no server', () => {
		write(['']);
		expect(readPostmaster(folder)).toBeNull();
		expect(readPostmaster(path.join(folder, 'absent'))).toBeNull();
	});
});

test('[P22] a living process of another program is not taken for the database', () => {
	expect(isAlive(process.pid)).toBe(true);
	expect(isPostmasterOf(process.pid, folder)).toBe(false);
});

test('[P22] a process that ended counts as gone, even before its parent has asked', async () => {
	const child = spawn(process.execPath, ['-e', '']);
	expect(await waitForExit(child.pid ?? 0, 10_000)).toBe(true);
	expect(isPostmasterOf(child.pid ?? 0, folder)).toBe(false);
});
