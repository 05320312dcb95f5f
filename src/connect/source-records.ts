import { parse } from 'csv-parse/sync';
import type { ConnectorConfig } from './connector-config.ts';
import type { Problem } from './problem.ts';
import { valueAt, type SourceRecord } from './value-at.ts';

/** A document as read: the whole of it (for a time that stands once) and its offices. */
export type SourceDocument = { root: unknown; records: SourceRecord[] };
export type ReadDocument = { ok: true; document: SourceDocument } | { ok: false; problem: Problem };

/** Text of a source into its list of offices, by the configuration's format and path. Never throws. */
export function readDocument(
	text: string,
	source: string,
	config: Pick<ConnectorConfig, 'records'> & {
		source: Pick<ConnectorConfig['source'], 'format' | 'csv'>;
	}
): ReadDocument {
	const fail = (problem: Problem): ReadDocument => ({ ok: false, problem });
	let root: unknown;
	if (config.source.format === 'csv') {
		const { delimiter, quote, columns } = config.source.csv;
		try {
			root = parse(text, {
				delimiter,
				quote,
				columns: columns ?? ((names: string[]) => names.map((name) => name.trim())),
				bom: true,
				skip_empty_lines: true,
				trim: true
			});
		} catch (error) {
			return fail({ kind: 'sourceNotCsv', source, detail: firstLine(error) });
		}
	} else {
		try {
			root = JSON.parse(text);
		} catch (error) {
			return fail({ kind: 'sourceNotJson', source, detail: firstLine(error) });
		}
	}
	const { path } = config.records;
	const list = valueAt(root, path);
	if (typeof list !== 'object' || list === null) {
		return fail({ kind: 'recordsMissing', source, path });
	}
	const records = Object.entries(list).map(([key, value]): SourceRecord => ({ key, value }));
	if (records.length === 0) return fail({ kind: 'recordsEmpty', source });
	return { ok: true, document: { root, records } };
}

function firstLine(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	const [line = ''] = message.split('\n');
	return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
