/** What audits and their programmes say to the yearly scoring. An audit counts from the day its report was approved. */
import { countOf, isWithin, type FiguresOfKind, type KeptRecord } from '../records/kept.ts';
import { auditCoverage } from './coverage.ts';
import type { Programme } from './programme-types.ts';
import type { Audit } from './types.ts';

/** Given the records of both kinds. */
export const figuresOfAudits: FiguresOfKind<Audit | Programme> = (records, period) => {
  const held = records
    .filter(isOfAudit)
    .filter(({ body }) => body.approved !== null && isWithin(body.approved.on, period));
  const year = Number(period.to.slice(0, 4));
  const programme = records.filter(isOfProgramme).findLast(({ body }) => body.year === year);
  return {
    audits_held: countOf(held),
    audits_independent: countOf(held.filter(({ body }) => body.report?.conflicts.length === 0)),
    // What shall be audited is what the year's programme says; without one nobody knows.
    ...(programme && coverageOf(programme, held)),
  };
};

function coverageOf(programme: KeptRecord<Programme>, held: readonly KeptRecord<Audit>[]) {
  const audits = held.map(({ body }) => body);
  const { required, covered } = auditCoverage(programme.body.scopes, audits);
  const of = [programme, ...held].map(({ id }) => id);
  return { audit_scopes: { value: required, of }, audit_scopes_covered: { value: covered, of } };
}

const isOfAudit = (record: KeptRecord<Audit | Programme>): record is KeptRecord<Audit> =>
  record.kind === 'audit';
const isOfProgramme = (record: KeptRecord<Audit | Programme>): record is KeptRecord<Programme> =>
  record.kind === 'audit-programme';
