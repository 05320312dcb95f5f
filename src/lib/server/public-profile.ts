import type { AgencyProfile } from '../contract/agency.ts';

/**
 * An agency as the whole city may know it: a sensitive service is known by its letter only (G4).
 * Its own counters get the full profile from the registry.
 */
export function publicProfile(profile: AgencyProfile): AgencyProfile {
	if (!profile.services.some(({ sensitive }) => sensitive)) return profile;
	const services = profile.services.map((service) =>
		service.sensitive ? { ...service, name: service.prefix } : service
	);
	return { ...profile, services };
}
