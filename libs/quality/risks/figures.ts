/** ISO 9001 6.1: is there a register, and was anything written into it in the period? */
import {
  anyOf,
  isWithin,
  type KeptRecord,
  type QualityFigures,
  type QualityPeriod,
} from '../records/kept.ts';
import type { Risk } from './risk.ts';

export function figuresOfRisks(records: readonly KeptRecord<Risk>[], period: QualityPeriod): QualityFigures {
  const registered = records.filter(({ body }) => body.status === 'open' || body.status === 'closed');
  const updated = registered.filter(
    ({ body: { assessments, actions } }) =>
      assessments.some(({ on }) => isWithin(on, period)) ||
      actions.some(({ done }) => done !== null && isWithin(done, period)),
  );
  return { risk_register_made: anyOf(registered), risk_register_updated: anyOf(updated) };
}
