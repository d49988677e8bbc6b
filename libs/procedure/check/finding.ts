/** The codes of `procedure check`. Stable: scripts key on them. */
import type { Finding, StepNo } from '../types.ts';

export type FindingCode =
  | 'bad-input'
  | 'branch-target-missing'
  | 'composite-total'
  | 'document-doubled'
  | 'expiry-misplaced'
  | 'form-unknown'
  | 'inconsistent-references'
  | 'join-missing'
  | 'mixed-units'
  | 'never-ends'
  | 'no-deadline'
  | 'outcome-doubled'
  | 'part-unknown'
  | 'reference-missing'
  | 'result-never-handed-over'
  | 'result-never-issued'
  | 'return-not-earlier'
  | 'role-unheld'
  | 'shared-time-unclear'
  | 'step-number-doubled'
  | 'step-number-missing'
  | 'step-unreachable'
  | 'sum-differs-from-total'
  | 'unit-unknown'
  | 'unreadable-time';

export function error(code: FindingCode, message: string, step?: StepNo): Finding {
  return { code, severity: 'error', message, ...(step !== undefined && { step }) };
}

export function warning(code: FindingCode, message: string, step?: StepNo): Finding {
  return { code, severity: 'warning', message, ...(step !== undefined && { step }) };
}

/** Sound enough to be published: warnings are allowed, errors are not. */
export function isSound(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.severity !== 'error');
}
