/** ISO 9001 6.2: objectives of the period, those that are complete, and those whose result was measured at its end. */
import { countOf, type KeptRecord, type QualityFigures, type QualityPeriod } from '../records/kept.ts';
import type { Objective } from './types.ts';

/** Approved, with a target that figures measure, and with who does what by when. Drafts and what was dropped don't count. */
export function figuresOfObjectives(
  records: readonly KeptRecord<Objective>[],
  { from, to }: QualityPeriod,
): QualityFigures {
  const ofPeriod = records.filter(
    ({ body: { status, year } }) =>
      status !== 'draft' && status !== 'dropped' && `${year}-01-01` <= to && `${year}-12-31` >= from,
  );
  const measured = ofPeriod.filter(({ body }) => body.status === 'met' || body.status === 'missed');
  const complete = ofPeriod.filter(({ body }) => body.unit !== '' && body.actions.length > 0);
  return {
    objectives: countOf(ofPeriod),
    objectives_complete: countOf(complete),
    objectives_measured: countOf(measured),
  };
}
