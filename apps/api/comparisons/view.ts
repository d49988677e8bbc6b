/** What the routes of comparisons answer. */
import { DIFFERENCE_KINDS } from '#libs/conformance';
import { z } from 'zod';
import { fileRef } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { editionFile } from '../procedures/view.ts';
import { fields } from './contract.ts';

const count = z.number().int();
const minutes = z.number().nullable();
const kind = z.enum(DIFFERENCE_KINDS);
const difference = z.object({ kind, at: z.string() });
const differenceCount = difference.extend({ cases: count });
const counts = { cases: count, same: count, inOrder: count };
const badRow = z.object({
  line: count,
  fault: z.enum(['columns', 'no-case', 'no-activity', 'time']),
  found: z.string(),
});
const badRows = z.object({ count, shown: z.array(badRow) });
const usedBy = z.object({ name: z.string(), events: count });

export const logFile = fileRef.meta({ id: 'LogFile' });

export const preview = z
  .object({
    format: z.enum(['csv', 'xes']),
    /** Null for XES. */
    delimiter: z.string().nullable(),
    columns: z.array(z.string()),
    /** The first rows of a CSV, as they stand. */
    rows: z.array(z.array(z.string())),
    fields,
    /** Null: no column is named for the case or the activity yet. */
    found: z
      .object({
        cases: count,
        events: count,
        timed: count,
        from: z.string().nullable(),
        to: z.string().nullable(),
        units: count,
        badRows,
        roles: z.array(
          usedBy.extend({ role: z.string().nullable(), how: z.enum(['kept', 'likely', 'none']) }),
        ),
        procedures: z.array(
          z.object({
            said: z.string().nullable(),
            cases: count,
            activities: z.array(usedBy),
            /** The procedure whose code it names. */
            procedure: z.string().nullable(),
          }),
        ),
        tooMany: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'LogPreview' });

export const proposals = z
  .object({
    steps: z.array(
      z.object({
        activity: z.string(),
        step: z.string().nullable(),
        /** Kept from an earlier comparison, told by its number or words, merely alike, or like nothing. */
        how: z.enum(['kept', 'exact', 'likely', 'none']),
      }),
    ),
  })
  .meta({ id: 'ProposedSteps' });

const summary = z.object({
  rows: count,
  badRows,
  /** Cases of procedures that were not compared. */
  elsewhere: count,
  ...counts,
  open: count,
  events: count,
});

export const comparisonList = z
  .object({
    comparisons: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        agency: named,
        by: named,
        at: z.string(),
        file: z.string(),
        procedures: z.array(z.string()),
        ...counts,
        findings: count,
      }),
    ),
    /** Where the one who asks may compare. */
    agencies: z.array(named),
  })
  .meta({ id: 'ComparisonList' });

const part = z.object({
  part: count,
  said: z.string().nullable(),
  procedure: z.string(),
  edition: count,
  title: z.string(),
  steps: z.array(
    z.object({
      no: z.string(),
      content: z.string(),
      role: z.string(),
      time: z.string(),
      next: z.array(z.string()),
    }),
  ),
  ...counts,
  open: count,
  events: count,
  foreign: count,
  differences: z.array(differenceCount),
  speeds: z.array(
    z.object({
      step: z.string(),
      done: count,
      timed: count,
      p10: minutes,
      median: minutes,
      p90: minutes,
      time: minutes,
      slow: count,
    }),
  ),
  units: z.array(z.object({ unit: z.string(), ...counts, differences: z.array(differenceCount) })),
  /** Activities by the step that they were taken for; null: no step. */
  mapping: z.array(z.object({ activity: z.string(), step: z.string().nullable() })),
  /** As the yearly scoring sees it, by the rule that holds today. */
  matching: z.object({
    matches: z.boolean(),
    /** What stands in the way, and what was answered by a closed nonconformity or a newer edition. */
    open: z.array(differenceCount),
    answered: z.array(differenceCount),
    /** The rule's edition; kinds that count; per cent of the cases. */
    rule: count,
    counted: z.array(kind),
    tolerance: z.number(),
  }),
  findings: z.array(
    difference.extend({
      became: z.enum(['nonconformity', 'change-request']),
      record: z.string(),
      /** Of a nonconformity. */
      code: z.string().nullable(),
    }),
  ),
});

export const comparison = z
  .object({
    id: z.string(),
    title: z.string(),
    agency: named,
    by: named,
    at: z.string(),
    file: logFile,
    fields,
    summary,
    parts: z.array(part),
    mayRaise: z.boolean(),
  })
  .meta({ id: 'Comparison' });
export type ComparisonView = z.infer<typeof comparison>;

export const casePage = z
  .object({
    total: count,
    rows: z.array(
      z.object({
        no: count,
        name: z.string(),
        unit: z.string(),
        ended: z.boolean(),
        differences: z.array(difference),
        path: z.array(
          z.object({
            activity: z.string(),
            step: z.string().nullable(),
            at: z.string().nullable(),
            role: z.string().nullable(),
            minutes,
            kinds: z.array(kind),
          }),
        ),
      }),
    ),
    /** Where the next page begins; null: there is none. */
    next: count.nullable(),
  })
  .meta({ id: 'ComparedCases' });

export const drafted = z
  .object({
    cases: count,
    variants: count,
    /** How many cases take exactly this path. */
    taken: count,
    path: z.array(z.string()),
    file: editionFile,
  })
  .meta({ id: 'DraftedProcedure' });

export const made = z.object({ id: z.string() }).meta({ id: 'ComparisonMade' });
