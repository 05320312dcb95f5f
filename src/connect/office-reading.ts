import type { FactOf } from '#lib/contract/fact.ts';
import type { ConnectorConfig } from './connector-config.ts';
import type { Problem } from './problem.ts';
import type { SourceDocument } from './source-records.ts';
import { sourceNumber } from './source-number.ts';
import { sourceTime } from './source-time.ts';
import { fieldOf, type SourceRecord } from './value-at.ts';

/** What one office's machine said, in the words of the contract; not yet a fact, for it has no id. */
export type OfficeReading = {
	/** The stable id in the source, and the name to report it by. */
	officeId: string;
	office: string;
	agency: string;
	/** When the source says it was so, ms since 1970 UTC. */
	takenMs: number;
	payload: FactOf<'queue.read'>['payload'];
};
export type MappedReadings = { readings: OfficeReading[]; problems: Problem[] };

/** The contract's own limit of a count; a larger figure is a broken machine. */
const largest = 100_000;

/**
 * Maps one document to readings. Whatever is wrong with one office is reported by name and leaves out
 * that office only: an office that cannot be read is not sent at all, so it turns stale in time and is
 * never shown as zero. A broken optional field (counters, mean wait, tickets stopped) is reported and
 * left out of a reading that is otherwise sent.
 *
 * `fetchedMs` is the time of a reading whose source states none.
 */
export function mapReadings(
	document: SourceDocument,
	source: string,
	config: ConnectorConfig,
	fetchedMs: number
): MappedReadings {
	const problems: Problem[] = [];
	const readings: OfficeReading[] = [];
	const { time } = config;
	const perRecord = time?.of === undefined ? config.source.format === 'csv' : time.of === 'record';

	let documentMs = fetchedMs;
	if (time && !perRecord) {
		const raw = fieldOf({ key: '', value: document.root }, time.path);
		const statedMs = sourceTime(raw, time.unit, config.zone);
		if (statedMs === null) {
			return {
				readings,
				problems: [{ kind: 'timeBad', source, field: time.path, value: shown(raw) }]
			};
		}
		documentMs = statedMs;
	}

	const ignored = new Set(config.ignore);
	const present = new Set<string>();
	const seen = new Set<string>();
	for (const record of document.records) {
		const rawId = fieldOf(record, config.records.idField);
		const officeId =
			typeof rawId === 'string' || typeof rawId === 'number' ? `${rawId}`.trim() : '';
		const office = nameOf(record, config, officeId);
		if (officeId === '') {
			problems.push({ kind: 'idMissing', office, field: config.records.idField });
			continue;
		}
		present.add(officeId);
		if (ignored.has(officeId)) continue;
		const target = Object.hasOwn(config.agencies, officeId) ? config.agencies[officeId] : undefined;
		if (!target) {
			problems.push({ kind: 'unknownOffice', office, id: officeId });
			continue;
		}
		let takenMs = documentMs;
		if (time && perRecord) {
			const raw = fieldOf(record, time.path);
			const statedMs = sourceTime(raw, time.unit, config.zone);
			if (statedMs === null) {
				problems.push({ kind: 'officeTimeBad', office, field: time.path, value: shown(raw) });
				continue;
			}
			takenMs = statedMs;
		}
		if (seen.has(`${officeId} ${takenMs}`)) {
			problems.push({ kind: 'officeTwice', office, id: officeId });
			continue;
		}
		seen.add(`${officeId} ${takenMs}`);
		const read = payloadOf(record, office, config);
		problems.push(...read.problems);
		if (!read.payload) continue;
		const payload = target.service ? { ...read.payload, service: target.service } : read.payload;
		readings.push({ officeId, office, agency: target.agency, takenMs, payload });
	}

	for (const [id, { agency }] of Object.entries(config.agencies)) {
		if (!present.has(id)) problems.push({ kind: 'officeAbsent', office: agency, id });
	}
	return { readings, problems };
}

type Payload = FactOf<'queue.read'>['payload'];

function payloadOf(
	record: SourceRecord,
	office: string,
	config: ConnectorConfig
): { payload: Payload | null; problems: Problem[] } {
	const { fields } = config;
	const problems: Problem[] = [];
	// a mean is rounded to the second and may carry a fraction; people may not
	const count = (path: string, factor?: number): number | undefined => {
		const raw = fieldOf(record, path);
		const problem = (kind: 'notNumber' | 'notWhole' | 'negative' | 'tooLarge') => {
			problems.push({ kind, office, field: path, value: shown(raw) });
			return undefined;
		};
		if (raw === undefined || raw === null) {
			problems.push({ kind: 'fieldMissing', office, field: path });
			return undefined;
		}
		const number = sourceNumber(raw, config.numbers);
		if (number === null) return problem('notNumber');
		if (number < 0) return problem('negative');
		const value = factor === undefined ? number : Math.round(number * factor);
		if (!Number.isInteger(value)) return problem('notWhole');
		return value > largest ? problem('tooLarge') : value;
	};

	const waiting = count(fields.waiting.path);
	const serving = count(fields.serving.path);
	const served = count(fields.served.path);
	const status = fields.status ? statusOf(record, office, fields.status, problems) : 'open';
	const countersOpen = fields.countersOpen && count(fields.countersOpen.path);
	const meanWaitSeconds =
		fields.meanWaitSeconds &&
		count(fields.meanWaitSeconds.path, fields.meanWaitSeconds.unit === 'minutes' ? 60 : 1);
	let ticketsStopped = false;
	if (fields.ticketsStopped) {
		const { path, truthy } = fields.ticketsStopped;
		const raw = fieldOf(record, path);
		if (raw === undefined || raw === null)
			problems.push({ kind: 'fieldMissing', office, field: path });
		else ticketsStopped = truthy.some((word) => sameWord(word, raw));
	}
	if (
		waiting === undefined ||
		serving === undefined ||
		served === undefined ||
		status === undefined
	) {
		return { payload: null, problems };
	}
	return {
		payload: {
			waiting,
			serving,
			served,
			...(countersOpen === undefined ? {} : { countersOpen }),
			...(meanWaitSeconds === undefined ? {} : { meanWaitSeconds }),
			status,
			ticketsStopped
		},
		problems
	};
}

function statusOf(
	record: SourceRecord,
	office: string,
	status: NonNullable<ConnectorConfig['fields']['status']>,
	problems: Problem[]
): 'open' | 'closed' | undefined {
	const raw = fieldOf(record, status.path);
	if (raw === undefined || raw === null) {
		problems.push({ kind: 'fieldMissing', office, field: status.path });
		return undefined;
	}
	if (status.words.open.some((word) => sameWord(word, raw))) return 'open';
	if (status.words.closed.some((word) => sameWord(word, raw))) return 'closed';
	problems.push({ kind: 'unknownWord', office, field: status.path, value: shown(raw) });
	return undefined;
}

function sameWord(word: string | number | boolean, raw: unknown): boolean {
	return shown(word).trim().toLowerCase() === shown(raw).trim().toLowerCase();
}

function nameOf(record: SourceRecord, config: ConnectorConfig, officeId: string): string {
	const name = fieldOf(record, config.records.nameField);
	const text = typeof name === 'string' || typeof name === 'number' ? `${name}`.trim() : '';
	// a list's positions are no names; the id is the next best
	const position = config.records.nameField === '$key' && /^\d+$/.test(text);
	return (position && officeId) || text || officeId || `#${record.key}`;
}

function shown(raw: unknown): string {
	return typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? 'undefined');
}
