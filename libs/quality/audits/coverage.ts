/** What of an agency's procedures and units the audits cover, and what is left. */
import type { AuditPlan, Scopes } from './types.ts';

export interface AuditCoverage {
  /** Procedures and units that must be covered. */
  readonly required: number;
  readonly covered: number;
  readonly left: Scopes;
}

export function auditCoverage(
  { procedures, units }: Scopes,
  audits: readonly Pick<AuditPlan, 'procedures' | 'units'>[],
): AuditCoverage {
  const codes = new Set(audits.flatMap((audit) => audit.procedures));
  const places = new Set(audits.flatMap((audit) => audit.units));
  const left = {
    procedures: procedures.filter(({ code }) => !codes.has(code)),
    units: units.filter(({ id }) => !places.has(id)),
  };
  const required = procedures.length + units.length;
  return { required, covered: required - left.procedures.length - left.units.length, left };
}
