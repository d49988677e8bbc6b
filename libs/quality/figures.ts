/**
 * What an agency's records of the quality system say to the yearly scoring, and which records each figure rests on. A
 * kind of record that the agency never kept here gives no figure: unknown is not zero. One that it keeps and lacks in
 * the period is zero.
 */
import { figuresOfAudits } from './audits/figures.ts';
import { figuresOfDocuments } from './documents/figures.ts';
import type { FiguresOfKind, KeptRecord, QualityFigures, QualityPeriod } from './records/kept.ts';
import type { QualityKind } from './records/record.ts';
import { figuresOfReviews } from './reviews/figures.ts';
import { figuresOfRisks } from './risks/figures.ts';

// Each is given the records of its own kind only; audits with their programmes.
const OF_KIND: Partial<Record<QualityKind, FiguresOfKind>> = {
  audit: figuresOfAudits,
  document: figuresOfDocuments,
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
