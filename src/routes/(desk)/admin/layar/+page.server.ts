import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	approvePairing,
	findPairing,
	type FoundPairing,
	type PairingRefusal
} from '#lib/server/pairing.ts';
import { app } from '#lib/server/process.ts';
import { listScreens, revokeScreen } from '#lib/server/screens.ts';
import { realTime } from '../real-time.server.ts';
import { screenPlaceSchema } from './screen-place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
	screens: await listScreens(app().database),
	/** From the QR code on the screen; looked up only when the admin asks for it. */
	code: url.searchParams.get('kode') ?? '',
	pairingPage: `${url.host}/pasang`,
	...realTime()
});

function sentenceFor(refusal: PairingRefusal): string {
	return refusal.because === 'locked'
		? m.admin_pair_locked({ minutes: Math.ceil(refusal.waitSeconds / 60) })
		: m.admin_pair_unknown({ n: refusal.triesLeft });
}

const sentences = {
	name: m.admin_fault_name,
	diagonalInches: m.admin_fault_diagonal,
	distanceMetres: m.admin_fault_distance
};
type PlaceField = keyof typeof sentences;
type Answer = {
	done?: string;
	codeFault?: string;
	code?: string;
	found?: FoundPairing;
	values?: Record<PlaceField, string>;
	faults?: Partial<Record<PlaceField, string>>;
};
const answer = (given: Answer): Answer => given;

const adminOf = ({ viewer }: App.Locals) => (viewer.kind === 'person' ? viewer.id : '');

export const actions: Actions = {
	find: async ({ request, locals }) => {
		const code = String((await request.formData()).get('code') ?? '');
		const result = await findPairing(app().database, adminOf(locals), code);
		if (result.ok) return answer({ found: result.pairing });
		app().logger.warn({ by: adminOf(locals), because: result.because }, 'pairing code refused');
		return fail(422, answer({ code, codeFault: sentenceFor(result) }));
	},
	approve: async ({ request, locals }) => {
		const { database, logger } = app();
		const by = adminOf(locals);
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const code = text('code');
		const values = {
			name: text('name'),
			diagonalInches: text('diagonalInches'),
			distanceMetres: text('distanceMetres')
		};
		const place = v.safeParse(screenPlaceSchema, values);
		if (!place.success) {
			const again = await findPairing(database, by, code);
			if (!again.ok) return fail(422, answer({ code, codeFault: sentenceFor(again) }));
			const faults: Answer['faults'] = {};
			for (const issue of place.issues) {
				// boundary: valibot widens the keys of its own schema
				const field = issue.path?.[0]?.key as PlaceField;
				faults[field] = sentences[field]();
			}
			return fail(422, answer({ found: again.pairing, values, faults }));
		}
		const result = await approvePairing(database, by, code, place.output);
		if (!result.ok) return fail(422, answer({ code, codeFault: sentenceFor(result) }));
		logger.info({ by, screen: result.screenId }, 'screen paired');
		return answer({ done: m.admin_pair_approved({ name: place.output.name }) });
	},
	revoke: async ({ request, locals }) => {
		const { database, logger } = app();
		const id = v.safeParse(v.pipe(v.string(), v.uuid()), (await request.formData()).get('id'));
		if (!id.success || !(await revokeScreen(database, id.output))) {
			return fail(404, answer({ codeFault: m.admin_gone() }));
		}
		logger.info({ by: adminOf(locals), screen: id.output }, 'screen revoked');
		return answer({ done: m.admin_screen_revoked_done() });
	}
};
