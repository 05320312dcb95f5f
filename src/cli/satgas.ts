/** npm run satgas -- COMMAND …: what an administrator does at the console. `help` lists the commands. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createPerson } from '#lib/server/accounts.ts';
import { demoCityFolder, importCity, readCityFolder } from '#lib/server/city-import.ts';
import { requireConfig, type Config } from '#lib/server/config.ts';
import { generatePassword } from '#lib/server/credentials.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import { reasonOf, reportFault, startupFault } from '#lib/server/startup-fault.ts';
import { CommandFault } from './command-fault.ts';
import { resetDemo } from './demo-data.ts';
import { doctor } from './doctor.ts';
import { feedCreate, feedList, feedRevoke } from './feed-commands.ts';
import { say } from './say.ts';

type Command = {
	usage: string;
	id: string;
	en: string;
	/** True when nothing else may have the data folder open meanwhile. */
	exclusive?: boolean;
	run(database: Database, args: string[], config: Config): Promise<void>;
};

async function cityImport(database: Database, args: string[]): Promise<void> {
	const [from] = args;
	if (from === undefined) {
		throw new CommandFault('Folder kota belum disebut', 'The folder of the city is missing');
	}
	const demo = from === '--demo';
	const folder = demo ? demoCityFolder() : path.resolve(from);
	let files;
	try {
		files = readCityFolder(folder);
	} catch (error) {
		throw new CommandFault(
			`${folder} tidak dapat dibaca: ${reasonOf(error)}`,
			`${folder} cannot be read: ${reasonOf(error)}`
		);
	}
	const now = new Date().toISOString();
	const imported = await importCity(database, files, { simulated: demo, now });
	if (imported.ok) {
		const { agencies, regulations } = imported;
		say(
			`Kota dimuat: ${agencies} OPD, ${regulations} peraturan. Mulai ulang aplikasi bila sedang berjalan.`,
			`City imported: ${agencies} agencies, ${regulations} regulations. Restart the app if it is running.`
		);
		return;
	}
	if (imported.because === 'otherCity') throw startupFault('otherCity', imported.name);
	const where = imported.where.map((line) => `\n  ${line}`).join('');
	throw new CommandFault(`Isi berkas keliru:${where}`, `Wrong content:${where}`);
}

async function adminCreate(database: Database, args: string[]): Promise<void> {
	const [username = '', ...names] = args;
	const password = generatePassword();
	const made = await createPerson(database, {
		username,
		name: names.join(' ') || username,
		password,
		memberships: [{ role: 'admin', agency: null }]
	});
	if (!made.ok) {
		const reasons: Partial<Record<typeof made.because, [string, string]>> = {
			usernameInvalid: [
				'nama pengguna harus 3–48 huruf kecil, angka, titik, garis',
				'the user name must be 3–48 lower-case letters, digits, dots, dashes'
			],
			usernameTaken: ['nama pengguna sudah dipakai', 'the user name is taken'],
			nameInvalid: ['nama belum diisi', 'the name is missing']
		};
		const [id, en] = reasons[made.because] ?? [made.because, made.because];
		throw new CommandFault(`Akun tidak dibuat: ${id}`, `No account made: ${en}`);
	}
	say(
		`Akun admin ${username} dibuat. Kata sandi, hanya ditampilkan kali ini:`,
		'Admin account made. Its password, shown this once:'
	);
	console.log(password);
}

const commands: Record<string, Command> = {
	migrate: {
		usage: 'migrate',
		id: 'perbarui skema basis data',
		en: 'bring the database to this version’s schema',
		// opening the database has done it
		run: async () => say('Skema basis data mutakhir.', 'The database schema is up to date.')
	},
	'city:import': {
		usage: 'city:import FOLDER | --demo',
		id: 'muat kota, OPD, peraturan, daftar periksa',
		en: 'import city, agencies, regulations, checklist',
		run: cityImport
	},
	'admin:create': {
		usage: 'admin:create USERNAME NAME',
		id: 'buat akun admin, cetak kata sandinya',
		en: 'make an admin account, print its password',
		run: adminCreate
	},
	'feed:create': {
		usage: 'feed:create NAME --agencies A,B --types t1,t2 [--days 90] [--rate 600]',
		id: 'buat feed mesin, cetak tokennya',
		en: 'make a machine feed, print its token',
		run: feedCreate
	},
	'feed:list': { usage: 'feed:list', id: 'daftar feed', en: 'list feeds', run: feedList },
	'feed:revoke': {
		usage: 'feed:revoke ID',
		id: 'cabut feed',
		en: 'revoke a feed',
		run: feedRevoke
	},
	'demo:reset': {
		usage: 'demo:reset',
		id: 'kosongkan hari peragaan (bukan saat aplikasi berjalan)',
		en: 'empty the demo’s day (not while the app runs)',
		exclusive: true,
		run: async (database, _args, { dataDir }) => {
			await resetDemo(database, dataDir);
			say('Hari peragaan dikosongkan.', 'The demo’s day is empty again.');
		}
	}
};

function printHelp(): void {
	const rows = [
		...Object.values(commands),
		{
			usage: 'doctor',
			id: 'periksa Node, basis data, jam, disk, porta',
			en: 'examine Node, database, clock, disk, port'
		}
	];
	console.log('npm run satgas -- PERINTAH / COMMAND\n');
	for (const { usage, id, en } of rows) console.log(`  ${usage}\n      ${id} / ${en}`);
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
	if (existsSync('.env')) process.loadEnvFile('.env');
	if (name === 'doctor') return doctor();
	const command = commands[name];
	if (!command) {
		printHelp();
		return name === 'help' || name === '--help' ? 0 : 1;
	}
	const config = requireConfig(process.env, []);
	const database = await openDatabase(config, { exclusive: command.exclusive ?? false, say });
	try {
		await command.run(database, args, config);
		return 0;
	} finally {
		await database.close();
	}
}

const code = await main(process.argv.slice(2)).catch((error: unknown) => {
	if (error instanceof CommandFault) {
		console.error(`${error.id}\n${error.en}`);
		return 1;
	}
	// parseArgs: an unknown option, or one without its value
	if (reasonOf(error).startsWith('ERR_PARSE_ARGS') && error instanceof Error) {
		console.error(error.message);
		return 1;
	}
	return reportFault(error);
});
process.exit(code);
