import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	kit: {
		adapter: adapter({ out: 'build' }),
		// no inline script or style without the nonce; charts and photos come from this origin only
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
				'form-action': ['self']
			}
		},
		// a refused page is answered with another page's markup, whose links must hold at every depth
		paths: { relative: false },
		// the socket and the heartbeat tell screens of a new build; nothing polls
		version: { pollInterval: 0 },
		typescript: {
			config: (tsconfig) => {
				tsconfig.include = [
					...tsconfig.include,
					'../drizzle/**/*.ts',
					'../tests/**/*.ts',
					'../*.ts',
					'../*.js'
				];
				return tsconfig;
			}
		}
	}
};

export default config;
