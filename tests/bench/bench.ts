/**
 * First measurements of the whole product path, beside the limit of the same machine in the same run:
 * `npm run bench [-- --json FILE]`. Needs a build. Absolute values move with the machine; ratios do not.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openBench, type Bench } from './bench-city.ts';
import { openBrowser } from './browser.ts';
import { deliveries } from './deliveries.ts';
import { overFeed, overHttp } from './facts-rate.ts';
import { firstLoads } from './first-load.ts';
import { insertLimit } from './insert-limit.ts';
import type { Rate } from './rate.ts';
import { wallPaint } from './wall-paint.ts';

type Row = { what: string; value: string; note: string };

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const began = performance.now();
const rows: Row[] = [];
const results: Record<string, unknown> = {};

const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(1)} ms` : '–');
const perS = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;

function add(key: string, result: unknown, row: Row): void {
	results[key] = result;
	rows.push(row);
	console.log(`${row.what.padEnd(46)} ${row.value.padStart(14)}  ${row.note}`);
}

async function facts(bench: Bench): Promise<void> {
	for (const senders of [1, 16, 64]) {
		const limit: Rate = await insertLimit(bench.databaseUrl, senders);
		add(`insert.${senders}`, limit, {
			what: `single INSERTs, bare postgres.js, ${senders} senders`,
			value: perS(limit.perSecond),
			note: `p50 ${ms(limit.p50)}, p99 ${ms(limit.p99)}`
		});
		const feed = await overFeed(bench, senders);
		const ratio = feed.perSecond / limit.perSecond;
		add(
			`feed.${senders}`,
			{ ...feed, ratio },
			{
				what: `facts over /feed, ${senders} senders`,
				value: perS(feed.perSecond),
				note: `p50 ${ms(feed.p50)}, p99 ${ms(feed.p99)}, ${ratio.toFixed(2)} × the INSERTs`
			}
		);
	}
	const http = await overHttp(bench, 8, 100);
	add('http.8x100', http, {
		what: 'facts over HTTP, batches of 100, 8 senders',
		value: perS(http.perSecond),
		note: `a batch: p50 ${ms(http.p50)}, p99 ${ms(http.p99)}`
	});
}

async function sockets(bench: Bench): Promise<void> {
	for (const screens of [100, 500]) {
		const sent = await deliveries(bench, screens);
		add(`deliveries.${screens}`, sent, {
			what: `deltas delivered to ${screens} screens`,
			value: perS(sent.perSecond),
			note: `fact → last screen: p50 ${ms(sent.p50)}, p99 ${ms(sent.p99)}; gaps ${sent.gaps}`
		});
	}
}

async function pages(bench: Bench): Promise<void> {
	const browser = await openBrowser();
	if (!browser) return;
	try {
		const paint = await wallPaint(browser, bench);
		add('wallPaint', paint, {
			what: 'fact → painted on the wall',
			value: ms(paint.p50),
			note: `p95 ${ms(paint.p95)}, p99 ${ms(paint.p99)}, not seen ${paint.missed} of ${paint.facts}`
		});
		for (const load of await firstLoads(browser, bench)) {
			add(`firstLoad.${load.screen}`, load, {
				what: `first load of ${load.path}`,
				value: `${load.kB.toFixed(1)} kB`,
				note: `scripts ${load.scriptKB.toFixed(1)} kB, ${load.requests} requests`
			});
		}
	} finally {
		await browser.close();
	}
}

const bench = await openBench();
const stop = () => void bench.stop().finally(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
try {
	await facts(bench);
	await sockets(bench);
	await pages(bench);
} finally {
	await bench.stop();
}
const seconds = (performance.now() - began) / 1000;
console.log(`\n${rows.length} measurements in ${seconds.toFixed(0)} s`);
if (values.json) {
	const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model ?? '' };
	writeFileSync(values.json, `${JSON.stringify({ machine, seconds, results }, null, '\t')}\n`);
}
