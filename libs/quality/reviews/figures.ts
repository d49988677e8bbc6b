/** ISO 9001 9.3: reviews held in the period, which inputs of 9.3.2 they had, and whose their decisions are by when. */
import {
  countOf,
  isWithin,
  sumOver,
  type KeptRecord,
  type QualityFigures,
  type QualityPeriod,
} from '../records/kept.ts';
import { isOnRecord, type PackInput } from './pack.ts';
import type { Review } from './types.ts';

/** Figures are on record, or somebody has told or said something to it. */
export const isGiven = ({ words, held }: Pick<Review, 'words' | 'held'>, input: PackInput): boolean =>
  isOnRecord(input) || [...words, ...(held?.discussion ?? [])].some((one) => one.input === input.code);

const required = ({ pack }: Review): readonly PackInput[] =>
  pack === null ? [] : pack.inputs.filter((input) => input.required);

export function figuresOfReviews(
  records: readonly KeptRecord<Review>[],
  period: QualityPeriod,
): QualityFigures {
  const held = records.filter(({ body }) => body.held !== null && isWithin(body.held.on, period));
  return {
    reviews_held: countOf(held),
    review_inputs_required: sumOver(held, (review) => required(review).length),
    review_inputs_given: sumOver(
      held,
      (review) => required(review).filter((input) => isGiven(review, input)).length,
    ),
    review_decisions: sumOver(held, ({ decisions }) => decisions.length),
    // A decision cannot be recorded without an owner and a date.
    review_decisions_assigned: sumOver(held, ({ decisions }) => decisions.length),
  };
}
