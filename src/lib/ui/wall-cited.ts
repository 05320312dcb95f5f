import type { Regulation } from '#lib/contract/regulation.ts';

/** How people cite a regulation in a few letters: `SE 800/0109/Org`, `Perwali 21/2020`. */
export function citedAs({ number, legalBasis }: Regulation): string {
	const [kind = ''] = legalBasis.split(' ');
	return legalBasis.includes(` ${number}`) && kind !== number ? `${kind} ${number}` : number;
}
