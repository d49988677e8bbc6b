/** What the satisfaction results take and give. */
import { z } from 'zod';
import { shortText } from '../http/fields.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as 2026-11');

const filter = {
  agency: shortText.optional(),
  procedure: shortText.optional(),
  /** Dossiers in which this step ran over its time. */
  step: z.string().max(10).optional(),
  from: month,
  to: month,
};

export const GROUPINGS = ['agency', 'procedure', 'month', 'step'] as const;
export const resultsQuery = z.strictObject({ ...filter, by: z.enum(GROUPINGS).default('agency') });
export type ResultsQuery = z.infer<typeof resultsQuery>;
export const commentsQuery = z.strictObject(filter);
export type CommentsQuery = z.infer<typeof commentsQuery>;

const interval = z.object({ share: z.number(), low: z.number(), high: z.number() });
/** `questions` is null where there are too few forms to show. */
const group = z.object({
  forms: z.number().int(),
  questions: z
    .array(
      z.object({
        question: z.string(),
        answered: z.number().int(),
        mean: z.number().nullable(),
        satisfied: interval.nullable(),
      }),
    )
    .nullable(),
});

export const satisfactionResults = z
  .object({
    set: z.object({
      code: z.string(),
      edition: z.number().int(),
      questions: z.array(z.object({ id: z.string(), vi: z.string(), en: z.string() })),
    }),
    leastForms: z.number().int(),
    whole: group,
    groups: z.array(group.extend({ key: z.string(), name: z.string() })),
  })
  .meta({ id: 'SatisfactionResults' });
export type SatisfactionResultsView = z.infer<typeof satisfactionResults>;

export const satisfactionComments = z
  .object({
    comments: z.array(
      z.object({
        month: z.string(),
        agency: z.string(),
        procedure: z.string(),
        low: z.boolean(),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'SatisfactionComments' });
export type SatisfactionCommentsView = z.infer<typeof satisfactionComments>;
