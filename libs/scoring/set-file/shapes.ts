/** What a value under each key must look like, once the keys have their documented names. */
import { z } from 'zod';
import type { Finding } from '../types.ts';
import { join, type Raw } from './keys.ts';

const DECIMAL_TEXT = /^\s*[+-]?\d+([.,]\d+)?\s*$/;

/** A number, or one written as text with a point or a comma. */
export const decimal = z.union([
  z.number(),
  z
    .string()
    .regex(DECIMAL_TEXT)
    .transform((text) => Number(text.replace(',', '.'))),
]);
const points = decimal.refine((value) => value >= 0, 'không được âm');
const identifier = z.union([z.string().min(1), z.number().transform(String)]);
const texts = z.union([z.array(z.string()), z.string().transform((text) => [text])]);
const date = z.iso.date();
const scalar = z.union([z.number(), z.boolean(), z.string()]);
const whenNotApplicable = z.enum(['rescale', 'zero', 'full']);

export const setShape = z.object({
  id: identifier.default('unnamed'),
  version: z.coerce.number().int().positive().default(1),
  title: z.string().default(''),
  official: z.boolean().default(false),
  authority: z.string().default(''),
  valid: z.record(z.string(), z.unknown()).default({}),
  validFrom: date.optional(),
  validTo: date.optional(),
  levels: texts.default([]),
  agencyKinds: texts.default([]),
  legalBasis: texts.default([]),
  notes: texts.default([]),
  total: points.optional(),
  whenNotApplicable: whenNotApplicable.default('rescale'),
  settings: z.record(z.string(), z.unknown()).default({}),
  metrics: z.record(z.string(), z.unknown()).default({}),
});

export const validShape = z.object({ from: date.optional(), to: date.optional() });
export const settingShape = z.object({
  value: scalar,
  choices: z.array(scalar).default([]),
  note: z.string().default(''),
});
export const metricShape = z.object({ unit: z.string().min(1), title: z.string().default('') });

export const groupShape = z.object({
  id: identifier.optional(),
  name: z.string().default(''),
  max: points.optional(),
  shared: z.literal('equally').optional(),
});

export const criterionShape = z.object({
  id: identifier,
  name: z.string().default(''),
  group: identifier.optional(),
  max: points.optional(),
  how: z.enum(['computed', 'evidence', 'judged', 'mixed']).optional(),
  formula: z.union([z.string().min(1), z.number().transform(String)]).optional(),
  threshold: decimal.optional(),
  each: points.optional(),
  whenDividedByZero: z.enum(['not-applicable', 'zero', 'full', 'refuse']).optional(),
  whenNotApplicable: whenNotApplicable.optional(),
  evidence: z.string().default(''),
  guidance: z.string().default(''),
});

export const stepShape = z.object({
  from: decimal.optional(),
  above: decimal.optional(),
  closed: z.boolean().optional(),
  points,
});

export const bandShape = z.object({
  name: identifier,
  min: decimal.optional(),
  max: decimal.optional(),
  above: decimal.optional(),
  below: decimal.optional(),
  minClosed: z.boolean().optional(),
  maxClosed: z.boolean().optional(),
  range: z.string().optional(),
  printed: z.string().optional(),
});

export const adjustmentShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('condition'),
    id: identifier,
    name: z.string().default(''),
    points: decimal,
    when: z.string().min(1),
  }),
  z.object({
    kind: z.literal('overscored'),
    id: identifier,
    name: z.string().default(''),
    points: decimal,
    of: z.string().default('communes'),
    tolerance: points,
    reading: z.string(),
    counted: z.string().default('any'),
  }),
]);

const share = z.string().regex(/^(\d+\/[1-9]\d*|\d+(\.\d+)?%)$/, 'cần dạng 1/3 hoặc 10%');
export const procedureShape = z.object({
  onSiteShare: share.optional(),
  verificationShare: share.optional(),
  missedDate: z.unknown().optional(),
  scorers: z.enum(['qualified']).optional(),
});
export const missedShape = z.object({
  rule: z.enum(['review-only', 'zero', 'deduct']),
  points: decimal.default(0),
});

/** The value in its shape, or null and what is wrong with it. */
export function shaped<S extends z.ZodType>(
  shape: S,
  raw: Raw,
  where: string,
  findings: Finding[],
): z.output<S> | null {
  const result = shape.safeParse(raw, { error: explain });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const key = issue.path.map(String).join('.');
    const missing = issue.path.length === 1 && !Object.hasOwn(raw, key);
    findings.push({
      code: missing ? 'missing-value' : 'invalid-value',
      severity: 'error',
      where: key === '' ? where : join(where, key),
      message: missing ? `thiếu ${key}` : `${issue.message}, gặp ${printed(raw, issue.path)}`,
    });
  }
  return null;
}

function explain(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `cần ${issue.expected}`;
    case 'invalid_value':
      return `cần một trong: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return issue.note === undefined ? 'sai kiểu giá trị' : 'không có loại này';
    case 'invalid_format':
      return `sai dạng ${issue.format}`;
    default:
      return undefined;
  }
}

function printed(raw: Raw, path: readonly PropertyKey[]): string {
  let value: unknown = raw;
  for (const key of path) value = (value as Raw | undefined)?.[String(key)];
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'không có gì');
}
