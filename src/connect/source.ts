import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ConnectorConfig } from './connector-config.ts';
import type { Problem } from './problem.ts';

export type SourceText =
	{ ok: true; source: string; text: string } | { ok: false; problem: Problem };

/** More than a city's ticket machines can say; a runaway answer must not fill the memory. */
const largestMegabytes = 16;

/** One look at a URL. An answer that is late, is not 2xx or is an HTML page is a problem, never data. */
export async function fetchSource(
	url: string,
	options: Pick<ConnectorConfig['source'], 'headers' | 'timeoutSeconds' | 'format'>,
	signal: AbortSignal
): Promise<SourceText> {
	const source = withoutQuery(url);
	const late = AbortSignal.timeout(options.timeoutSeconds * 1000);
	try {
		const response = await fetch(url, {
			headers: {
				accept: options.format === 'csv' ? 'text/csv, text/plain' : 'application/json',
				...options.headers
			},
			signal: AbortSignal.any([late, signal])
		});
		if (!response.ok) {
			await response.body?.cancel();
			return { ok: false, problem: { kind: 'sourceStatus', source, status: response.status } };
		}
		const text = await boundedText(response);
		if (text === null) {
			return {
				ok: false,
				problem: { kind: 'sourceTooLarge', source, megabytes: largestMegabytes }
			};
		}
		return checked(source, text);
	} catch (error) {
		signal.throwIfAborted();
		return {
			ok: false,
			problem: late.aborted
				? { kind: 'sourceTimeout', source, seconds: options.timeoutSeconds }
				: { kind: 'sourceUnreachable', source, detail: reasonOf(error) }
		};
	}
}

/** A recorded reading from disk. */
export async function readSource(path: string): Promise<SourceText> {
	const source = basename(path);
	try {
		return checked(source, await readFile(path, 'utf8'));
	} catch (error) {
		return { ok: false, problem: { kind: 'sourceUnreachable', source, detail: reasonOf(error) } };
	}
}

/** Login pages and error pages answer 200 too; they start like a page, whatever they call themselves. */
function checked(source: string, raw: string): SourceText {
	const text = raw.replace(/^\ufeff/, '');
	return /^\s*<(!doctype|html|head|body|\?xml)/i.test(text)
		? { ok: false, problem: { kind: 'sourceHtml', source } }
		: { ok: true, source, text };
}

async function boundedText(response: Response): Promise<string | null> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of response.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > largestMegabytes * 1024 * 1024) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Keys and tokens stand in query strings; logs shall not hold them. */
function withoutQuery(url: string): string {
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}

/** The innermost reason of a failed fetch or read: `ECONNREFUSED`, `ENOENT`. */
export function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.cause !== undefined) return reasonOf(error.cause);
	const code: unknown = Reflect.get(error, 'code');
	return typeof code === 'string' ? code : error.message;
}
