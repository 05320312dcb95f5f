import type { ConnectorConfig } from './connector-config.ts';
import { mapReadings, type OfficeReading } from './office-reading.ts';
import type { Problem } from './problem.ts';
import { readSource } from './source.ts';
import { readDocument } from './source-records.ts';

/** All offices' readings of one moment. */
export type Round = { takenMs: number; readings: OfficeReading[]; problems: Problem[] };

/**
 * Recorded files as rounds in the order of their times, whatever the order of the files and whether a
 * file holds one reading or a day of them. A file that cannot be read comes first, as a
 * round without readings that carries its problem; the others go on.
 */
export async function readRecording(
	paths: readonly string[],
	config: ConnectorConfig,
	nowMs: number
): Promise<Round[]> {
	const rounds: Round[] = [];
	const broken: Round[] = [];
	for (const path of paths) {
		const fail = (problems: Problem[]) => broken.push({ takenMs: nowMs, readings: [], problems });
		const text = await readSource(path);
		if (!text.ok) {
			fail([text.problem]);
			continue;
		}
		const read = readDocument(text.text, text.source, config);
		if (!read.ok) {
			fail([read.problem]);
			continue;
		}
		const { readings, problems } = mapReadings(read.document, text.source, config, nowMs);
		if (readings.length === 0) {
			fail(problems);
			continue;
		}
		const moments = Map.groupBy(readings, ({ takenMs }) => takenMs);
		let first = true;
		for (const [takenMs, ofMoment] of moments) {
			rounds.push({ takenMs, readings: ofMoment, problems: first ? problems : [] });
			first = false;
		}
	}
	return [...broken, ...rounds.sort((a, b) => a.takenMs - b.takenMs)];
}
