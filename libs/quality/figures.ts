/**
 * What an agency's records of the quality system say to the yearly scoring, and which records each figure rests on. A
 * kind of record that the agency never kept here gives no figure: unknown is not zero. One that it keeps and lacks in
 * the period is zero.
 */
import { figuresOfAudits } from './audits/figures.ts';
import { figuresOfDocuments } from './documents/figures.ts';
import { figuresOfObjectives } from './objectives/figures.ts';
import type { FiguresOfKind, KeptRecord, QualityFigures, QualityPeriod } from './records/kept.ts';
import type { QualityKind } from './records/record.ts';
import { figuresOfReviews } from './reviews/figures.ts';
import { figuresOfRisks } from './risks/figures.ts';

// Each is given the records of its own kind only; audits with their programmes.
const OF_KIND: Partial<Record<QualityKind, FiguresOfKind>> = {
  audit: figuresOfAudits,
  document: figuresOfDocuments,
  objective: figuresOfObjectives,
  review: figuresOfReviews,
  risk: figuresOfRisks,
};

/** Of one agency's records. */
export function figuresOfQuality(records: readonly KeptRecord[], period: QualityPeriod): QualityFigures {
  const kept = Map.groupBy(
    records.filter(({ openedOn }) => openedOn <= period.to),
    ({ kind }) => (kind === 'audit-programme' ? 'audit' : kind),
  );
  const figures = [...kept].map(([kind, own]) => OF_KIND[kind]?.(own, period));
  return Object.assign({}, ...figures) as QualityFigures;
}

/** Everything that a kind measures, whether a record of it gives a figure yet or not. */
const METRICS_OF: Partial<Record<QualityKind, readonly string[]>> = {
  audit: ['audits_held', 'audit_scopes', 'audit_scopes_covered', 'audits_independent'],
  'audit-programme': ['audits_held', 'audit_scopes', 'audit_scopes_covered', 'audits_independent'],
  document: ['documents_issued', 'documents_approved_before_use'],
  objective: ['objectives', 'objectives_complete', 'objectives_measured'],
  review: [
    'reviews_held',
    'review_inputs_required',
    'review_inputs_given',
    'review_decisions',
    'review_decisions_assigned',
  ],
  risk: ['risk_register_made', 'risk_register_updated'],
};

export const metricsOfKind = (kind: QualityKind): readonly string[] => METRICS_OF[kind] ?? [];
