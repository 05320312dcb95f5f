/** One line on the console in both languages. Progress and notices of the commands. */
export function say(id: string, en: string): void {
	console.log(`${id} / ${en}`);
}
