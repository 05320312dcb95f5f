import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomCount } from '#lib/contract/board.ts';
import type { Payload } from '#lib/contract/facts.ts';
import { countRoom, moveRoom, refuseMove, roomOf } from './room.ts';
import { at, limitsOf, nine } from './test-samples.ts';

const ten = limitsOf({ kind: 'roomMaxPeople', people: 10 });
const batches = limitsOf({ kind: 'roomMaxPeople', people: 10 }, { kind: 'batchAdmission' });
const move = (change: Partial<Payload<'room.moved'>>): Payload<'room.moved'> => ({
	entered: 0,
	left: 0,
	outsideJoined: 0,
	outsideLeft: 0,
	...change
});

/** Whoever is refused does not move. */
function walk(limits: typeof ten, moves: Partial<Payload<'room.moved'>>[]) {
	let room: RoomCount | null = null;
	const refused: (string | null)[] = [];
	for (const change of moves) {
		const refusal = refuseMove(limits, room, move(change));
		refused.push(refusal?.because ?? null);
		if (!refusal) room = moveRoom(room, move(change), nine);
	}
	return { room, refused };
}

describe('the room', () => {
	it('[C1] [R9] refuses whoever would pass the cap, and lets the next in when one goes out', () => {
		const { refused, room } = walk(ten, [
			{ entered: 10 },
			{ entered: 1 },
			{ left: 1 },
			{ entered: 1 },
			{ left: 2, entered: 2 }
		]);
		expect(refused).toEqual([null, 'roomFull', null, null, null]);
		expect(roomOf(ten, room)).toMatchObject({ inside: 10, cap: 10, full: true, over: false });
		expect(refuseMove(ten, room, move({ entered: 1 }))).toEqual({
			because: 'roomFull',
			detail: { people: 10, inside: 10 },
			clause: { regulationId: 'uji', clauseId: '1' }
		});
	});

	it('[C1] passes the cap with a reason, and shows it until the room is empty', () => {
		const full = moveRoom(null, move({ entered: 10 }), nine);
		expect(refuseMove(ten, full, move({ entered: 2, override: 'Hujan lebat' }))).toBeNull();
		const over = moveRoom(full, move({ entered: 2, override: 'Hujan lebat' }), nine);
		expect(roomOf(ten, over)).toMatchObject({ inside: 12, over: true, override: 'Hujan lebat' });
		const less = moveRoom(over, move({ left: 3 }), nine);
		expect(roomOf(ten, less)).toMatchObject({ over: false, override: null });
		expect(moveRoom(over, move({ left: 12 }), nine).override).toBeNull();
	});

	it('[C1] never goes below zero, inside or outside', () => {
		expect(walk(ten, [{ left: 1 }, { outsideLeft: 1 }]).refused).toEqual([
			'belowZero',
			'belowZero'
		]);
		const moves = fc.array(
			fc.record({
				entered: fc.nat(4),
				left: fc.nat(4),
				outsideJoined: fc.nat(4),
				outsideLeft: fc.nat(4)
			})
		);
		fc.assert(
			fc.property(moves, (list) => {
				// whatever is folded, refused or not
				let room: RoomCount | null = null;
				for (const change of list) room = moveRoom(room, move(change), nine);
				expect(room === null || (room.inside >= 0 && room.outside >= 0)).toBe(true);
				const judged = walk(ten, list).room;
				expect(judged === null || (judged.inside >= 0 && judged.inside <= 10)).toBe(true);
			})
		);
	});

	it('[C3] counts people outside apart', () => {
		const { room } = walk(ten, [{ outsideJoined: 5 }, { outsideLeft: 1, entered: 1 }]);
		expect(roomOf(ten, room)).toMatchObject({ inside: 1, outside: 4 });
	});

	it('[C2] [R27] fills a batch, closes it when the first leaves, and opens the next when it is empty', () => {
		const { refused } = walk(batches, [
			{ entered: 6 },
			{ entered: 4 },
			{ left: 1 },
			{ entered: 1 },
			{ left: 9 },
			{ entered: 10 }
		]);
		expect(refused).toEqual([null, null, null, 'roomFull', null, null]);
	});

	it('[C2] never mixes two batches', () => {
		const steps = fc.array(fc.record({ entered: fc.nat(3), left: fc.nat(3) }));
		fc.assert(
			fc.property(steps, (list) => {
				let room: RoomCount | null = null;
				let someoneLeft = false;
				for (const change of list) {
					if (refuseMove(batches, room, move(change))) continue;
					expect(change.entered > 0 && someoneLeft).toBe(false);
					room = moveRoom(room, move(change), nine);
					someoneLeft = room.inside > 0 && (someoneLeft || change.left > 0);
				}
			})
		);
	});

	it('[C1] takes a head count as it is, and what moved before it as part of it', () => {
		const counted = countRoom(
			moveRoom(null, move({ entered: 3 }), at('09:00')),
			{ inside: 14 },
			at('09:10')
		);
		expect(roomOf(ten, counted)).toMatchObject({ inside: 14, over: true, outside: 0 });
		expect(moveRoom(counted, move({ entered: 1 }), at('09:05'))).toBe(counted);
		expect(moveRoom(counted, move({ left: 1 }), at('09:15')).inside).toBe(13);
		expect(countRoom(counted, { inside: 2 }, at('09:09'))).toBe(counted);
	});

	it('[C1] is near its cap from nine of ten, and unknown where nobody counts', () => {
		const near = (inside: number) => roomOf(ten, countRoom(null, { inside }, nine))?.near;
		expect([8, 9, 10, 11].map(near)).toEqual([false, true, true, false]);
		expect(roomOf(limitsOf(), null)).toBeNull();
		expect(roomOf(ten, null)).toMatchObject({ inside: 0, at: null });
	});
});
