/** What figures take: a period, a reading, and where to look. */
import { LISTED_MEASURES, type ListedMeasure } from '#libs/read-models';
import { z } from 'zod';
import { channel, instant, page, shortText } from '../http/fields.ts';

const MAX_EDITION = 10_000;
const MAX_ID = 200;
/** Empty: nobody's yet. */
const orNobody = z.string().trim().max(MAX_ID);
const filter = {
  agency: shortText.optional(),
  unit: orNobody.optional(),
  officer: orNobody.optional(),
  field: shortText.optional(),
  procedure: shortText.optional(),
  edition: z.coerce.number().int().positive().max(MAX_EDITION).optional(),
};
/** Steps know no channel. */
const dossierFilter = { ...filter, channel: channel.optional() };

const period = {
  from: instant,
  /** Exclusive; what lies after the moment of asking counts as that moment. */
  to: instant.optional(),
  /** As it stood then: the period ends there at the latest. */
  asOf: instant.optional(),
  /** As promised to the applicant, or as counted again after pauses and changed calendars. */
  reading: z.enum(['promised', 'recalculated']).default('promised'),
};

export const grouping = z.enum(['agency', 'unit', 'officer', 'field', 'procedure', 'edition', 'channel']);
const format = z.enum(['json', 'csv', 'xlsx']).default('json');

export const reportQuery = z.strictObject({
  ...dossierFilter,
  ...period,
  by: grouping.default('agency'),
  format,
});
export type ReportQuery = z.infer<typeof reportQuery>;

export const listQuery = z.strictObject({
  ...dossierFilter,
  ...period,
  cursor: page.cursor,
  limit: page.limit,
  measure: z.enum(LISTED_MEASURES as [ListedMeasure, ...ListedMeasure[]]),
});
export type ListQuery = z.infer<typeof listQuery>;

export const trendQuery = z.strictObject({ ...dossierFilter, ...period });
export type TrendQuery = z.infer<typeof trendQuery>;

export const stepsQuery = z.strictObject({
  ...filter,
  from: instant,
  to: instant.optional(),
  asOf: instant.optional(),
  byMonth: z.stringbool().default(false),
});
export type StepsQuery = z.infer<typeof stepsQuery>;

export const spreadQuery = z.strictObject({
  ...filter,
  procedure: shortText,
  from: instant,
  to: instant.optional(),
  asOf: instant.optional(),
});
export type SpreadQuery = z.infer<typeof spreadQuery>;

const MOST_ROWS = 200;
/** What is open now: no period. */
export const forecastQuery = z.strictObject({
  ...filter,
  limit: z.coerce.number().int().positive().max(MOST_ROWS).default(50),
  offset: z.coerce.number().int().nonnegative().max(1_000_000).default(0),
});
export type ForecastQuery = z.infer<typeof forecastQuery>;

export const stepListQuery = z.strictObject({
  ...filter,
  procedure: shortText,
  edition: z.coerce.number().int().positive().max(MAX_EDITION),
  step: shortText,
  from: instant,
  to: instant.optional(),
  asOf: instant.optional(),
  lateOnly: z.stringbool().default(false),
  limit: z.coerce.number().int().positive().max(MOST_ROWS).default(50),
  offset: z.coerce.number().int().nonnegative().max(1_000_000).default(0),
});
export type StepListQuery = z.infer<typeof stepListQuery>;
