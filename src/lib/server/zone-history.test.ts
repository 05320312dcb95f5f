import { describe, expect, it } from 'vitest';
import { zoneAt, type ZoneChange } from './zone-history.ts';

const change = (seq: number, from: string, colour: ZoneChange['colour']): ZoneChange => ({
	seq,
	from,
	colour,
	ppkmLevel: null
});

describe('zoneAt', () => {
	const changes = [
		change(1, '2021-01-01T00:00:00Z', 'orange'),
		change(2, '2021-01-12T00:00:00Z', 'red'),
		change(3, '2021-01-20T00:00:00Z', 'yellow')
	];

	it('[A6] answers with the change in force at that instant, not with the last one said', () => {
		expect(zoneAt(changes, '2020-12-31T23:59:59Z')).toBeNull();
		expect(zoneAt(changes, '2021-01-11T12:00:00Z')?.colour).toBe('orange');
		expect(zoneAt(changes, '2021-01-12T00:00:00Z')?.colour).toBe('red');
		expect(zoneAt(changes, '2021-02-01T00:00:00Z')?.colour).toBe('yellow');
	});

	it('[A6] takes the correction when two changes begin at the same instant', () => {
		const corrected = [...changes, change(4, '2021-01-12T00:00:00.000Z', 'orange')];
		expect(zoneAt(corrected, '2021-01-13T00:00:00Z')?.colour).toBe('orange');
	});
});
