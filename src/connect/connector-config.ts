import * as v from 'valibot';
import { timeZones } from '#lib/contract/agency.ts';
import { agencyCodeSchema, servicePrefixSchema } from '#lib/contract/primitive.ts';
import type { Sentence } from './problem.ts';
import { timeUnits } from './source-time.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'empty'), v.maxLength(2000, 'tooLong'));
const seconds = (least: number, most: number) =>
	v.pipe(v.number(), v.minValue(least, 'tooSmall'), v.maxValue(most, 'tooLarge'));
/** JSON has no number as a key of `words`; values are compared as trimmed lower-case text. */
const word = v.union([v.string(), v.number(), v.boolean()]);
const count = v.strictObject({ path: text });

const configSchema = v.strictObject({
	/** Goes into every id; keep it for as long as the source is the same. */
	name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'slug')),
	server: v.pipe(v.string(), v.url('url'), v.regex(/^https?:/, 'url')),
	tokenEnv: v.optional(v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'environmentName'))),
	tokenFile: v.optional(text),
	source: v.strictObject({
		url: v.optional(v.pipe(v.string(), v.url('url'), v.regex(/^https?:/, 'url'))),
		files: v.optional(v.pipe(v.array(text), v.minLength(1, 'empty'))),
		headers: v.optional(v.record(v.string(), v.string()), {}),
		format: v.optional(v.picklist(['json', 'csv'], 'oneOf'), 'json'),
		everySeconds: v.optional(seconds(1, 86_400), 60),
		timeoutSeconds: v.optional(seconds(0.1, 120), 10),
		csv: v.optional(
			v.strictObject({
				delimiter: v.optional(v.pipe(v.string(), v.length(1, 'oneCharacter')), ','),
				quote: v.optional(v.pipe(v.string(), v.length(1, 'oneCharacter')), '"'),
				/** Column names when the file has no heading line. */
				columns: v.optional(v.array(text))
			}),
			{}
		)
	}),
	records: v.optional(
		v.strictObject({
			/** Where the array or object of offices stands; '' is the document itself. */
			path: v.optional(v.string(), ''),
			/** The stable id of an office; `$key` is its key in an object of offices. */
			idField: v.optional(text, '$key'),
			/** What to call an office in reports. */
			nameField: v.optional(text, '$key')
		}),
		{}
	),
	/** When the reading was taken. Without it: when it was fetched, by the server's clock. */
	time: v.optional(
		v.strictObject({
			path: text,
			/** Whether the time stands once in the document or in every record. */
			of: v.optional(v.picklist(['document', 'record'], 'oneOf')),
			unit: v.optional(v.picklist(timeUnits, 'oneOf'), 'iso')
		})
	),
	/** The zone of times without a designator, and of the day a recording is replayed into. */
	zone: v.optional(v.picklist(timeZones, 'oneOf'), 'Asia/Makassar'),
	agencies: v.record(
		v.string(),
		v.strictObject({ agency: agencyCodeSchema, service: v.optional(servicePrefixSchema) })
	),
	/** Ids that are in the source and shall not be reported. */
	ignore: v.optional(v.array(v.string()), []),
	numbers: v.optional(
		v.strictObject({
			thousands: v.optional(v.picklist(['', '.', ',', ' '], 'oneOf'), ''),
			decimal: v.optional(v.picklist(['.', ','], 'oneOf'), '.')
		}),
		{}
	),
	fields: v.strictObject({
		waiting: count,
		serving: count,
		served: count,
		countersOpen: v.optional(count),
		meanWaitSeconds: v.optional(
			v.strictObject({
				path: text,
				unit: v.optional(v.picklist(['seconds', 'minutes'], 'oneOf'), 'seconds')
			})
		),
		status: v.optional(
			v.strictObject({
				path: text,
				words: v.strictObject({ open: v.array(word), closed: v.array(word) })
			})
		),
		ticketsStopped: v.optional(
			v.strictObject({ path: text, truthy: v.optional(v.array(word), [1, true, 'true']) })
		)
	})
});
export type ConnectorConfig = v.InferOutput<typeof configSchema>;

/** One thing wrong with the configuration: the dotted key and what to do, in both languages. */
type ConfigFault = { key: string } & Sentence;
export type ReadConfig =
	{ ok: true; config: ConnectorConfig } | { ok: false; faults: ConfigFault[] };

const rules: Record<string, Sentence> = {
	missing: { id: 'wajib diisi', en: 'is required' },
	unknownField: { id: 'tidak dikenal', en: 'is not a known key' },
	type: { id: 'jenis nilainya salah', en: 'has the wrong kind of value' },
	empty: { id: 'kosong', en: 'is empty' },
	tooLong: { id: 'terlalu panjang', en: 'is too long' },
	tooSmall: { id: 'terlalu kecil', en: 'is too small' },
	tooLarge: { id: 'terlalu besar', en: 'is too large' },
	url: { id: 'bukan alamat http(s)', en: 'is not an http(s) address' },
	oneOf: { id: 'bukan salah satu pilihan', en: 'is not one of the choices' },
	oneCharacter: { id: 'harus satu karakter', en: 'must be one character' },
	slug: {
		id: 'hanya huruf kecil, angka, dan tanda hubung',
		en: 'may hold only lower-case letters, digits and hyphens'
	},
	environmentName: { id: 'bukan nama variabel', en: 'is not a variable name' },
	agencyCode: { id: 'bukan kode OPD', en: 'is not an agency code' },
	servicePrefix: { id: 'bukan huruf layanan', en: 'is not a service prefix' },
	oneToken: {
		id: 'isi tepat satu: tokenEnv atau tokenFile',
		en: 'give exactly one: tokenEnv or tokenFile'
	},
	oneSource: { id: 'isi tepat satu: url atau files', en: 'give exactly one: url or files' },
	noAgency: { id: 'tidak memuat satu kantor pun', en: 'names no office' },
	sameTarget: {
		id: 'menunjuk OPD dan layanan yang sama dengan kantor lain',
		en: 'points at the same agency and service as another office'
	}
};

/** Unknown in, configuration or every fault at once out. Never throws. */
export function readConnectorConfig(input: unknown): ReadConfig {
	const parsed = v.safeParse(configSchema, input);
	if (!parsed.success) {
		return { ok: false, faults: parsed.issues.map((issue) => fault(keyOf(issue), ruleOf(issue))) };
	}
	const config = parsed.output;
	const faults: ConfigFault[] = [];
	if ((config.tokenEnv === undefined) === (config.tokenFile === undefined)) {
		faults.push(fault('tokenEnv', 'oneToken'));
	}
	if ((config.source.url === undefined) === (config.source.files === undefined)) {
		faults.push(fault('source', 'oneSource'));
	}
	if (Object.keys(config.agencies).length === 0) faults.push(fault('agencies', 'noAgency'));
	const targets = new Set<string>();
	for (const [office, { agency, service }] of Object.entries(config.agencies)) {
		const target = `${agency}/${service ?? '*'}`;
		// two machines writing one reading would overwrite each other without anybody noticing
		if (targets.has(target)) faults.push(fault(`agencies.${office}`, 'sameTarget'));
		targets.add(target);
	}
	return faults.length > 0 ? { ok: false, faults } : { ok: true, config };
}

function keyOf(issue: v.BaseIssue<unknown>): string {
	return v.getDotPath(issue) ?? '.';
}

function ruleOf(issue: v.BaseIssue<unknown>): string {
	if (Object.hasOwn(rules, issue.message)) return issue.message;
	if (issue.received === 'undefined') return 'missing';
	return issue.expected === 'never' ? 'unknownField' : 'type';
}

function fault(key: string, rule: string): ConfigFault {
	const words = rules[rule] ?? { id: rule, en: rule };
	return { key, id: `'${key}' ${words.id}`, en: `'${key}' ${words.en}` };
}
