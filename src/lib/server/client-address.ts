import { BlockList, isIP, isIPv6 } from 'node:net';

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** `::ffff:10.0.0.1` is how a dual-stack socket spells 10.0.0.1. */
const plain = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/** The listed proxies as a predicate. Entries are addresses or CIDR ranges, checked by config.ts. */
function trusts(proxies: readonly string[]): (address: string) => boolean {
	const list = new BlockList();
	for (const entry of proxies) {
		const [address = '', bits] = entry.split('/');
		if (bits === undefined) list.addAddress(address, family(address));
		else list.addSubnet(address, Number(bits), family(address));
	}
	return (address) => isIP(address) !== 0 && list.check(address, family(address));
}

/**
 * Who really asks: the connection's own address, or, when that is a listed proxy, the nearest address in
 * X-Forwarded-For that is not one (ASVS 4.1.3). What strangers write into that header changes nothing.
 */
export function clientAddress(
	remote: string,
	forwardedFor: string | null,
	trustedProxy: readonly string[]
): string {
	const connection = plain(remote);
	if (!forwardedFor || trustedProxy.length === 0) return connection;
	const trusted = trusts(trustedProxy);
	let nearest = connection;
	for (const hop of forwardedFor.split(',').map(plain).reverse()) {
		if (!trusted(nearest) || isIP(hop) === 0) break;
		nearest = hop;
	}
	return nearest;
}
