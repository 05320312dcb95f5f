import { listPeople } from '#lib/server/accounts.ts';
import { listFeeds } from '#lib/server/feeds.ts';
import { app } from '#lib/server/process.ts';
import { listScreens } from '#lib/server/screens.ts';
import { realTime } from './real-time.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { database } = app();
	const [feeds, screens, people] = await Promise.all([
		listFeeds(database),
		listScreens(database),
		listPeople(database)
	]);
	return { feeds, screens, people, ...realTime() };
};
