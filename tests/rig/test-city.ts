import { regulationSchema } from '#lib/contract/regulation.ts';
import * as v from 'valibot';
import { demoCityFolder, importCity, readCityFolder } from '#lib/server/city-import.ts';
import { openDatabase } from '#lib/server/database.ts';

/** DISNAKER may give 100 numbers a day under this one, whatever the other regulations say. */
export const quotaRegulation = v.parse(regulationSchema, {
	id: 'uji-kuota',
	number: 'UJI/1',
	title: 'Kuota uji',
	legalBasis: '-',
	validFrom: null,
	validTo: null,
	clauses: [
		{
			id: '1',
			scope: { agencies: ['DISNAKER'] },
			limit: { kind: 'faceToFace', mode: 'limited' }
		},
		{ id: '2', scope: { agencies: ['DISNAKER'] }, limit: { kind: 'dailyQuota', perDay: 100 } }
	]
});

/** Migrates a fresh database and brings the demo city in, under one regulation: `quotaRegulation`. */
export async function fillCity(databaseUrl: string, simulated = true): Promise<void> {
	const database = await openDatabase({ databaseUrl, dataDir: '' });
	try {
		const files = { ...readCityFolder(demoCityFolder()), regulations: [quotaRegulation] };
		const imported = await importCity(database, files, {
			simulated,
			now: '2021-01-01T00:00:00.000Z'
		});
		if (!imported.ok) throw new Error(JSON.stringify(imported));
	} finally {
		await database.close();
	}
}
