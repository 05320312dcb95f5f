import { spawn, type ChildProcess } from 'node:child_process';
import { projectRoot } from '#lib/server/project-root.ts';

/** A process of ours, started with Node from the project's folder. */
export type Child = {
	/** Resolves with the exit code once it is gone; 128 + … for a signal. */
	ended: Promise<number>;
	/** Asks it to end, by force after that many milliseconds; resolves when it is gone. */
	stop(milliseconds: number): Promise<void>;
};

/** Starts `node ARGS`. The child has a channel to us, by which it notices when we are killed. */
export function startChild(args: string[], env: NodeJS.ProcessEnv): Child {
	const child: ChildProcess = spawn(process.execPath, args, {
		cwd: projectRoot(),
		env,
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const ended = new Promise<number>((resolve) => {
		child.once('error', () => resolve(1));
		child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
	});
	return {
		ended,
		stop: async (milliseconds) => {
			child.kill('SIGTERM');
			const force = setTimeout(() => child.kill('SIGKILL'), milliseconds);
			await ended;
			clearTimeout(force);
		}
	};
}
