/** Every kind of record, by its name. */
import { AUDIT } from '../audits/audit.ts';
import { AUDIT_PROGRAMME } from '../audits/programme.ts';
import { CHANGE_REQUEST } from '../change-requests/change-request.ts';
import { LAW_CHANGE } from '../change-requests/law-change.ts';
import { ARCHIVE } from '../documents/archive/archive.ts';
import { DOCUMENT } from '../documents/document.ts';
import { OBJECTIVE } from '../objectives/objective.ts';
import { REVIEW } from '../reviews/review.ts';
import { RISK } from '../risks/risk.ts';
import { TRAINING } from '../training/training.ts';
import type { QualityKind, RecordKind } from './record.ts';

// A kind is asked only with commands and folded only from events of its own.
const KINDS: Readonly<Record<QualityKind, RecordKind>> = {
  review: REVIEW,
  document: DOCUMENT,
  archive: ARCHIVE,
  'change-request': CHANGE_REQUEST,
  'law-change': LAW_CHANGE,
  objective: OBJECTIVE,
  risk: RISK,
  'audit-programme': AUDIT_PROGRAMME,
  audit: AUDIT,
  training: TRAINING,
};

/** @throws when there is no such kind: a bug, or a ledger of a newer version. */
export function kindOf(kind: string): RecordKind {
  const known = KINDS[kind as QualityKind] as RecordKind | undefined;
  if (known === undefined) throw new Error(`no kind of quality record: ${kind}`);
  return known;
}
