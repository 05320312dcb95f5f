/**
 * Everything that can go wrong between a ticket machine and the board, named so that the person who
 * keeps the connector running knows which office and which field to look at. A closed list: each has
 * a sentence in Indonesian and in English.
 */
export type Problem =
	| { kind: 'sourceUnreachable'; source: string; detail: string }
	| { kind: 'sourceTimeout'; source: string; seconds: number }
	| { kind: 'sourceStatus'; source: string; status: number }
	| { kind: 'sourceHtml'; source: string }
	| { kind: 'sourceTooLarge'; source: string; megabytes: number }
	| { kind: 'sourceNotJson'; source: string; detail: string }
	| { kind: 'sourceNotCsv'; source: string; detail: string }
	| { kind: 'recordsMissing'; source: string; path: string }
	| { kind: 'recordsEmpty'; source: string }
	| { kind: 'timeBad'; source: string; field: string; value: string }
	| { kind: 'officeTimeBad'; office: string; field: string; value: string }
	| { kind: 'idMissing'; office: string; field: string }
	| { kind: 'unknownOffice'; office: string; id: string }
	| { kind: 'officeTwice'; office: string; id: string }
	| { kind: 'officeAbsent'; office: string; id: string }
	| { kind: 'fieldMissing'; office: string; field: string }
	| { kind: 'notNumber'; office: string; field: string; value: string }
	| { kind: 'notWhole'; office: string; field: string; value: string }
	| { kind: 'negative'; office: string; field: string; value: string }
	| { kind: 'tooLarge'; office: string; field: string; value: string }
	| { kind: 'unknownWord'; office: string; field: string; value: string }
	| { kind: 'refused'; office: string; because: string; id: string; en: string }
	| { kind: 'serverUnreachable'; server: string; detail: string }
	| { kind: 'serverBusy'; server: string; status: number }
	| { kind: 'tokenRefused'; server: string; status: number }
	| { kind: 'notAReceipt'; server: string; status: number }
	| { kind: 'pendingDropped'; readings: number };

export type Sentence = { id: string; en: string };

/** Long or multi-line values are cut, so that one bad field cannot flood the log. */
function quoted(value: string): string {
	const line = value.replace(/\s+/g, ' ').trim();
	return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

/** The sentence a person reads; office names appear as the source spells them. */
export function sentenceOf(problem: Problem): Sentence {
	switch (problem.kind) {
		case 'sourceUnreachable':
			return both(
				`Sumber ${problem.source}: tidak dapat dihubungi (${problem.detail})`,
				`Source ${problem.source}: cannot be reached (${problem.detail})`
			);
		case 'sourceTimeout':
			return both(
				`Sumber ${problem.source}: tidak menjawab dalam ${problem.seconds} detik`,
				`Source ${problem.source}: no answer within ${problem.seconds} seconds`
			);
		case 'sourceStatus':
			return both(
				`Sumber ${problem.source}: menjawab HTTP ${problem.status}`,
				`Source ${problem.source}: answered HTTP ${problem.status}`
			);
		case 'sourceHtml':
			return both(
				`Sumber ${problem.source}: menjawab halaman HTML, bukan data`,
				`Source ${problem.source}: answered an HTML page, not data`
			);
		case 'sourceTooLarge':
			return both(
				`Sumber ${problem.source}: lebih besar dari ${problem.megabytes} MB`,
				`Source ${problem.source}: larger than ${problem.megabytes} MB`
			);
		case 'sourceNotJson':
			return both(
				`Sumber ${problem.source}: bukan JSON yang sah (${problem.detail})`,
				`Source ${problem.source}: not valid JSON (${problem.detail})`
			);
		case 'sourceNotCsv':
			return both(
				`Sumber ${problem.source}: bukan CSV yang sah (${problem.detail})`,
				`Source ${problem.source}: not valid CSV (${problem.detail})`
			);
		case 'recordsMissing':
			return both(
				`Sumber ${problem.source}: daftar kantor tidak ada di '${problem.path}'`,
				`Source ${problem.source}: no list of offices at '${problem.path}'`
			);
		case 'recordsEmpty':
			return both(
				`Sumber ${problem.source}: daftar kantor kosong`,
				`Source ${problem.source}: the list of offices is empty`
			);
		case 'timeBad':
			return both(
				`Sumber ${problem.source}: '${problem.field}' bukan waktu: ${quoted(problem.value)}`,
				`Source ${problem.source}: '${problem.field}' is not a time: ${quoted(problem.value)}`
			);
		case 'officeTimeBad':
			return field(problem, 'bukan waktu', 'is not a time');
		case 'idMissing':
			return both(
				`Kantor ${problem.office}: pengenal '${problem.field}' tidak ada`,
				`Office ${problem.office}: identifier '${problem.field}' is missing`
			);
		case 'unknownOffice':
			return both(
				`Kantor ${problem.office}: '${problem.id}' tidak ada dalam konfigurasi`,
				`Office ${problem.office}: '${problem.id}' is not in the configuration`
			);
		case 'officeTwice':
			return both(
				`Kantor ${problem.office}: '${problem.id}' muncul dua kali dalam satu pembacaan`,
				`Office ${problem.office}: '${problem.id}' appears twice in one reading`
			);
		case 'officeAbsent':
			return both(
				`Kantor ${problem.office}: '${problem.id}' tidak ada dalam sumber`,
				`Office ${problem.office}: '${problem.id}' is not in the source`
			);
		case 'fieldMissing':
			return both(
				`Kantor ${problem.office}: '${problem.field}' tidak ada`,
				`Office ${problem.office}: '${problem.field}' is missing`
			);
		case 'notNumber':
			return field(problem, 'bukan angka', 'is not a number');
		case 'notWhole':
			return field(problem, 'bukan bilangan bulat', 'is not a whole number');
		case 'negative':
			return field(problem, 'kurang dari nol', 'is below zero');
		case 'tooLarge':
			return field(problem, 'terlalu besar', 'is too large');
		case 'unknownWord':
			return field(problem, 'berisi kata yang tidak dikenal', 'holds an unknown word');
		case 'refused':
			return both(
				`Kantor ${problem.office}: ditolak (${problem.because}): ${problem.id}`,
				`Office ${problem.office}: refused (${problem.because}): ${problem.en}`
			);
		case 'serverUnreachable':
			return both(
				`Papan Siaga ${problem.server}: tidak dapat dihubungi (${problem.detail}); dicoba lagi`,
				`Papan Siaga ${problem.server}: cannot be reached (${problem.detail}); trying again`
			);
		case 'serverBusy':
			return both(
				`Papan Siaga ${problem.server}: sedang sibuk (HTTP ${problem.status}); dicoba lagi`,
				`Papan Siaga ${problem.server}: is busy (HTTP ${problem.status}); trying again`
			);
		case 'tokenRefused':
			return both(
				`Papan Siaga ${problem.server}: token ditolak (HTTP ${problem.status}); periksa tokenEnv atau tokenFile`,
				`Papan Siaga ${problem.server}: token refused (HTTP ${problem.status}); check tokenEnv or tokenFile`
			);
		case 'notAReceipt':
			return both(
				`Papan Siaga ${problem.server}: jawaban HTTP ${problem.status} tanpa tanda terima untuk semua yang dikirim; dicoba lagi`,
				`Papan Siaga ${problem.server}: answer HTTP ${problem.status} without a receipt for all that was sent; trying again`
			);
		case 'pendingDropped':
			return both(
				`${problem.readings} pembacaan terlama yang belum terkirim dibuang`,
				`${problem.readings} oldest unsent readings were dropped`
			);
		default:
			return problem satisfies never;
	}
}

/** One line for the log, Indonesian first. */
export function lineOf(problem: Problem): string {
	const sentence = sentenceOf(problem);
	return `${sentence.id} / ${sentence.en}`;
}

function both(id: string, en: string): Sentence {
	return { id, en };
}

function field(problem: { office: string; field: string; value: string }, id: string, en: string) {
	const value = quoted(problem.value);
	return both(
		`Kantor ${problem.office}: '${problem.field}' ${id}: ${value}`,
		`Office ${problem.office}: '${problem.field}' ${en}: ${value}`
	);
}
