/** One answered form: is it one, and does it call for somebody? */
import type { Answers, QuestionSet } from './types.ts';

export const MAX_COMMENT = 1_000;

/** Share of the scale's range, from the worst score, at and below which an answer is a complaint: 2 of 1 to 5. */
const LOW_SHARE = 0.25;

export type AnswersRefusal =
  | { readonly code: 'unknown-question' | 'unknown-score'; readonly question: string }
  | { readonly code: 'nothing-answered' };

export type CheckedAnswers =
  { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly refusal: AnswersRefusal };

/** Every answer belongs to a question and a score of the set; at least one was given. */
export function checkAnswers(set: QuestionSet, given: Readonly<Record<string, number>>): CheckedAnswers {
  const known = new Set(set.questions.map(({ id }) => id));
  const scores = new Set(set.scale.map(({ score }) => score));
  for (const [question, score] of Object.entries(given)) {
    if (!known.has(question)) return refused({ code: 'unknown-question', question });
    if (!scores.has(score)) return refused({ code: 'unknown-score', question });
  }
  return Object.keys(given).length === 0
    ? refused({ code: 'nothing-answered' })
    : { ok: true, answers: { ...given } };
}

const refused = (refusal: AnswersRefusal): CheckedAnswers => ({ ok: false, refusal });

/** The judgement of the whole is low; where it was left open, the mean of the others is. Somebody must look into it. */
export function isLow(set: QuestionSet, answers: Answers): boolean {
  const overall = set.questions.find((question) => question.overall);
  const judged = overall && answers[overall.id];
  const score = judged ?? meanOf(Object.values(answers));
  if (score === null) return false;
  const [best, worst] = [set.scale[0]!.score, set.scale.at(-1)!.score];
  return score <= worst + (best - worst) * LOW_SHARE;
}

export function meanOf(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
