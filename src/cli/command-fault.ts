/** A command cannot do what was asked; printed in both languages, exit code 1. */
export class CommandFault extends Error {
	readonly id: string;
	readonly en: string;

	constructor(id: string, en: string) {
		super(en);
		this.name = 'CommandFault';
		this.id = id;
		this.en = en;
	}
}
