import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConnectorConfig } from './connector-config.ts';
import { mapReadings } from './office-reading.ts';
import { readDocument } from './source-records.ts';

const text = readFileSync(new URL('../../docs/connector.md', import.meta.url), 'utf8');
const block = (language: string) =>
	new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

describe('[B11] the example in docs/connector.md', () => {
	it('is a configuration that reads its own CSV without a complaint', () => {
		const read = readConnectorConfig(JSON.parse(block('json')));
		if (!read.ok) throw new Error(JSON.stringify(read.faults));
		const document = readDocument(block('csv'), 'ekspor.csv', read.config);
		if (!document.ok) throw new Error(JSON.stringify(document.problem));
		const { readings, problems } = mapReadings(document.document, 'ekspor.csv', read.config, 0);
		expect(problems).toEqual([]);
		expect(
			readings.map(({ agency, takenMs, payload }) => ({
				agency,
				at: new Date(takenMs).toISOString(),
				...payload
			}))
		).toMatchObject([
			{ agency: 'DISDUKCAPIL', service: 'A', waiting: 12, served: 1034, meanWaitSeconds: 450 },
			{ agency: 'DISDUKCAPIL', service: 'C', waiting: 5, serving: 2, countersOpen: 2 },
			{ agency: 'DINSOS', at: '2021-01-12T01:14:00.000Z', status: 'closed', served: 17 }
		]);
	});

	it('has a row for every key of the configuration', () => {
		const keys = [
			...['name', 'server', 'tokenEnv', 'tokenFile', 'source.url', 'source.files'],
			...['source.headers', 'source.format', 'source.everySeconds', 'source.timeoutSeconds'],
			...['source.csv', 'records.path', 'records.idField', 'records.nameField', 'time.path'],
			...['time.of', 'time.unit', 'zone', 'numbers', 'agencies', 'ignore', 'fields.waiting'],
			...['fields.countersOpen', 'fields.meanWaitSeconds', 'fields.status', 'fields.ticketsStopped']
		];
		expect(keys.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
	});
});
