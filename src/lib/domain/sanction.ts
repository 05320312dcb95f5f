import type { Severity } from '#lib/contract/checklist.ts';
import { addSeconds } from './local-time.ts';

/** Hours to repair a finding: Buleleng's 36 for what is critical, else the letter's 72 (E9). */
const hoursToRepair: Record<Severity, number> = { critical: 36, major: 72, minor: 72 };

/** By when a finding seen at `at` (ISO UTC) must be repaired; an ISO UTC instant. */
export function dueAtOf(severity: Severity, at: string): string {
	return addSeconds(at, hoursToRepair[severity] * 3600);
}
