/** The question sets that come with the product, and reading one. */
import { parse } from 'yaml';
import { z } from 'zod';
import type { QuestionSet } from './types.ts';

const MAX_QUESTIONS = 40;
const MAX_SCORE = 10;
const words = { vi: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) };

const questionSet = z
  .strictObject({
    code: z.string().regex(/^[a-z0-9-]{2,40}$/),
    edition: z.int().min(1),
    validFrom: z.iso.date(),
    title: z.string().trim().min(1).max(200),
    scale: z
      .array(z.strictObject({ score: z.int().min(1).max(MAX_SCORE), ...words }))
      .min(2)
      .max(MAX_SCORE),
    questions: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9]{1,10}$/),
          overall: z.boolean().optional(),
          ...words,
        }),
      )
      .min(1)
      .max(MAX_QUESTIONS),
  })
  .refine(({ questions }) => new Set(questions.map(({ id }) => id)).size === questions.length, {
    message: 'two questions have one id',
    path: ['questions'],
  })
  .refine(({ questions }) => questions.filter(({ overall }) => overall).length === 1, {
    message: 'exactly one question asks for the judgement of the whole (overall)',
    path: ['questions'],
  })
  .refine(({ scale }) => scale.every(({ score }, i) => i === 0 || score < scale[i - 1]!.score), {
    message: 'the scale goes from the best score to the worst',
    path: ['scale'],
  });

/** Only where they are: reading the file is the caller's. */
export const SHIPPED_QUESTION_SETS: ReadonlyMap<string, URL> = new Map([
  ['sipas-12', new URL('./sets/sipas-12.yaml', import.meta.url)],
]);

/** @throws ZodError naming the place that does not fit: a set is the product's or the owner's, never a citizen's. */
export function readQuestionSet(text: string): QuestionSet {
  return questionSet.parse(parse(text));
}
