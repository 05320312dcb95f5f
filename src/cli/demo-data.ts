import { rm } from 'node:fs/promises';
import path from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import { and, eq } from 'drizzle-orm';
import { cityFactTypes, factTypes } from '#lib/contract/facts.ts';
import type { Membership } from '#lib/contract/role.ts';
import { createPerson } from '#lib/server/accounts.ts';
import { demoCityFolder, demoDrafts, importCity, readCityFolder } from '#lib/server/city-import.ts';
import type { Database } from '#lib/server/database.ts';
import { createFeed } from '#lib/server/feeds.ts';
import { account, agency, city, fact, feed, membership, user } from '#lib/server/schema.ts';
import { startupFault } from '#lib/server/startup-fault.ts';

type SignIn = { username: string; password: string; name: string; membership: Membership };

/** The demo's sign-ins. Their passwords are public, which is why they exist in no other database. */
export const demoSignIns: readonly SignIn[] = [
	{
		username: 'admin',
		password: 'peragaan-admin',
		name: 'Admin Peragaan',
		membership: { role: 'admin', agency: null }
	},
	{
		username: 'satgas',
		password: 'peragaan-satgas',
		name: 'Ketua Satgas Peragaan',
		membership: { role: 'lead', agency: null }
	},
	{
		username: 'sekretaris',
		password: 'peragaan-sekretaris',
		name: 'Sekretaris Disnaker',
		membership: { role: 'secretary', agency: 'DISNAKER' }
	},
	{
		username: 'inspektur',
		password: 'peragaan-inspektur',
		name: 'Inspektur Peragaan',
		membership: { role: 'inspector', agency: null }
	},
	{
		username: 'loket',
		password: 'peragaan-loket',
		name: 'Loket Disnaker',
		membership: { role: 'counter', agency: 'DISNAKER' }
	}
];

const simulatorFeed = 'Simulasi hari peragaan';
const cityWide: readonly string[] = cityFactTypes;

/** Refuses a database that holds anything of a real city: the demo would wipe its log. */
export async function refuseRealRecords({ db }: Database): Promise<void> {
	const [held] = await db.select().from(city);
	if (held) {
		if (!held.simulated) throw startupFault('realRecords');
		return;
	}
	const [anyFact] = await db.select({ seq: fact.seq }).from(fact).limit(1);
	const [anyPerson] = await db.select({ id: user.id }).from(user).limit(1);
	if (anyFact || anyPerson) throw startupFault('realRecords');
}

/** The registry of the fictional city, as its files say today. Throws when those files are not valid. */
async function renewCity(database: Database): Promise<void> {
	const files = readCityFolder(demoCityFolder());
	// a rule or checklist corrected in the files must not stay as an older demo left it
	await database.sql`truncate regulation, checklist, agency`;
	const now = (await database.sql`select now() as now`)[0]?.now as Date;
	const imported = await importCity(database, files, {
		simulated: true,
		now: now.toISOString(),
		drafts: demoDrafts
	});
	if (imported.ok) return;
	if (imported.because === 'otherCity') throw startupFault('otherCity', imported.name);
	throw new Error(`drizzle/seed: ${imported.where.join('; ')}`);
}

/**
 * Makes the database a demo city's on the morning of a fresh day: registry renewed, log and photos of
 * earlier days gone (another epoch, so that screens start over). Accounts, feeds and screens stay.
 */
export async function resetDemo(database: Database, dataDir: string): Promise<void> {
	await refuseRealRecords(database);
	await renewCity(database);
	await database.sql.begin(async (tx) => {
		await tx`truncate fact, photo`;
		await tx`insert into log_head ("only", epoch, seq) values (true, gen_random_uuid(), 0)
			on conflict ("only") do update set epoch = excluded.epoch, seq = 0`;
	});
	await rm(path.join(dataDir, 'photos'), { recursive: true, force: true });
}

/** Makes sure that each demo sign-in works with the password on the console, whatever was done to it. */
export async function ensureDemoSignIns(database: Database): Promise<void> {
	const people = await database.db.select({ id: user.id, username: user.username }).from(user);
	for (const { username, password, name, membership: held } of demoSignIns) {
		const person = people.find((one) => one.username === username);
		if (person) {
			await mendSignIn(database, person.id, password, held);
			continue;
		}
		const made = await createPerson(database, { username, name, password, memberships: [held] });
		if (!made.ok) throw new Error(`${username}: ${made.because}`);
	}
}

async function mendSignIn({ db }: Database, id: string, password: string, held: Membership) {
	const hash = await hashPassword(password);
	await db.transaction(async (tx) => {
		await tx.update(user).set({ disabledAt: null }).where(eq(user.id, id));
		await tx
			.update(account)
			.set({ password: hash })
			.where(and(eq(account.userId, id), eq(account.providerId, 'credential')));
		await tx
			.insert(membership)
			.values({ userId: id, role: held.role, agency: held.agency ?? '' })
			.onConflictDoNothing();
	});
}

/** A fresh token for the simulator, which may speak for every agency but not for the city. */
export async function simulatorToken(database: Database): Promise<string> {
	const agencies = await database.db
		.select({ code: agency.code })
		.from(agency)
		.orderBy(agency.code);
	await database.db.delete(feed).where(eq(feed.name, simulatorFeed));
	const { token } = await createFeed(database, {
		name: simulatorFeed,
		agencies: agencies.map(({ code }) => code),
		factTypes: factTypes.filter((type) => !cityWide.includes(type)),
		// thirty agencies sixty times as fast
		ratePerMinute: 60_000,
		days: 2,
		createdBy: null
	});
	return token;
}
