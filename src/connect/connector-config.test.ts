import { describe, expect, it } from 'vitest';
import { readConnectorConfig } from './connector-config.ts';

const least = {
	name: 'leipzig',
	server: 'http://127.0.0.1:3000',
	tokenEnv: 'PAPAN_SIAGA_TOKEN',
	source: { url: 'https://example.test/queues.json' },
	agencies: { a: { agency: 'DISNAKER' } },
	fields: { waiting: { path: 'w' }, serving: { path: 's' }, served: { path: 'd' } }
};

const faultsOf = (input: unknown) => {
	const read = readConnectorConfig(input);
	return read.ok ? [] : read.faults.map(({ en }) => en);
};

describe('[B11] configuration of a connector', () => {
	it('fills in what is usual when only the least is given', () => {
		const read = readConnectorConfig(least);
		expect(read.ok && read.config).toMatchObject({
			source: { format: 'json', everySeconds: 60, timeoutSeconds: 10, csv: { delimiter: ',' } },
			records: { path: '', idField: '$key', nameField: '$key' },
			numbers: { thousands: '', decimal: '.' },
			ignore: []
		});
	});

	it('names every fault at once, by its key', () => {
		const faults = faultsOf({
			...least,
			name: 'Kota Leipzig',
			server: 'ftp://example.test',
			source: { url: 'x', format: 'xml', every: 5 },
			agencies: { a: { agency: 'disnaker' } },
			fields: { waiting: { path: 'w' }, served: { path: 7 } }
		});
		expect(faults).toEqual(
			expect.arrayContaining([
				"'name' may hold only lower-case letters, digits and hyphens",
				"'server' is not an http(s) address",
				"'source.url' is not an http(s) address",
				"'source.format' is not one of the choices",
				"'source.every' is not a known key",
				"'agencies.a.agency' is not an agency code",
				"'fields.serving' is required",
				"'fields.served.path' has the wrong kind of value"
			])
		);
	});

	it('wants exactly one source and exactly one place for the token', () => {
		const { tokenEnv: _, ...without } = least;
		expect(faultsOf(without)).toEqual(["'tokenEnv' give exactly one: tokenEnv or tokenFile"]);
		expect(faultsOf({ ...least, tokenFile: 'x' })).toHaveLength(1);
		expect(faultsOf({ ...least, source: {} })).toEqual(["'source' give exactly one: url or files"]);
	});

	it('refuses two machines that would overwrite each other', () => {
		const target = { agency: 'DISNAKER', service: 'A' };
		expect(faultsOf({ ...least, agencies: { a: target, b: target } })).toEqual([
			"'agencies.b' points at the same agency and service as another office"
		]);
		expect(faultsOf({ ...least, agencies: { a: target, b: { ...target, service: 'B' } } })).toEqual(
			[]
		);
	});
});
