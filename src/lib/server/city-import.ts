import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { localDateSchema, shortTextSchema } from '../contract/primitive.ts';
import { agencyProfileSchema, timeZones } from '../contract/agency.ts';
import { checklistItemSchema } from '../contract/checklist.ts';
import { regulationSchema } from '../contract/regulation.ts';
import type { Database } from './database.ts';
import { projectRoot } from './project-root.ts';
import { agency, checklist, city, regulation } from './schema.ts';

const citySchema = v.object({
	code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,40}$/i, 'cityCode')),
	name: shortTextSchema,
	timeZone: v.picklist(timeZones),
	holidays: v.array(localDateSchema)
});
const checklistSchema = v.object({
	version: shortTextSchema,
	title: v.object({ id: shortTextSchema, en: shortTextSchema }),
	items: v.array(checklistItemSchema)
});

/** A city as its four files describe it: city, agencies, regulations, checklist. */
const cityFilesSchema = v.object({
	city: citySchema,
	agencies: v.pipe(
		v.array(agencyProfileSchema),
		v.minLength(1, 'empty'),
		v.check((list) => new Set(list.map(({ code }) => code)).size === list.length, 'duplicateCode')
	),
	regulations: v.array(regulationSchema),
	checklist: checklistSchema
});
export type CityFiles = v.InferOutput<typeof cityFilesSchema>;

export type ImportResult =
	| { ok: true; agencies: number; regulations: number }
	/** `where` names file and field: `agencies.3.headcount: negative`. */
	| { ok: false; because: 'invalid'; where: string[] }
	/** A database belongs to one city for ever; `name` is the one it holds. */
	| { ok: false; because: 'otherCity'; name: string };

/** The folder of the fictional demo city. */
export const demoCityFolder = (): string => path.join(projectRoot(), 'drizzle/seed');

/** Reads the four files of a folder. Throws when one is missing or is not JSON. */
export function readCityFolder(folder: string): Record<keyof CityFiles, unknown> {
	const read = (name: string): unknown =>
		JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
	return {
		city: read('city'),
		agencies: read('agencies'),
		regulations: read('regulations'),
		checklist: read('checklist')
	};
}

/**
 * Presets that the demo city keeps in its drawer: this one speaks of another city's employment office, and beside
 * the Bontang preset for the same agency it would refuse every visitor at the demo's counter.
 */
export const demoDrafts: readonly string[] = ['serang-2020'];

/**
 * Brings a city's registry in: all of it or nothing. Doing it again updates names, profiles and holidays;
 * it never touches a regulation or a checklist version that is already there, because published text
 * does not change (A1, E4), and never turns a real city into a simulated one or back.
 */
export async function importCity(
	database: Database,
	files: unknown,
	{ simulated, now, drafts = [] }: { simulated: boolean; now: string; drafts?: readonly string[] }
): Promise<ImportResult> {
	const parsed = v.safeParse(cityFilesSchema, files);
	if (!parsed.success) {
		const where = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? '?'}: ${issue.message}`);
		return { ok: false, because: 'invalid', where };
	}
	const { output } = parsed;
	return database.db.transaction(async (tx) => {
		// two imports at once: the second waits and then sees the first's city
		await tx.execute(sql`lock table ${city} in exclusive mode`);
		const [held] = await tx.select().from(city);
		if (held && (held.code !== output.city.code || held.simulated !== simulated)) {
			return { ok: false, because: 'otherCity', name: held.name } as const;
		}
		const { code, ...about } = output.city;
		await tx
			.insert(city)
			.values({ code, ...about, simulated })
			.onConflictDoUpdate({ target: city.code, set: about });
		await tx
			.insert(agency)
			.values(output.agencies.map((profile) => ({ code: profile.code, profile })))
			.onConflictDoUpdate({ target: agency.code, set: { profile: sql`excluded.profile` } });
		if (output.regulations.length > 0) {
			await tx
				.insert(regulation)
				.values(
					output.regulations.map((body) => ({
						id: body.id,
						status: drafts.includes(body.id) ? ('draft' as const) : ('published' as const),
						body
					}))
				)
				.onConflictDoNothing();
		}
		const { version, title, items } = output.checklist;
		await tx
			.insert(checklist)
			.values({ version, titleId: title.id, titleEn: title.en, items, publishedAt: now })
			.onConflictDoNothing();
		return {
			ok: true,
			agencies: output.agencies.length,
			regulations: output.regulations.length
		} as const;
	});
}
