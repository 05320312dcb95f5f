import { readFileSync } from 'node:fs';
import { isIP, isIPv4 } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { keptSecret } from './kept-secret.ts';
import { reasonOf, startupFault, type Sentence } from './startup-fault.ts';

/** Everything the outside may set. Read once at start; no other file looks at the environment. */
export type Config = {
	port: number;
	/** Address to listen on; null is every address, IPv6 and IPv4. */
	host: string | null;
	/** `https://papan.kota.go.id`; null means "whatever host the browser asked for", over plain HTTP. */
	origin: string | null;
	/** Absolute. */
	dataDir: string;
	/** Null selects the embedded PostgreSQL in DATA_DIR. */
	databaseUrl: string | null;
	production: boolean;
	/** Set by the demo only: the clock starts at `start` (ISO UTC) and runs `rate` times as fast. */
	simulation: { start: string; rate: number } | null;
	/** Addresses or CIDR ranges whose X-Forwarded-* headers are believed. */
	trustedProxy: string[];
	/** Signs sessions. */
	secret: string;
	logLevel: (typeof logLevels)[number];
	/** Largest request bodies, bytes. */
	bodyLimit: { facts: number; photo: number };
};
export type ConfigFault = Sentence & { key: string };

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const wrong = {
	port: { id: 'harus bilangan bulat 1 sampai 65535', en: 'must be a whole number from 1 to 65535' },
	host: { id: 'harus alamat IP atau nama mesin', en: 'must be an IP address or a host name' },
	origin: {
		id: 'harus seperti https://papan.contoh.go.id, tanpa jalur',
		en: 'must look like https://papan.example.org, without a path'
	},
	databaseUrl: {
		id: 'harus seperti postgres://pengguna:sandi@mesin:5432/nama',
		en: 'must look like postgres://user:password@host:5432/name'
	},
	secret: { id: 'harus paling sedikit 32 karakter', en: 'must have at least 32 characters' },
	secretMissing: {
		id: 'wajib diisi bila DATABASE_URL dipakai',
		en: 'is required when DATABASE_URL is used'
	},
	proxy: {
		id: 'harus daftar alamat IP atau rentang CIDR, dipisah koma',
		en: 'must be a list of IP addresses or CIDR ranges, separated by commas'
	},
	logLevel: {
		id: `harus salah satu dari ${logLevels.join(', ')}`,
		en: `must be one of ${logLevels.join(', ')}`
	},
	size: {
		id: 'harus ukuran seperti 512K atau 12M, paling besar 64M',
		en: 'must be a size such as 512K or 12M, at most 64M'
	},
	start: {
		id: 'harus waktu seperti 2021-01-12T07:45:00+08:00',
		en: 'must be a time such as 2021-01-12T07:45:00+08:00'
	},
	rate: { id: 'harus bilangan 1 sampai 600', en: 'must be a number from 1 to 600' }
} satisfies Record<string, Sentence>;

const isCidr = (text: string) => {
	const [address = '', bits, ...rest] = text.split('/');
	const most = isIPv4(address) ? 32 : 128;
	const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
	return isIP(address) !== 0 && bitsFit && rest.length === 0;
};
const isUrlOf = (text: string, protocols: string[]) =>
	URL.canParse(text) && protocols.includes(new URL(text).protocol);

const sizeSchema = v.pipe(
	v.string(),
	v.regex(/^\d{1,9}[KM]?$/i, 'size'),
	v.transform((text) => {
		const unit = { K: 1024, M: 1024 ** 2 }[text.slice(-1).toUpperCase()] ?? 1;
		return Number.parseInt(text, 10) * unit;
	}),
	v.minValue(1024, 'size'),
	v.maxValue(64 * 1024 ** 2, 'size')
);

/** The keys of .env.example, and no others; a test compares the two. */
const environmentSchema = v.object({
	PORT: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,5}$/, 'port'),
			v.transform(Number),
			v.minValue(1, 'port'),
			v.maxValue(65_535, 'port')
		),
		'3000'
	),
	HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:%-]+$/, 'host'))),
	ORIGIN: v.optional(
		v.pipe(
			v.string(),
			v.check((text) => isUrlOf(text, ['http:', 'https:']), 'origin'),
			v.check((text) => !URL.canParse(text) || new URL(text).pathname === '/', 'origin'),
			v.transform((text) => (URL.canParse(text) ? new URL(text).origin : text))
		)
	),
	DATA_DIR: v.optional(
		v.pipe(
			v.string(),
			v.transform((text) => path.resolve(text))
		),
		'./data'
	),
	DATABASE_URL: v.optional(
		v.pipe(
			v.string(),
			v.check((text) => isUrlOf(text, ['postgres:', 'postgresql:']), 'databaseUrl')
		)
	),
	SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'secret'))),
	TRUSTED_PROXY: v.optional(
		v.pipe(
			v.string(),
			v.transform((text) => text.split(',').map((part) => part.trim())),
			v.everyItem(isCidr, 'proxy')
		)
	),
	LOG_LEVEL: v.optional(v.picklist(logLevels, 'logLevel'), 'info'),
	BODY_LIMIT: v.optional(sizeSchema, '2M'),
	PHOTO_LIMIT: v.optional(sizeSchema, '12M')
});

const argumentsSchema = v.object({
	'--simulation': v.optional(
		v.pipe(
			v.string(),
			v.isoTimestamp('start'),
			v.transform((text) => new Date(text).toISOString())
		)
	),
	'--rate': v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,3}(\.\d+)?$/, 'rate'),
			v.transform(Number),
			v.minValue(1, 'rate'),
			v.maxValue(600, 'rate')
		),
		'1'
	)
});

/** Keys whose value may lie in a file named by `<KEY>_FILE` instead (secrets of Docker and systemd). */
const fileKeys = ['DATABASE_URL', 'SECRET'] as const;
/** Every key of the environment that is read, `_FILE` twins included. */
export const configKeys = [
	...Object.keys(environmentSchema.entries),
	...fileKeys.map((key) => `${key}_FILE`)
];

/**
 * The settings, or every fault among them at once. `argv` holds the arguments after the script's name.
 * Without SECRET, outside production with DATABASE_URL, one is made and kept in DATA_DIR.
 * Throws StartupFault only when DATA_DIR cannot keep that secret.
 */
export function readConfig(
	env: Record<string, string | undefined>,
	argv: readonly string[]
): { ok: true; config: Config } | { ok: false; faults: ConfigFault[] } {
	const faults: ConfigFault[] = [];
	const blame = (key: string, { id, en }: Sentence) =>
		void faults.push({ key, id: `${key} ${id}`, en: `${key} ${en}` });

	// compose.yaml hands on unset keys as empty strings
	const given: Record<string, string | undefined> = {};
	for (const key of Object.keys(environmentSchema.entries))
		given[key] = env[key]?.trim() || undefined;
	for (const key of fileKeys) {
		const file = env[`${key}_FILE`];
		if (!file || given[key]) continue;
		try {
			given[key] = readFileSync(file, 'utf8').trim();
		} catch (error) {
			blame(`${key}_FILE`, {
				id: `tidak dapat dibaca (${reasonOf(error)})`,
				en: `cannot be read (${reasonOf(error)})`
			});
		}
	}
	const { values } = parseArgs({
		args: [...argv],
		options: { simulation: { type: 'string' }, rate: { type: 'string' } },
		strict: false
	});
	const environment = v.safeParse(environmentSchema, given);
	const args = v.safeParse(argumentsSchema, {
		'--simulation': values.simulation,
		'--rate': values.rate
	});
	for (const issue of [...(environment.issues ?? []), ...(args.issues ?? [])]) {
		const key = String(issue.path?.[0]?.key);
		if (faults.some((fault) => fault.key === key)) continue;
		blame(key, (wrong as Record<string, Sentence>)[issue.message] ?? wrong.start);
	}

	const production = env.NODE_ENV === 'production';
	if (production && given.DATABASE_URL && !given.SECRET && !env.SECRET_FILE) {
		blame('SECRET', wrong.secretMissing);
	}
	if (!environment.success || !args.success || faults.length > 0) return { ok: false, faults };

	const set = environment.output;
	const start = args.output['--simulation'];
	return {
		ok: true,
		config: {
			port: set.PORT,
			host: set.HOST ?? null,
			origin: set.ORIGIN ?? null,
			dataDir: set.DATA_DIR,
			databaseUrl: set.DATABASE_URL ?? null,
			production,
			simulation: start === undefined ? null : { start, rate: args.output['--rate'] },
			trustedProxy: set.TRUSTED_PROXY ?? [],
			secret: set.SECRET ?? keptSecret(set.DATA_DIR, 'secret'),
			logLevel: set.LOG_LEVEL,
			bodyLimit: { facts: set.BODY_LIMIT, photo: set.PHOTO_LIMIT }
		}
	};
}

/** The settings, or the startup fault that names every key at fault. */
export function requireConfig(
	env: Record<string, string | undefined>,
	argv: readonly string[]
): Config {
	const read = readConfig(env, argv);
	if (!read.ok) throw startupFault('badConfig', read.faults);
	return read.config;
}
