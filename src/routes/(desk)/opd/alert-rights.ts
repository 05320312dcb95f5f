import type { Viewer } from '#lib/contract/role.ts';
import { mayReport } from '#lib/domain/permission.ts';

export type AlertRights = { acknowledge: boolean; mute: boolean };

/** What this viewer may do about alerts of an agency; the server asks the same rule again. */
export function alertRights(viewer: Viewer, agency: string): AlertRights {
	// the rule looks at who, what and where; the rest of the envelope is not asked
	const envelope = { id: '', agency, origin: 'person', observedAt: '' } as const;
	const alertKey = `${agency}/`;
	return {
		acknowledge: mayReport(viewer, {
			...envelope,
			type: 'alert.acknowledged',
			payload: { alertKey }
		}),
		mute: mayReport(viewer, {
			...envelope,
			type: 'alert.muted',
			payload: { alertKey, until: '', reason: '' }
		})
	};
}
