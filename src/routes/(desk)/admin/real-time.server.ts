import { realNow } from '#lib/server/clock.ts';
import { app } from '#lib/server/process.ts';

/** Now in real time and the city's zone: tokens and screens age in real time even in a played day. */
export const realTime = () => ({
	now: new Date(realNow()).toISOString(),
	zone: app().registry.city().timeZone
});
