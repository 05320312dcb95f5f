import * as v from 'valibot';
import {
	agencyProfileSchema,
	timeZones,
	type AgencyProfile,
	type City
} from '#lib/contract/agency.ts';
import { checklistItemSchema, type Checklist } from '#lib/contract/checklist.ts';
import { localDateSchema } from '#lib/contract/primitive.ts';
import { regulationSchema, type Regulation } from '#lib/contract/regulation.ts';

/** The city the simulator lives in: the same four files the board's registry was made from. */
export type SimulatedCity = {
	city: City;
	agencies: AgencyProfile[];
	regulations: Regulation[];
	checklist: Checklist;
};

const schema = v.object({
	city: v.object({
		code: v.string(),
		name: v.string(),
		timeZone: v.picklist(timeZones),
		holidays: v.array(localDateSchema)
	}),
	agencies: v.pipe(v.array(agencyProfileSchema), v.minLength(1)),
	regulations: v.array(regulationSchema),
	checklist: v.object({
		version: v.string(),
		title: v.object({ id: v.string(), en: v.string() }),
		items: v.array(checklistItemSchema)
	})
});

/** The four files' contents as a city. Throws when one is not what the board would have taken. */
export function simulatedCityOf(files: unknown): SimulatedCity {
	const { city, ...rest } = v.parse(schema, files);
	return { city: { ...city, simulated: true }, ...rest };
}
