/** What the routes of the quality system's records take. */
import { QUALITY_KINDS } from '#libs/quality';
import { z } from 'zod';
import { page, shortText } from '../http/fields.ts';

export const kind = z.enum(QUALITY_KINDS);

export const listQuery = z.strictObject({
  ...page,
  kind,
  agency: shortText.optional(),
  /** States, comma between. */
  status: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .optional(),
  /** Only those that one has oneself. */
  mine: z.stringbool().default(false),
});
export type ListQuery = z.infer<typeof listQuery>;

export const openingQuery = z.strictObject({ kind, agency: shortText });
export type OpeningQuery = z.infer<typeof openingQuery>;

/** `command` is checked against the kind's own. */
export const openBody = z.strictObject({
  kind,
  agency: shortText,
  command: z.looseObject({ type: z.string() }),
});
export type OpenBody = z.infer<typeof openBody>;
export const actBody = z.strictObject({ command: z.looseObject({ type: z.string() }) });
export type ActBody = z.infer<typeof actBody>;

export const dutiesQuery = z.strictObject({
  agency: shortText.optional(),
  year: z.coerce.number().int().min(2000).max(2100),
});
export type DutiesQuery = z.infer<typeof dutiesQuery>;
