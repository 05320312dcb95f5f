const harmless = ['GET', 'HEAD', 'OPTIONS'];

type Asked = {
	method: string;
	pathname: string;
	/** The Origin header. */
	origin: string | null;
	/** The Authorization header. */
	authorization: string | null;
	/** Origins pages of this site have: the request's own, and the configured one. */
	own: readonly (string | null)[];
};

/**
 * May this request change something? A browser says in Origin where a request comes from, so another site
 * cannot ride on a session (P26). Machine feeds carry a bearer token instead, which no foreign page can add;
 * SvelteKit itself checks only form content types, this holds for every type.
 */
export function mayChange({ method, pathname, origin, authorization, own }: Asked): boolean {
	if (harmless.includes(method)) return true;
	if (pathname === '/api/v1/facts' && /^Bearer /i.test(authorization ?? '')) return true;
	return origin !== null && origin !== 'null' && own.includes(origin);
}
