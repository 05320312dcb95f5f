import type { Config } from './config.ts';

/**
 * Header by which src/main.js tells adapter-node how a request came. The adapter would otherwise believe
 * "https", and the browser's Origin would never match. main.js overwrites it on every request, so no
 * stranger can. (Behind a proxy that ends TLS, ORIGIN says what pages are called.)
 */
export const protocolHeader = 'x-papan-siaga-protocol';

/** Everything adapter-node reads from the environment by itself. */
const adapterKeys = [
	'ORIGIN',
	'PROTOCOL_HEADER',
	'HOST_HEADER',
	'PORT_HEADER',
	'ADDRESS_HEADER',
	'XFF_DEPTH',
	'BODY_SIZE_LIMIT'
];

/** Sets adapter-node's variables from our configuration and nothing else. Before its handler is imported. */
export function prepareAdapter(env: Record<string, string | undefined>, config: Config): void {
	for (const key of adapterKeys) Reflect.deleteProperty(env, key);
	if (config.origin !== null) env.ORIGIN = config.origin;
	env.PROTOCOL_HEADER = protocolHeader;
	// the largest any door takes; each door has its own, smaller limit
	env.BODY_SIZE_LIMIT = String(Math.max(config.bodyLimit.facts, config.bodyLimit.photo));
}
