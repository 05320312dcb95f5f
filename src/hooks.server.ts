import { randomUUID } from 'node:crypto';
import {
	error,
	json,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { version } from '$app/environment';
import { refusalSentence } from '#lib/i18n/refusal-sentence.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/i18n/paraglide/server.js';
import { app, processHandle } from '#lib/server/process.ts';
import { mayChange } from '#lib/server/request-origin.ts';
import { accessOf, entranceFor } from '#lib/server/route-access.ts';
import { screenCookie, screenCookieOptions } from '#lib/server/screens.ts';
import { startApp } from '#lib/server/start.ts';
import { themeFor } from '#lib/server/theme.ts';
import { viewerOf } from '#lib/server/viewer.ts';

export const init: ServerInit = async () => {
	await startApp({
		build: version,
		viewerOf,
		sentenceOf: (refusal) => ({
			id: refusalSentence(refusal, 'id'),
			en: refusalSentence(refusal, 'en')
		})
	});
};

export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ request, locale }) => {
		event.request = request;
		event.locals.locale = locale;
		event.locals.theme = themeFor(event.url.pathname, event.cookies.get('theme'));
		const response = await guarded(event, () =>
			resolve(event, {
				transformPageChunk: ({ html }) =>
					html.replace('%lang%', locale).replace('%theme%', event.locals.theme)
			})
		);
		return withHeaders(event, response);
	});

/** Who asks, may they change things from where they are, and may they come in here at all. */
async function guarded(event: RequestEvent, enter: () => Response | Promise<Response>) {
	const { request, url, route, locals } = event;
	const own = [url.origin, app().config.origin];
	const headers = request.headers;
	const asked = { method: request.method, pathname: url.pathname, own };
	if (
		!mayChange({
			...asked,
			origin: headers.get('origin'),
			authorization: headers.get('authorization')
		})
	) {
		return json({ message: m.account_foreign_origin() }, { status: 403 });
	}
	locals.viewer = await viewerOf(headers);
	// no route: SvelteKit answers 404 in the page's own form
	if (route.id === null) return enter();

	const access = accessOf(route.id);
	const entrance = access && entranceFor(locals.viewer, access, event.params.agency ?? null);
	if (entrance === 'open') {
		keepScreenCookie(event);
		return enter();
	}
	if (entrance === 'signIn') return signInFirst(event);
	app().logger.warn({ route: route.id, entrance, viewer: idOf(event) }, 'entrance refused');
	return refusalPage(event, entrance === 'otherAgency' ? 'agency' : 'role');
}

/** Browsers forget a cookie after 400 days; a wall that reloads each night is paired until it is revoked. */
function keepScreenCookie({ locals, route, cookies, url }: RequestEvent): void {
	const token = cookies.get(screenCookie);
	if (locals.viewer.kind !== 'screen' || route.id !== '/layar' || !token) return;
	cookies.set(screenCookie, token, screenCookieOptions(url));
}

/** A form sent by `use:enhance`; its answer has a shape of its own. */
const isFormScript = ({ request }: RequestEvent) => request.headers.has('x-sveltekit-action');

const wantsPage = (event: RequestEvent) =>
	event.isDataRequest ||
	isFormScript(event) ||
	/text\/html/.test(event.request.headers.get('accept') ?? '');

const idOf = ({ locals: { viewer } }: RequestEvent) =>
	viewer.kind === 'public' ? null : `${viewer.kind}:${viewer.id}`;

function signInFirst(event: RequestEvent): Response {
	if (!wantsPage(event)) return json({ message: m.account_sign_in_first() }, { status: 401 });
	// a wall whose pairing was revoked shows a new code; a person who is not signed in is asked to
	if (event.route.id === '/layar' && event.cookies.get(screenCookie)) redirect(303, '/pasang');
	redirect(303, `/masuk?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
}

/** Errors thrown in `handle` get SvelteKit's bare page; the sentence is fetched from a page of our own. */
async function refusalPage(event: RequestEvent, because: 'agency' | 'role'): Promise<Response> {
	const message = because === 'agency' ? m.account_other_agency() : m.account_wrong_role();
	if (event.isDataRequest) error(403, { message });
	if (isFormScript(event)) return json({ type: 'error', status: 403, error: { message } });
	if (!wantsPage(event)) return json({ message }, { status: 403 });
	const page = await event.fetch(`/tidak-berhak?sebab=${because}`, {
		headers: { accept: 'text/html' }
	});
	return new Response(page.body, { status: 403, headers: page.headers });
}

function withHeaders(event: RequestEvent, response: Response): Response {
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=()');
	if (event.url.protocol === 'https:') {
		headers.set('strict-transport-security', 'max-age=31536000');
	}
	if (event.locals.viewer?.kind !== 'public' && !headers.has('cache-control')) {
		headers.set('cache-control', 'no-store');
	}
	return response;
}

/** One shape for everything unexpected: a sentence, and a reference that finds it in the log. */
export const handleError: HandleServerError = ({ error: fault, event, status, message }) => {
	const { locale } = event.locals;
	if (status === 404) return { message: m.account_not_found({}, { locale }) };
	const reference = randomUUID().slice(0, 8);
	const where = { reference, status, method: event.request.method, route: event.route.id };
	// before the app has started there is no logger yet
	const logger = processHandle('app')?.logger;
	if (logger) logger.error({ ...where, err: fault }, message);
	else console.error(where, fault);
	return { message: m.account_unexpected({}, { locale }), reference };
};
