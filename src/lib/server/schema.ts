import {
	bigint,
	boolean,
	customType,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uuid
} from 'drizzle-orm/pg-core';
import type { AgencyProfile, City } from '../contract/agency.ts';
import type { ChecklistItem } from '../contract/checklist.ts';
import type { Assigned, Origin } from '../contract/fact.ts';
import type { FactType, Payload } from '../contract/facts.ts';
import type { Regulation } from '../contract/regulation.ts';
import type { Role } from '../contract/role.ts';

/** timestamptz as an ISO 8601 string in UTC; Drizzle's own string mode hands out `2021-01-11 01:00:00+00`. */
const instant = customType<{ data: string; driverData: string | Date }>({
	dataType: () => 'timestamp(3) with time zone',
	toDriver: (value) => value,
	fromDriver: (value) => new Date(value).toISOString()
});

/** timestamptz as a Date, for the tables whose rows better-auth reads and writes itself. */
const moment = customType<{ data: Date; driverData: string | Date }>({
	dataType: () => 'timestamp(3) with time zone',
	toDriver: (value) => value.toISOString(),
	fromDriver: (value) => new Date(value)
});

// ---- the city ---------------------------------------------------------------------------------

/** One row: the city this database belongs to. `simulated` marks a demo database for ever. */
export const city = pgTable('city', {
	code: text().primaryKey(),
	name: text().notNull(),
	timeZone: text().$type<City['timeZone']>().notNull(),
	holidays: jsonb().$type<string[]>().notNull(),
	simulated: boolean().notNull()
});

export const agency = pgTable('agency', {
	code: text().primaryKey(),
	profile: jsonb().$type<AgencyProfile>().notNull()
});

export const checklist = pgTable('checklist', {
	version: text().primaryKey(),
	titleId: text().notNull(),
	titleEn: text().notNull(),
	items: jsonb().$type<ChecklistItem[]>().notNull(),
	publishedAt: instant().notNull()
});

/** The registry. Published text never changes; a row's `status` moves forward only (A1, A3). */
export const regulation = pgTable('regulation', {
	id: text().primaryKey(),
	status: text().$type<'draft' | 'published' | 'withdrawn'>().notNull(),
	body: jsonb().$type<Regulation>().notNull()
});

// ---- the log ----------------------------------------------------------------------------------

/**
 * One row. Its lock is the append lock, its number the head of the log: whoever holds the row may append,
 * so `seq` follows commit order without a gap. `epoch` changes when the log becomes another one (restore).
 */
export const logHead = pgTable('log_head', {
	only: boolean().primaryKey(),
	epoch: uuid().notNull(),
	seq: bigint({ mode: 'number' }).notNull()
});

/** The append-only log of facts; never updated, never deleted from. */
export const fact = pgTable(
	'fact',
	{
		seq: bigint({ mode: 'number' }).primaryKey(),
		/** Client-made UUIDv7; unique, so the same fact is kept once whoever sends it again. */
		id: uuid().notNull().unique(),
		/** Null for facts about the whole city. */
		agency: text(),
		type: text().$type<FactType>().notNull(),
		origin: text().$type<Origin>().notNull(),
		/** Local calendar day of the city that `observedAt` falls in. */
		day: date({ mode: 'string' }).notNull(),
		observedAt: instant().notNull(),
		receivedAt: instant().notNull(),
		payload: jsonb().$type<Payload<FactType>>().notNull(),
		assigned: jsonb().$type<Assigned>(),
		/** SHA-256 (hex) over agency, type and payload as sent; tells a repeat from a reused id. */
		contentHash: text().notNull(),
		/** Stable id and display name of the sender; the id is never sent to screens. */
		byId: text(),
		byName: text()
	},
	(table) => [
		index('fact_agency_day').on(table.agency, table.day, table.seq),
		index('fact_type').on(table.type, table.seq)
	]
);

/** Photos by the SHA-256 of the bytes kept; the bytes lie in DATA_DIR/photos beside the log. */
export const photo = pgTable('photo', {
	/** SHA-256 of the bytes as the tablet sent them: what the finding cites. */
	sha256: text().primaryKey(),
	agency: text().notNull(),
	/** SHA-256 of the re-encoded file as stored. */
	storedSha256: text().notNull(),
	bytes: integer().notNull(),
	width: integer().notNull(),
	height: integer().notNull(),
	uploadedBy: text().notNull(),
	uploadedAt: instant().notNull()
});

// ---- people, screens, feeds ---------------------------------------------------------------------

export const user = pgTable('user', {
	id: text().primaryKey(),
	name: text().notNull(),
	email: text().notNull().unique(),
	emailVerified: boolean().notNull(),
	image: text(),
	username: text().unique(),
	displayUsername: text(),
	/** Set when the account is shut; sessions and sockets end with it. */
	disabledAt: moment(),
	createdAt: moment().notNull(),
	updatedAt: moment().notNull()
});

export const session = pgTable('session', {
	id: text().primaryKey(),
	token: text().notNull().unique(),
	userId: text()
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' }),
	expiresAt: moment().notNull(),
	ipAddress: text(),
	userAgent: text(),
	createdAt: moment().notNull(),
	updatedAt: moment().notNull()
});

export const account = pgTable('account', {
	id: text().primaryKey(),
	accountId: text().notNull(),
	providerId: text().notNull(),
	userId: text()
		.notNull()
		.references(() => user.id, { onDelete: 'cascade' }),
	accessToken: text(),
	refreshToken: text(),
	idToken: text(),
	accessTokenExpiresAt: moment(),
	refreshTokenExpiresAt: moment(),
	scope: text(),
	password: text(),
	createdAt: moment().notNull(),
	updatedAt: moment().notNull()
});

export const verification = pgTable('verification', {
	id: text().primaryKey(),
	identifier: text().notNull(),
	value: text().notNull(),
	expiresAt: moment().notNull(),
	createdAt: moment().notNull(),
	updatedAt: moment().notNull()
});

export const rateLimit = pgTable('rate_limit', {
	id: text().primaryKey(),
	key: text().notNull().unique(),
	count: integer().notNull(),
	lastRequest: bigint({ mode: 'number' }).notNull()
});

/** Roles per agency; `agency` is '' for a role in the whole city (a primary key cannot hold null). */
export const membership = pgTable(
	'membership',
	{
		userId: text()
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		role: text().$type<Role>().notNull(),
		agency: text().notNull()
	},
	(table) => [primaryKey({ columns: [table.userId, table.role, table.agency] })]
);

/** Machine feeds. The token is shown once; only its SHA-256 is kept. */
export const feed = pgTable('feed', {
	id: uuid().primaryKey(),
	name: text().notNull(),
	tokenHash: text().notNull().unique(),
	/** Last four characters, so that people can tell tokens apart. */
	tokenHint: text().notNull(),
	/** Agency codes it may speak for; empty means none. */
	agencies: jsonb().$type<string[]>().notNull(),
	factTypes: jsonb().$type<FactType[]>().notNull(),
	/** Facts per minute it may send. */
	ratePerMinute: integer().notNull(),
	createdBy: text(),
	createdAt: moment().notNull(),
	expiresAt: moment().notNull(),
	revokedAt: moment(),
	lastUsedAt: moment()
});

/** Paired wall screens: no person, no expiry, only revocation (F5). */
export const screen = pgTable('screen', {
	id: uuid().primaryKey(),
	name: text().notNull(),
	tokenHash: text().notNull().unique(),
	/** Diagonal in inches and distance of the farthest viewer in metres; type size follows (F7). */
	diagonalInches: integer().notNull(),
	distanceMetres: integer().notNull(),
	resolution: text().notNull(),
	userAgent: text().notNull(),
	pairedBy: text(),
	pairedAt: moment().notNull(),
	lastSeenAt: moment(),
	revokedAt: moment()
});

/** Pairing codes shown on a screen, waiting for an admin; ten minutes, single use. */
export const pairing = pgTable('pairing', {
	id: uuid().primaryKey(),
	/** SHA-256 of the code on the screen and of the secret the screen polls with; they differ on purpose. */
	codeHash: text().notNull().unique(),
	secretHash: text().notNull().unique(),
	resolution: text().notNull(),
	userAgent: text().notNull(),
	address: text().notNull(),
	createdAt: moment().notNull(),
	expiresAt: moment().notNull(),
	approvedScreenId: uuid(),
	/** Wrong guesses at approval; five lock the pairing. */
	attempts: integer().notNull()
});
