import { app } from '#lib/server/process.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { clock, registry } = app();
	return {
		viewer: locals.viewer,
		city: registry.city(),
		clock: clock.reading()
	};
};
