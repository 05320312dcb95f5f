import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { factIdSchema } from '#lib/contract/primitive.ts';
import { readingId } from './reading-id.ts';

const reading = {
	connector: 'leipzig',
	office: 'dadff2d2-c6c0-4e7c-8b72-e973d0f4ff87',
	originalMs: 1_730_887_800_000,
	restampDay: ''
};

describe('[B11] ids of readings', () => {
	it('are UUIDv7 that begin with the time of the reading', () => {
		const id = readingId(reading);
		expect(v.is(factIdSchema, id)).toBe(true);
		expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(reading.originalMs);
	});

	it('are the same for the same reading and different for every other', () => {
		const ids = [
			reading,
			{ ...reading, connector: 'other' },
			{ ...reading, office: 'other' },
			{ ...reading, originalMs: reading.originalMs + 1000 },
			{ ...reading, restampDay: '2021-01-12' },
			{ ...reading, restampDay: '2021-01-13' }
		].map(readingId);
		expect(readingId({ ...reading })).toBe(ids[0]);
		expect(new Set(ids).size).toBe(ids.length);
	});
});
