/** What the scoring routes take. */
import { DATED_PHASES } from '#libs/scoring/year';
import { z } from 'zod';
import { after, fileRef, files, instant, reason, shortText } from '../http/fields.ts';

const MAX_SET_TEXT = 500_000;
const MAX_AGENCIES = 2_000;
const MAX_CRITERIA = 500;
const MAX_DOCUMENTS = 50;
const MAX_REMINDERS = 10;
const MAX_REMINDER_DAYS = 90;

export const yearId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/);
export const agencyId = z.string().trim().min(1).max(80);
export const criterionKey = z.string().trim().min(1).max(120);
export const metricName = z.string().regex(/^[a-z][a-z0-9_]{0,79}$/);
export const asOfQuery = z.strictObject({ asOf: instant.optional() });
export const reportQuery = z.strictObject({ format: z.enum(['pdf', 'xlsx']).default('pdf') });
export const trendQuery = z.strictObject({ agency: agencyId.optional() });
export const afterQuery = z.strictObject({ after });

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);
const ends = z.strictObject(
  Object.fromEntries(DATED_PHASES.map((phase) => [phase, instant])) as Record<
    (typeof DATED_PHASES)[number],
    typeof instant
  >,
);

/** A set that ships, by its id, or a file's text; and which agencies are scored by it. */
const setOfYear = z.strictObject({
  set: z.union([
    z.strictObject({ shipped: shortText }),
    z.strictObject({ yaml: z.string().min(1).max(MAX_SET_TEXT) }),
  ]),
  settings: z.record(z.string().max(80), scalar).default({}),
  levels: z.array(shortText).max(20).default([]),
  agencies: z.array(agencyId).max(MAX_AGENCIES).default([]),
});

export const openBody = z.strictObject({
  id: yearId,
  title: shortText,
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  ends,
  reminderDays: z.array(z.number().int().min(0).max(MAX_REMINDER_DAYS)).max(MAX_REMINDERS).default([7, 1]),
  sets: z.array(setOfYear).min(1).max(20),
});
export type OpenBody = z.infer<typeof openBody>;

const phase = z.enum(DATED_PHASES);
const decision = z.strictObject({ number: shortText, date: z.iso.date() });

/** By the committee's act: what its body holds. */
export const yearBodies = {
  remind: z.strictObject({ phase }),
  'move-end': z.strictObject({ phase, end: instant, reason }),
  'choose-sample': z.strictObject({
    sample: z.enum(['on-site', 'verification']),
    reviewer: agencyId,
    set: shortText,
    agencies: z.array(agencyId).min(1).max(MAX_AGENCIES),
    reason,
  }),
  decide: z.strictObject({ decision }),
  publish: z.strictObject({}),
} as const;

const points = z.number().min(0).max(10_000);
const document = z.strictObject({ number: shortText, date: z.iso.date(), title: shortText.optional() });
const because = z.string().trim().max(2_000);
const keyed = <T extends z.ZodType>(value: T) =>
  z
    .record(criterionKey, value)
    .refine((record) => Object.keys(record).length <= MAX_CRITERIA)
    .default({});

export const entries = z
  .strictObject({
    evidence: keyed(
      z.strictObject({
        points: points.optional(),
        documents: z.array(document).max(MAX_DOCUMENTS).default([]),
        files: z.array(fileRef).max(MAX_DOCUMENTS).default([]),
        reason: because.optional(),
      }),
    ),
    points: keyed(z.strictObject({ points, reason: because.default('') })),
    notApplicable: keyed(because),
  })
  .prefault({});
export type EntriesBody = z.infer<typeof entries>;

/** By the act on a sheet: what its body holds. */
export const sheetBodies = {
  save: z.strictObject({ entries }),
  submit: z.strictObject({ entries }),
  review: z.strictObject({ entries, onSite: z.boolean() }),
  verify: z.strictObject({ entries }),
  adjust: z.strictObject({ entries }),
  appeal: z.strictObject({ criteria: z.array(criterionKey).min(1).max(MAX_CRITERIA), reason, files }),
  'answer-appeal': z.strictObject({ granted: z.boolean(), reason, entries }),
  amend: z.strictObject({ decision, reason, entries }),
} as const;
