import { expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';

const said = { agency: 'DINSOS', type: 'queue.read', payload: { waiting: 3, served: 4 } };

it('[P2] is the same for the same saying, however its keys are ordered and whatever stands around it', () => {
	const again = {
		id: 'x',
		observedAt: '2021-01-12T01:00:00Z',
		payload: { served: 4, waiting: 3 },
		type: 'queue.read',
		agency: 'DINSOS'
	};
	expect(contentHash(again)).toBe(contentHash(said));
});

it('differs when agency, type or payload differ', () => {
	const hashes = [
		said,
		{ ...said, agency: 'DISNAKER' },
		{ ...said, type: 'room.counted' },
		{ ...said, payload: { waiting: 3, served: 5 } },
		{ ...said, payload: { waiting: 3, served: 4, serving: 0 } }
	].map(contentHash);
	expect(new Set(hashes).size).toBe(hashes.length);
});
