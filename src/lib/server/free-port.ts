import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const isFree = (port: number) =>
	new Promise<boolean>((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			probe.close(() => resolve(true));
		});
	});

/**
 * A free port on the loopback address, from 20000 to 32000: above lies the range of outgoing connections,
 * where one of those may take the port between this question and the bind.
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < 100; tries++) {
		const port = randomInt(20_000, 32_001);
		if (await isFree(port)) return port;
	}
	throw new Error('no free port between 20000 and 32000');
}
