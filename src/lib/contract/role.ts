import * as v from 'valibot';

/** The roles people can hold; screens and feeds are not people and have tokens instead (G1). */
export const roles = ['admin', 'lead', 'secretary', 'inspector', 'counter'] as const;
export const roleSchema = v.picklist(roles);
export type Role = v.InferOutput<typeof roleSchema>;

/** A role held at one agency, or in the whole city when `agency` is null. */
export type Membership = { role: Role; agency: string | null };

/** Who is asking. The union of every kind of caller that the permission matrix knows (G1). */
export type Viewer =
	| { kind: 'person'; id: string; name: string; username: string; memberships: Membership[] }
	| { kind: 'screen'; id: string; name: string }
	| { kind: 'feed'; id: string; name: string; agencies: string[]; factTypes: string[] }
	| { kind: 'public' };
