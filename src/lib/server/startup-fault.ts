/**
 * Why the program could not start, as one sentence for the person at the keyboard in each language.
 * The table is here and not in the message files, because it must work when nothing else does.
 */
export type Sentence = { id: string; en: string };

const sentences = {
	badConfig: (faults: Sentence[]) => ({
		id: `Pengaturan keliru: ${faults.map((fault) => fault.id).join('; ')}.`,
		en: `Wrong settings: ${faults.map((fault) => fault.en).join('; ')}.`
	}),
	portInUse: (port: number) => ({
		id: `Porta ${port} sudah dipakai program lain; hentikan program itu atau pilih porta lain dengan PORT.`,
		en: `Port ${port} is in use by another program; stop it or choose another port with PORT.`
	}),
	cannotListen: (address: string, reason: string) => ({
		id: `Tidak dapat membuka ${address} (${reason}); periksa HOST dan PORT.`,
		en: `Cannot listen on ${address} (${reason}); check HOST and PORT.`
	}),
	dataDirUnwritable: (path: string, reason: string) => ({
		id: `Folder data ${path} tidak dapat ditulisi (${reason}); beri izin tulis atau pilih folder lain dengan DATA_DIR.`,
		en: `The data folder ${path} cannot be written to (${reason}); allow writing or choose another folder with DATA_DIR.`
	}),
	dataDirOfOtherUser: (path: string) => ({
		id: `Basis data di ${path} milik pengguna lain; jalankan sebagai pengguna itu atau pilih folder lain dengan DATA_DIR.`,
		en: `The database in ${path} belongs to another user; run as that user or choose another folder with DATA_DIR.`
	}),
	dataDirInUse: (path: string) => ({
		id: `Papan Siaga lain sedang berjalan pada folder data ${path}; hentikan yang itu atau pilih folder lain dengan DATA_DIR.`,
		en: `Another Papan Siaga is running on the data folder ${path}; stop it or choose another folder with DATA_DIR.`
	}),
	databaseUnreachable: (where: string, reason: string) => ({
		id: `Basis data ${where} tidak dapat dihubungi (${reason}); periksa DATABASE_URL dan apakah PostgreSQL berjalan.`,
		en: `The database ${where} cannot be reached (${reason}); check DATABASE_URL and whether PostgreSQL is running.`
	}),
	databaseTooOld: (version: string) => ({
		id: `PostgreSQL ${version} terlalu lama; Papan Siaga memerlukan PostgreSQL 15 atau yang lebih baru.`,
		en: `PostgreSQL ${version} is too old; Papan Siaga needs PostgreSQL 15 or newer.`
	}),
	databaseNewer: () => ({
		id: 'Basis data ini sudah dipakai versi Papan Siaga yang lebih baru; pasang versi terbaru, atau pulihkan cadangan.',
		en: 'This database has been used by a newer version of Papan Siaga; install the newest version, or restore a backup.'
	}),
	clusterOfOtherVersion: (path: string, theirs: string, ours: string) => ({
		id: `Basis data di ${path} dibuat oleh PostgreSQL ${theirs}, sedangkan versi ini membawa PostgreSQL ${ours}; pindahkan datanya dahulu.`,
		en: `The database in ${path} was made by PostgreSQL ${theirs} but this version brings PostgreSQL ${ours}; move the data over first.`
	}),
	embeddedMissing: (platform: string) => ({
		id: `PostgreSQL bawaan untuk ${platform} tidak ditemukan; jalankan "npm ci" lagi atau isi DATABASE_URL.`,
		en: `The built-in PostgreSQL for ${platform} was not found; run "npm ci" again or set DATABASE_URL.`
	}),
	embeddedFailed: (reason: string) => ({
		id: `PostgreSQL bawaan tidak dapat dijalankan: ${reason}.`,
		en: `The built-in PostgreSQL could not be started: ${reason}.`
	}),
	cannotDropRoot: (reason: string) => ({
		id: `PostgreSQL bawaan tidak boleh berjalan sebagai root dan pengguna lain tidak dapat dipakai (${reason}); jalankan sebagai pengguna biasa atau isi DATABASE_URL.`,
		en: `The built-in PostgreSQL must not run as root and no other user could be used (${reason}); run as an ordinary user or set DATABASE_URL.`
	}),
	notBuilt: () => ({
		id: 'Program belum dibangun; jalankan "npm run build" dahulu.',
		en: 'The program has not been built; run "npm run build" first.'
	}),
	badArgument: (argument: string, example: string) => ({
		id: `Argumen ${argument} keliru; contoh: ${example}.`,
		en: `Wrong argument ${argument}; for example: ${example}.`
	}),
	otherCity: (name: string) => ({
		id: `Basis data ini milik kota lain (${name}); satu basis data hanya untuk satu kota.`,
		en: `This database belongs to another city (${name}); one database is for one city only.`
	}),
	realRecords: () => ({
		id: 'Basis data ini berisi catatan sungguhan; peragaan menolak memakainya. Pilih DATA_DIR atau DATABASE_URL lain.',
		en: 'This database holds real records; the demo refuses to use it. Choose another DATA_DIR or DATABASE_URL.'
	})
};
export type FaultKind = keyof typeof sentences;

/** Thrown while starting; caught once, printed in both languages, never with a stack trace. */
export class StartupFault extends Error implements Sentence {
	readonly kind: FaultKind;
	readonly id: string;
	readonly en: string;

	constructor(kind: FaultKind, sentence: Sentence) {
		super(sentence.en);
		this.name = 'StartupFault';
		this.kind = kind;
		this.id = sentence.id;
		this.en = sentence.en;
	}
}

/** Makes the fault of this kind with its sentences filled in. */
export function startupFault<K extends FaultKind>(
	kind: K,
	...values: Parameters<(typeof sentences)[K]>
): StartupFault {
	const make = sentences[kind] as (...values: unknown[]) => Sentence; // the call above checked them
	return new StartupFault(kind, make(...values));
}

/**
 * The entry and the built server each have a copy of the class above, so a fault is known by its name
 * and shape, not by `instanceof`.
 */
export function isStartupFault(error: unknown): error is StartupFault {
	return error instanceof Error && error.name === 'StartupFault' && 'id' in error && 'en' in error;
}

/** Prints a fault, or an unexpected error with its stack, and returns the exit code. */
export function reportFault(error: unknown): number {
	if (isStartupFault(error)) console.error(`${error.id}\n${error.en}`);
	else console.error(error);
	return 1;
}

/** The part of a system error worth showing in brackets: its code, else its message. */
export function reasonOf(error: unknown): string {
	if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
	if (error instanceof Error) {
		return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
	}
	return String(error);
}
