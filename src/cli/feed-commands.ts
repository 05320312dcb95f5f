import { parseArgs } from 'node:util';
import { factTypes, type FactType } from '#lib/contract/facts.ts';
import type { Database } from '#lib/server/database.ts';
import { createFeed, listFeeds, maxFeedDays, maxFeedRate, revokeFeed } from '#lib/server/feeds.ts';
import { agency } from '#lib/server/schema.ts';
import { say } from './say.ts';
import { CommandFault } from './command-fault.ts';

const listOf = (text: string | undefined) =>
	(text ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');

const isFactType = (type: string): type is FactType =>
	(factTypes as readonly string[]).includes(type);

function wholeNumber(name: string, text: string, most: number): number {
	const value = Number(text);
	if (Number.isInteger(value) && value >= 1 && value <= most) return value;
	throw new CommandFault(
		`${name} harus bilangan bulat 1 sampai ${most}`,
		`${name} must be a whole number from 1 to ${most}`
	);
}

/** feed:create NAME --agencies A,B --types t1,t2 [--days 90] [--rate 600]; prints the token this once. */
export async function feedCreate(database: Database, args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			agencies: { type: 'string' },
			types: { type: 'string' },
			days: { type: 'string', default: '90' },
			rate: { type: 'string', default: '600' }
		}
	});
	const name = positionals.join(' ').trim();
	if (name === '')
		throw new CommandFault('Nama feed belum diisi', 'The name of the feed is missing');

	const agencies = listOf(values.agencies);
	const known = new Set(
		(await database.db.select({ code: agency.code }).from(agency)).map((a) => a.code)
	);
	const strangers = agencies.filter((code) => !known.has(code));
	if (agencies.length === 0 || strangers.length > 0) {
		throw new CommandFault(
			`--agencies: kode OPD tidak dikenal atau kosong: ${strangers.join(', ') || '–'}`,
			`--agencies: unknown agency code or none: ${strangers.join(', ') || '–'}`
		);
	}
	const types = listOf(values.types);
	const wrong = types.filter((type) => !isFactType(type));
	if (types.length === 0 || wrong.length > 0) {
		throw new CommandFault(
			`--types: jenis fakta tidak dikenal atau kosong: ${wrong.join(', ') || '–'}; pilih dari ${factTypes.join(', ')}`,
			`--types: unknown fact type or none: ${wrong.join(', ') || '–'}; choose from ${factTypes.join(', ')}`
		);
	}
	const { id, token } = await createFeed(database, {
		name,
		agencies,
		factTypes: types.filter(isFactType),
		days: wholeNumber('--days', values.days, maxFeedDays),
		ratePerMinute: wholeNumber('--rate', values.rate, maxFeedRate),
		createdBy: null
	});
	say(
		`Feed ${id} dibuat. Token, hanya ditampilkan kali ini:`,
		'Feed made. Its token, shown this once:'
	);
	console.log(token);
}

/** feed:list; one line each, never the token. */
export async function feedList(database: Database): Promise<void> {
	const feeds = await listFeeds(database);
	if (feeds.length === 0) say('Belum ada feed.', 'No feeds yet.');
	for (const { id, name, state, tokenHint, agencies, expiresAt, lastUsedAt } of feeds) {
		const used = lastUsedAt ?? '–';
		console.log(`${id}  ${state.padEnd(8)} …${tokenHint}  ${name}  [${agencies.join(',')}]`);
		console.log(`    sampai/until ${expiresAt}, terakhir/last ${used}`);
	}
}

/** feed:revoke ID; takes effect within two seconds. */
export async function feedRevoke(database: Database, args: string[]): Promise<void> {
	const [id = ''] = args;
	const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
	if (!isId || !(await revokeFeed(database, id))) {
		throw new CommandFault(
			`Tidak ada feed aktif dengan id ${id || '–'}; lihat feed:list`,
			`No working feed with id ${id || '–'}; see feed:list`
		);
	}
	say('Feed dicabut.', 'Feed revoked.');
}
