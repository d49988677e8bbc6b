/** What the routes of comparisons take. */
import { DIFFERENCE_KINDS } from '#libs/conformance';
import { DELIMITERS, LOG_FIELDS, type LogField } from '#libs/interchange';
import { z } from 'zod';
import { fileRef, sha256, shortText, stepNo } from '../http/fields.ts';
import { severity } from '../nonconformities/contract.ts';

const MAX_NAME = 500;
export const MAX_ACTIVITIES = 500;
export const MAX_PARTS = 20;
const MAX_PAGE = 200;
/** What shows it is added, within the bound of what it becomes. */
const MAX_TEXT = 3_000;
const MAX_EDITION = 10_000;

const agency = shortText;
const name = z.string().min(1).max(MAX_NAME);
const column = name.optional();
export const fields = z
  .strictObject(
    Object.fromEntries(LOG_FIELDS.map((field) => [field, column])) as Record<LogField, typeof column>,
  )
  .meta({ id: 'LogFields' });
const edition = z.coerce.number().int().positive().max(MAX_EDITION);
const delimiter = z.enum(DELIMITERS).optional();
/** A record whose keys are what another system calls things: those who own it bound it. */
const mapped = <Value extends z.ZodType>(value: Value) =>
  z
    .record(name, value)
    .refine((map) => Object.keys(map).length <= MAX_ACTIVITIES, `Nhiều nhất ${MAX_ACTIVITIES} mục.`);

export const listQuery = z.strictObject({ agency: agency.optional() });
export type ListQuery = z.infer<typeof listQuery>;
export const uploadQuery = z.strictObject({ agency });

export const previewBody = z.strictObject({ agency, file: sha256, delimiter, fields: fields.optional() });
export type PreviewBody = z.infer<typeof previewBody>;

export const stepsBody = z.strictObject({
  agency,
  procedure: shortText,
  edition,
  activities: z.array(name).max(MAX_ACTIVITIES),
});
export type StepsBody = z.infer<typeof stepsBody>;

export const compareBody = z.strictObject({
  agency,
  title: shortText,
  file: fileRef,
  delimiter,
  fields,
  /** By the log's words: the role that is meant; null: not to be judged. */
  roles: mapped(shortText.nullable()).default({}),
  parts: z
    .array(
      z.strictObject({
        /** As the log names the procedure; null: all of its cases. */
        said: name.nullable(),
        procedure: shortText,
        edition,
        /** By activity: its step; null: it is none of this procedure. */
        steps: mapped(stepNo.nullable()),
      }),
    )
    .min(1)
    .max(MAX_PARTS),
});
export type CompareBody = z.infer<typeof compareBody>;

const part = z.coerce.number().int().min(0).max(MAX_PARTS);
const kind = z.enum(DIFFERENCE_KINDS);

export const casesQuery = z.strictObject({
  part,
  kind: kind.optional(),
  /** The step, or the foreign activity; with a kind. */
  at: name.optional(),
  /** Empty: cases whose unit the log does not tell. */
  unit: z.string().max(MAX_NAME).optional(),
  /** Cases after this place in the log. */
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});
export type CasesQuery = z.infer<typeof casesQuery>;

export const draftBody = previewBody.extend({
  fields,
  /** Of the procedure that the log names so; null: of the whole log. */
  said: name.nullable(),
  code: shortText,
  title: shortText,
});
export type DraftBody = z.infer<typeof draftBody>;

const difference = { part, kind, at: name };

export const changeBody = z.strictObject({
  ...difference,
  what: z.string().trim().min(3).max(MAX_TEXT),
  /** By when the procedure shall follow. */
  followBy: z.iso.date(),
});
export type ChangeBody = z.infer<typeof changeBody>;

export const findingBody = z.strictObject({
  ...difference,
  severity,
  title: shortText,
  description: z.string().trim().min(3).max(MAX_TEXT),
});
export type FindingBody = z.infer<typeof findingBody>;
