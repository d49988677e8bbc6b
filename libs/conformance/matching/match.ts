/**
 * Does a procedure say the same as the software that the office works with? By its differences, each in its share of the
 * cases, and by what became of them.
 */
import { parse } from 'yaml';
import { z } from 'zod';
import type { Comparison, DifferenceCount } from '../compare/fold.ts';
import { DIFFERENCE_KINDS, keyOfDifference } from '../compare/types.ts';

const PERCENT = 100;

const rules = z
  .array(
    z.strictObject({
      edition: z.int().min(1),
      validFrom: z.iso.date(),
      /** Kinds of difference that stand in the way. */
      counted: z.array(z.enum(DIFFERENCE_KINDS)).min(1),
      /** Per cent of the cases in which such a difference may be. */
      tolerance: z.number().min(0).max(PERCENT),
    }),
  )
  .min(1)
  .refine(
    (all) => all.every(({ edition, validFrom }, i) => i === 0 || follows(all[i - 1]!, edition, validFrom)),
    'each edition follows the one before it',
  );
/** Versioned data: a year is judged by the edition that holds on its last day. */
export type MatchRule = z.infer<typeof rules>[number];

const follows = (before: { edition: number; validFrom: string }, edition: number, from: string): boolean =>
  edition === before.edition + 1 && from > before.validFrom;

/** Only where it is: reading the file is the caller's. */
export const SHIPPED_MATCH_RULES = new URL('./rules.yaml', import.meta.url);

/** @throws ZodError naming the place that does not fit. */
export const readMatchRules = (text: string): readonly MatchRule[] => rules.parse(parse(text));

/** Of days before the first edition the first. */
export const matchRuleOn = (all: readonly MatchRule[], day: string): MatchRule =>
  all.findLast(({ validFrom }) => validFrom <= day) ?? all[0]!;

export interface MatchStanding {
  readonly matches: boolean;
  /** Counted differences beyond the tolerance: those that nothing has answered yet, and those that something has. */
  readonly open: readonly DifferenceCount[];
  readonly answered: readonly DifferenceCount[];
}

/** `answered`: keys of differences that were seen to. A log without a case of the procedure shows nothing. */
export function matchOf(
  { cases, differences }: Pick<Comparison, 'cases' | 'differences'>,
  answered: ReadonlySet<string>,
  { counted, tolerance }: MatchRule,
): MatchStanding {
  const beyond = differences.filter(
    (one) => counted.includes(one.kind) && one.cases * PERCENT > tolerance * cases,
  );
  const isAnswered = (one: DifferenceCount): boolean => answered.has(keyOfDifference(one));
  const open = beyond.filter((one) => !isAnswered(one));
  return { matches: cases > 0 && open.length === 0, open, answered: beyond.filter(isAnswered) };
}
