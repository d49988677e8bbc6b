/** Every kind of record that the API knows. */
import type { QualityKind } from '#libs/quality';
import { AUDIT_PROGRAMMES } from './audit-programmes.ts';
import { AUDITS } from './audits.ts';
import type { KindApi } from './kind.ts';
import { ARCHIVES } from './archives.ts';
import { CHANGE_REQUESTS } from './change-requests.ts';
import { DOCUMENTS } from './documents.ts';
import { LAW_CHANGES } from './law-changes.ts';
import { OBJECTIVES } from './objectives.ts';
import { REVIEWS } from './reviews.ts';
import { RISKS } from './risks.ts';
import { TRAININGS } from './training.ts';

// What a kind is sent was checked by its own schema, and its record has its own body.
const KINDS: Readonly<Record<QualityKind, KindApi>> = {
  document: DOCUMENTS,
  archive: ARCHIVES,
  'change-request': CHANGE_REQUESTS,
  'law-change': LAW_CHANGES,
  objective: OBJECTIVES,
  review: REVIEWS,
  risk: RISKS,
  'audit-programme': AUDIT_PROGRAMMES,
  audit: AUDITS,
  training: TRAININGS,
};

export const KIND_APIS: readonly KindApi[] = Object.values(KINDS);

export const kindApi = (kind: QualityKind): KindApi => KINDS[kind];
