import type { RoomCount } from '#lib/contract/board.ts';
import type { Payload } from '#lib/contract/facts.ts';
import type { ClauseRef, Refusal } from '#lib/contract/receipt.ts';
import { binding, type Limits } from './limits.ts';

export type RoomView = {
	inside: number;
	outside: number;
	cap: number | null;
	/** More people than the cap. */
	over: boolean;
	/** Nobody more may enter. */
	full: boolean;
	/** Nine tenths of the cap or more, and not over it. */
	near: boolean;
	/** Where people come in batches: filling, or closed until the room is empty. Null elsewhere. */
	batch: 'filling' | 'waitUntilEmpty' | null;
	/** Why the cap was passed on purpose; null when it is not passed. */
	override: string | null;
	clause: ClauseRef | null;
	/** observedAt of the newest count; null while nobody has counted today. */
	at: string | null;
};

const emptyRoom: RoomCount = {
	inside: 0,
	outside: 0,
	at: '',
	override: null,
	batchOpen: true,
	countedAt: null
};

/** The room against its cap (C1-C3); null where nobody counts and nothing is capped. */
export function roomOf(limits: Limits, room: RoomCount | null): RoomView | null {
	const cap = binding(limits.room)?.people ?? null;
	if (!room && cap === null) return null;
	const { inside, outside } = room ?? emptyRoom;
	const over = cap !== null && inside > cap;
	const waiting = batchWaits(limits, room);
	return {
		inside,
		outside,
		cap,
		over,
		full: waiting || (cap !== null && inside >= cap),
		near: cap !== null && !over && inside >= Math.ceil(cap * 0.9),
		batch: binding(limits.batch) === null ? null : waiting ? 'waitUntilEmpty' : 'filling',
		override: over ? (room?.override ?? null) : null,
		clause: limits.room?.clause ?? limits.batch?.clause ?? null,
		at: room?.at ?? null
	};
}

/** A batch is inside and somebody of it has left: the next comes in when the room is empty (C2). */
function batchWaits(limits: Limits, room: RoomCount | null): boolean {
	return binding(limits.batch) !== null && room !== null && room.inside > 0 && !room.batchOpen;
}

/**
 * May these people move (C1, C2)? Nobody leaves who is not there; nobody enters past the cap or into a closed batch
 * unless an `override` says why. Null means yes.
 */
export function refuseMove(
	limits: Limits,
	room: RoomCount | null,
	move: Payload<'room.moved'>
): Refusal | null {
	const { inside, outside } = room ?? emptyRoom;
	if (inside + move.entered < move.left)
		return { because: 'belowZero', detail: { inside, left: move.left } };
	if (outside + move.outsideJoined < move.outsideLeft)
		return { because: 'belowZero', detail: { outside, left: move.outsideLeft } };
	if (move.entered === 0 || move.override !== undefined) return null;
	const after = inside + move.entered - move.left;
	const cap = binding(limits.room)?.people ?? null;
	if (cap !== null && limits.room && after > cap)
		return { because: 'roomFull', detail: { people: cap, inside }, clause: limits.room.clause };
	if (batchWaits(limits, room) && limits.batch)
		return { because: 'roomFull', detail: { batch: inside, inside }, clause: limits.batch.clause };
	return null;
}

/** The room after people moved; a movement older than the last head count is already part of it. */
export function moveRoom(
	room: RoomCount | null,
	move: Payload<'room.moved'>,
	at: string
): RoomCount {
	const before = room ?? emptyRoom;
	if (before.countedAt !== null && at < before.countedAt) return before;
	const inside = Math.max(0, before.inside + move.entered - move.left);
	return {
		inside,
		outside: Math.max(0, before.outside + move.outsideJoined - move.outsideLeft),
		at: at > before.at ? at : before.at,
		override: inside === 0 ? null : (move.override ?? before.override),
		batchOpen: inside === 0 || (before.batchOpen && move.left === 0),
		countedAt: before.countedAt
	};
}

/** The room after somebody counted heads; an older count than the last one changes nothing. */
export function countRoom(
	room: RoomCount | null,
	count: Payload<'room.counted'>,
	at: string
): RoomCount {
	const before = room ?? emptyRoom;
	if (before.countedAt !== null && at < before.countedAt) return before;
	return {
		inside: count.inside,
		outside: count.outside ?? before.outside,
		at: at > before.at ? at : before.at,
		override: null,
		batchOpen: count.inside === 0 || before.batchOpen,
		countedAt: at
	};
}
