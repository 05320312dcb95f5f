import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone after the test, owned by `user` if given; others may pass through it. */
export function temporaryFolder(user?: { uid: number; gid: number }): string {
	const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'papan-siaga-')));
	chmodSync(folder, 0o711);
	if (user) chownSync(folder, user.uid, user.gid);
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
