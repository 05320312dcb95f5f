/**
 * Production entry: one HTTP server for pages and sockets. It listens first (a port in use is known before
 * a database is started), leaves the server where `init` in hooks.server.ts finds it, and then loads the
 * build. It opens nothing else itself: a second copy of the server's modules would be a second database.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { requireConfig } from './lib/server/config.ts';
import { prepareAdapter, protocolHeader } from './lib/server/node-adapter.ts';
import { reasonOf, reportFault, startupFault } from './lib/server/startup-fault.ts';

/** @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} Handler */

process.env.NODE_ENV ??= 'production';
if (existsSync('.env')) process.loadEnvFile('.env');

/** @type {Handler} */
let handle = (_request, response) => {
	response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' });
	response.end('Sedang memulai / Starting\n');
};
/** Requests being answered. */
let open = 0;

// this listener must be there before Socket.IO attaches, which takes over those it finds
const server = createServer((request, response) => {
	open++;
	response.once('close', () => open--);
	request.headers[protocolHeader] = 'http';
	handle(request, response);
});

/** @param {import('./lib/server/config.ts').Config} config */
function listen({ port, host }) {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => {
			const reason = reasonOf(error);
			if (reason === 'EADDRINUSE') reject(startupFault('portInUse', port));
			else reject(startupFault('cannotListen', `${host ?? '*'}:${port}`, reason));
		});
		server.listen({ port, host: host ?? undefined }, () => resolve(undefined));
	});
}

/** @type {Promise<void> | null} */
let stopping = null;

/**
 * Stops accepting, lets running requests finish (2 s), then ends sockets, log and database.
 * @param {number} code exit code
 */
function stop(code) {
	stopping ??= (async () => {
		server.close();
		server.closeIdleConnections();
		for (let waited = 0; open > 0 && waited < 2000; waited += 20) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		try {
			await Reflect.get(globalThis, Symbol.for('papan-siaga.stop'))?.();
		} catch (error) {
			code = reportFault(error);
		}
		server.closeAllConnections();
		process.exit(code);
	})();
}

let started = false;
/** A signal during the start waits for its end: a half-opened database could not be closed. */
let stopAsked = false;
const askToStop = () => {
	if (stopAsked) return;
	stopAsked = true;
	// whatever hangs: gone within 10 s, and the next start copes with what is left (P21, P22)
	setTimeout(() => process.exit(1), 9_500).unref();
	if (started) stop(0);
};
process.on('SIGTERM', askToStop);
process.on('SIGINT', askToStop);
// started by the demo or a test: when that is killed, do not stay behind
if (process.channel) process.on('disconnect', askToStop);

try {
	const config = requireConfig(process.env, process.argv.slice(2));
	const build = new URL('../build/handler.js', import.meta.url);
	if (!existsSync(build)) throw startupFault('notBuilt');
	prepareAdapter(process.env, config);
	Reflect.set(globalThis, Symbol.for('papan-siaga.http-server'), server);
	await listen(config);
	const { handler } = await import(build.href);
	handle = handler;
	started = true;
	console.log(`Papan Siaga → ${config.origin ?? `http://localhost:${config.port}`}`);
	if (stopAsked) stop(0);
} catch (error) {
	process.exit(reportFault(error));
}
