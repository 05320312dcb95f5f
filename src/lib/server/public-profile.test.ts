import { expect, it } from 'vitest';
import agencies from '../../../drizzle/seed/agencies.json' with { type: 'json' };
import type { AgencyProfile } from '../contract/agency.ts';
import { publicProfile } from './public-profile.ts';

it('[P33] names no sensitive service to the city, and leaves everything else as it is', () => {
	// boundary: the seed is validated by its own test
	const profiles = agencies as unknown as AgencyProfile[];
	const sensitive = profiles.flatMap(({ services }) => services.filter((one) => one.sensitive));
	expect(sensitive.length).toBeGreaterThan(0);
	const shown = JSON.stringify(profiles.map(publicProfile));
	for (const { name } of sensitive) expect(shown).not.toContain(name);
	const plain = profiles.filter(({ services }) => services.every((one) => !one.sensitive));
	expect(plain.map(publicProfile)).toEqual(plain);
});
