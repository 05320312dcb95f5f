import { defaultProfile, type ScreenProfile } from '#lib/domain/viewing-distance.ts';
import { app } from '#lib/server/process.ts';
import { listScreens } from '#lib/server/screens.ts';
import packageJson from '../../../package.json';
import type { PageServerLoad } from './$types';

/** The board as of now, so that the first paint has values and needs no socket; and how this screen hangs. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { keeper, database } = app();
	const { viewer } = locals;
	const screens = viewer.kind === 'screen' ? await listScreens(database) : [];
	const own = screens.find(({ id }) => viewer.kind === 'screen' && id === viewer.id);
	const profile: ScreenProfile = own ?? defaultProfile;
	return {
		snapshot: keeper.snapshot(),
		screen: {
			name: own?.name ?? null,
			diagonalInches: profile.diagonalInches,
			distanceMetres: profile.distanceMetres
		},
		version: packageJson.version,
		origin: url.origin
	};
};
