import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import postgres from 'postgres';
import { readConfig, type Config } from '#lib/server/config.ts';
import { openEmbeddedPostgres } from '#lib/server/embedded-postgres.ts';
import { prepareDataDir } from '#lib/server/kept-secret.ts';
import { appliedMigrations, ownMigrations } from '#lib/server/migrate.ts';
import { isStartupFault, reasonOf, type Sentence } from '#lib/server/startup-fault.ts';

type Finding = Sentence & { ok: boolean };

const finding = (ok: boolean, id: string, en: string): Finding => ({ ok, id, en });

/** Opens the database without changing it; joins a running embedded one. */
async function examineDatabase(config: Config): Promise<Finding[]> {
	const embedded =
		config.databaseUrl === null
			? await openEmbeddedPostgres({
					dataDir: config.dataDir,
					exclusive: false,
					say: () => undefined
				})
			: null;
	const sql = postgres(embedded?.url ?? config.databaseUrl ?? '', {
		max: 1,
		connect_timeout: 5,
		onnotice: () => undefined
	});
	try {
		const [row] = await sql`select current_setting('server_version') as version,
			current_setting('server_version_num')::int >= 150000 as new_enough,
			extract(epoch from clock_timestamp())::float8 * 1000 as clock`;
		const applied = await appliedMigrations(sql);
		const own = ownMigrations();
		const missing = own.filter((hash) => !applied.includes(hash)).length;
		const foreign = applied.filter((hash) => !own.includes(hash)).length;
		const skew = Math.round(Math.abs(Number(row?.clock) - Date.now()) / 1000);
		return [
			finding(row?.new_enough === true, `PostgreSQL ${row?.version}`, `PostgreSQL ${row?.version}`),
			finding(
				missing === 0 && foreign === 0,
				`migrasi: ${missing} belum dijalankan, ${foreign} dari versi lebih baru`,
				`migrations: ${missing} to run, ${foreign} of a newer version`
			),
			finding(
				skew <= 2,
				`jam basis data berbeda ${skew} dtk dari jam mesin ini`,
				`the database's clock differs by ${skew} s from this machine's`
			)
		];
	} finally {
		await sql.end({ timeout: 1 });
		await embedded?.stop();
	}
}

async function examineDisk({ dataDir }: Config): Promise<Finding> {
	prepareDataDir(dataDir);
	const { bavail, blocks, bsize } = await statfs(dataDir);
	const free = (bavail * bsize) / 1024 ** 3;
	const share = Math.round((bavail / blocks) * 100);
	return finding(
		share >= 5 && free >= 1,
		`ruang kosong di ${dataDir}: ${free.toFixed(1)} GiB (${share} %)`,
		`free space in ${dataDir}: ${free.toFixed(1)} GiB (${share} %)`
	);
}

function examinePort({ port, host }: Config): Promise<Finding> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', (error) => {
			const reason = reasonOf(error);
			// the app itself may be the one that has it
			resolve(
				finding(
					reason === 'EADDRINUSE',
					`porta ${port}: sedang dipakai (${reason})`,
					`port ${port}: in use (${reason})`
				)
			);
		});
		probe.listen({ port, host: host ?? undefined }, () =>
			probe.close(() => resolve(finding(true, `porta ${port}: bebas`, `port ${port}: free`)))
		);
	});
}

/** Looks at everything a start depends on and prints one line for each; the exit code is 1 if one is bad. */
export async function doctor(): Promise<number> {
	const findings: Finding[] = [
		finding(
			Number(process.versions.node.split('.')[0]) >= 24,
			`Node ${process.versions.node}`,
			`Node ${process.versions.node}`
		)
	];
	const examine = async (work: () => Promise<Finding | Finding[]>) => {
		try {
			findings.push(...[await work()].flat());
		} catch (error) {
			const reason = reasonOf(error);
			findings.push(
				isStartupFault(error)
					? finding(false, error.id, error.en)
					: finding(false, `tidak dapat diperiksa: ${reason}`, `cannot be examined: ${reason}`)
			);
		}
	};
	await examine(async () => {
		const read = readConfig(process.env, []);
		if (!read.ok) return read.faults.map(({ id, en }) => finding(false, id, en));
		await examine(() => examineDisk(read.config));
		await examine(() => examinePort(read.config));
		await examine(() => examineDatabase(read.config));
		return [];
	});
	for (const { ok, id, en } of findings) {
		console.log(`${ok ? '✓' : '✗'} ${id === en ? id : `${id} / ${en}`}`);
	}
	return findings.every(({ ok }) => ok) ? 0 : 1;
}
