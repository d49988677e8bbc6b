/** What the answers say together: by question, with how many answered and how sure that is. */
import { wilson, type ShareInterval } from '#libs/metrics';
import { meanOf } from './answers.ts';
import type { Answers, QuestionSet } from './types.ts';

/** Fewer forms than this are not shown by themselves: who answered could be guessed. */
export const LEAST_FORMS = 5;

export interface QuestionResult {
  readonly question: string;
  readonly answered: number;
  /** Null: nobody answered. */
  readonly mean: number | null;
  /** Share of answers in the better part of the scale (4 and 5 of 5), with its 95 % interval. */
  readonly satisfied: ShareInterval | null;
}

export type GroupResult =
  | { readonly forms: number; readonly shown: true; readonly questions: readonly QuestionResult[] }
  /** Too few: only how many. */
  | { readonly forms: number; readonly shown: false };

export function resultsOf(set: QuestionSet, forms: readonly Answers[]): GroupResult {
  if (forms.length < LEAST_FORMS) return { forms: forms.length, shown: false };
  const [best, worst] = [set.scale[0]!.score, set.scale.at(-1)!.score];
  const middle = (best + worst) / 2;
  const questions = set.questions.map(({ id }) => {
    const scores = forms.flatMap((answers) => answers[id] ?? []);
    return {
      question: id,
      answered: scores.length,
      mean: meanOf(scores),
      satisfied: wilson(scores.filter((score) => score > middle).length, scores.length),
    };
  });
  return { forms: forms.length, shown: true, questions };
}
