import type { AgencyProfile, City } from '../contract/agency.ts';
import type { Checklist, ChecklistItem } from '../contract/checklist.ts';
import type { Regulation } from '../contract/regulation.ts';
import { createRulebook, type Rulebook } from '../domain/regulation.ts';
import type { Database } from './database.ts';

/**
 * The city, its agencies, regulations and checklists, held in memory: every fact and every second asks
 * them. Read at start and again whenever a regulation fact passes through the log.
 */
export type Registry = {
	/** True while no city has been imported; every answer below is then empty. */
	empty: boolean;
	city(): City;
	/** In the fixed order of the wall. */
	agencies(): AgencyProfile[];
	profile(code: string): AgencyProfile | undefined;
	/** Published ones only. */
	regulations(): Regulation[];
	/** Ids of all, drafts and withdrawn ones included. */
	regulationIds(): ReadonlySet<string>;
	rulebook(): Rulebook;
	checklists(): Checklist[];
	/** The same by version, as the fold wants them. */
	checklistItems(): Readonly<Record<string, ChecklistItem[]>>;
	reload(): Promise<void>;
};

/** Stands in until a city is imported, so that screens can say "no city yet" instead of failing. */
const noCity: City = {
	code: '',
	name: '',
	timeZone: 'Asia/Makassar',
	holidays: [],
	simulated: false
};

type Held = {
	city: City | null;
	agencies: AgencyProfile[];
	byCode: Map<string, AgencyProfile>;
	regulations: Regulation[];
	regulationIds: Set<string>;
	rulebook: Rulebook;
	checklists: Checklist[];
	checklistItems: Record<string, ChecklistItem[]>;
};

async function load({ sql }: Database): Promise<Held> {
	// one round trip, one moment: the four are never seen half changed
	const [row] = await sql<
		{
			city: City | null;
			agencies: AgencyProfile[];
			regulations: { status: string; body: Regulation }[];
			checklists: Checklist[];
		}[]
	>`select
		(select jsonb_build_object('code', code, 'name', name, 'timeZone', time_zone,
			'holidays', holidays, 'simulated', simulated) from city limit 1) as city,
		(select coalesce(jsonb_agg(profile), '[]') from agency) as agencies,
		(select coalesce(jsonb_agg(jsonb_build_object('status', status, 'body', body) order by id), '[]')
			from regulation) as regulations,
		(select coalesce(jsonb_agg(jsonb_build_object('version', version,
			'title', jsonb_build_object('id', title_id, 'en', title_en), 'items', items)
			order by published_at, version), '[]') from checklist) as checklists`;
	const agencies = (row?.agencies ?? []).toSorted(
		(a, b) => a.order - b.order || a.code.localeCompare(b.code)
	);
	const registered = row?.regulations ?? [];
	const regulations = registered.filter((r) => r.status === 'published').map((r) => r.body);
	const checklists = row?.checklists ?? [];
	return {
		city: row?.city ?? null,
		agencies,
		byCode: new Map(agencies.map((profile) => [profile.code, profile])),
		regulations,
		regulationIds: new Set(registered.map((r) => r.body.id)),
		rulebook: createRulebook(regulations),
		checklists,
		checklistItems: Object.fromEntries(checklists.map((list) => [list.version, list.items]))
	};
}

export async function openRegistry(database: Database): Promise<Registry> {
	let held = await load(database);
	return {
		get empty() {
			return held.city === null;
		},
		city: () => held.city ?? noCity,
		agencies: () => held.agencies,
		profile: (code) => held.byCode.get(code),
		regulations: () => held.regulations,
		regulationIds: () => held.regulationIds,
		rulebook: () => held.rulebook,
		checklists: () => held.checklists,
		checklistItems: () => held.checklistItems,
		reload: async () => {
			held = await load(database);
		}
	};
}
