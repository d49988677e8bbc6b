/** Criteria sets to read and to check: those that ship, and any file's text before a year is opened with it. */
import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { KNOWN_METRICS, lintText, readSet, SHIPPED_SETS } from '#libs/scoring';
import type { Band, Criterion, CriteriaSet } from '#libs/scoring';
import { z } from 'zod';
import { shortText } from '../http/fields.ts';
import { notFound } from '../http/problem.ts';

const MAX_SET_TEXT = 500_000;
const checkBody = z.strictObject({ yaml: z.string().min(1).max(MAX_SET_TEXT) });

const edge = z.object({ at: z.number(), closed: z.boolean() });
const criterion = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  max: z.number(),
  how: z.enum(['computed', 'evidence', 'judged', 'mixed']),
  /** The formula, the document that proves it, or what a person looks at; of a mixed one, its parts' names. */
  text: z.string(),
});
const setView = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  official: z.boolean(),
  valid: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  total: z.number(),
  legalBasis: z.array(z.string()),
  notes: z.array(z.string()),
  groups: z.array(z.object({ id: z.string(), name: z.string(), max: z.number().nullable() })),
  criteria: z.array(criterion),
  bands: z.array(z.object({ name: z.string(), edges: z.object({ lower: edge, upper: edge }).nullable() })),
  settings: z.array(
    z.object({
      name: z.string(),
      value: z.union([z.string(), z.number(), z.boolean()]),
      choices: z.array(z.union([z.string(), z.number(), z.boolean()])),
      note: z.string(),
    }),
  ),
});
export const checkedSet = z
  .object({
    /** Null: it can't be read at all. */
    set: setView.nullable(),
    ok: z.boolean(),
    findings: z.array(
      z.object({
        code: z.string(),
        severity: z.enum(['error', 'warning']),
        where: z.string(),
        message: z.string(),
      }),
    ),
    yaml: z.string(),
  })
  .meta({ id: 'CheckedSet' });

const metricList = z
  .object({ metrics: z.array(z.object({ name: z.string(), unit: z.string(), title: z.string() })) })
  .meta({ id: 'ScoringMetrics' });

@ApiTags('scoring')
@Controller('api/scoring')
export class ScoringSetsController {
  /** The names of the figures that formulas read. */
  @Get('metrics')
  @ApiOkResponse({ standardSchema: metricList })
  metrics() {
    return {
      metrics: Object.entries(KNOWN_METRICS).map(([name, { unit, title }]) => ({ name, unit, title })),
    };
  }

  @Get('sets/:id')
  @ApiOkResponse({ standardSchema: checkedSet })
  async set(@Param('id', { schema: shortText }) id: string) {
    const url = SHIPPED_SETS.get(id);
    if (url === undefined) throw notFound();
    return checked(await readFile(url, 'utf8'));
  }

  /** Nothing is kept. */
  @Post('sets/check')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: checkedSet })
  check(@Body({ schema: checkBody }) { yaml }: z.infer<typeof checkBody>) {
    return checked(yaml);
  }
}

function checked(yaml: string): z.infer<typeof checkedSet> {
  const { ok, findings } = lintText(yaml);
  const { set } = readSet(yaml);
  return { set: set && shown(set), ok, findings: [...findings], yaml };
}

const shown = (set: CriteriaSet): z.infer<typeof setView> => ({
  id: set.id,
  version: set.version,
  title: set.title,
  official: set.official,
  valid: set.valid,
  total: set.total,
  legalBasis: [...set.legalBasis],
  notes: [...set.notes],
  groups: set.groups.map((group) => ({ ...group })),
  criteria: set.criteria.map((one) => ({
    id: one.id,
    name: one.name,
    group: one.group,
    max: one.max,
    how: one.scoring.how,
    text: textOf(one),
  })),
  bands: set.bands.map(({ name, edges }: Band) => ({ name, edges })),
  settings: Object.entries(set.settings).map(([name, { value, choices, note }]) => ({
    name,
    value,
    choices: [...choices],
    note,
  })),
});

function textOf({ scoring }: Criterion): string {
  switch (scoring.how) {
    case 'computed':
      return scoring.scale.formula;
    case 'evidence':
      return scoring.evidence;
    case 'judged':
      return scoring.guidance;
    case 'mixed':
      return scoring.parts.map(({ name, max }) => `${name} (${max})`).join('; ');
    default:
      return scoring satisfies never;
  }
}
