/** What figures answer. */
import { FIGURE_MEASURES, type FigureCell, type FigureMeasure } from '#libs/read-models';
import { z } from 'zod';
import { named } from '../http/named.ts';

const moment = z.iso.datetime();
const count = z.number().int();
const measures = Object.fromEntries(FIGURE_MEASURES.map((name) => [name, count])) as Record<
  FigureMeasure,
  typeof count
>;

const sums = {
  ownMinutes: count,
  otherAgencyMinutes: count,
  applicantMinutes: count,
  outsideMinutes: count,
  allowedMinutes: count,
  returns: count,
  supplements: count,
  rePromises: count,
  apologiesInTime: count,
} satisfies Record<keyof FigureCell['sums'], typeof count>;

export const figureCell = z
  .object({
    key: z.string(),
    name: z.string(),
    ...measures,
    /** Of those done that had an appointment: early and on time; null when there is none. */
    onTimeRate: z.number().nullable(),
    /** Decision 766/QĐ-TTg, 2.1; null when nothing was handled. */
    rate766: z.number().nullable(),
    /** Over the dossiers that ended in the period; minutes are working minutes, `outside` alone is not. */
    sums: z.object(sums),
  })
  .meta({ id: 'FigureCell' });

export const figureReport = z
  .object({
    whole: figureCell,
    cells: z.array(figureCell),
    from: moment,
    to: moment,
    reading: z.enum(['promised', 'recalculated']),
    /** Open at the start + received = ended + open at the end, in every cell; checked with this report. */
    conserved: z.boolean(),
    asOf: moment,
  })
  .meta({ id: 'FigureReport' });

export const figureList = z
  .object({
    rows: z.array(
      z.object({
        dossier: z.uuid(),
        code: z.string(),
        procedure: z.string(),
        edition: count,
        agency: named,
        unit: named,
        officer: named.nullable(),
        receivedAt: moment,
        dueAt: moment.nullable(),
        promisedAt: moment.nullable(),
        endedAt: moment.nullable(),
        ending: z.string().nullable(),
        timeliness: z.string().nullable(),
      }),
    ),
    total: count,
    next: z.string().nullable(),
  })
  .meta({ id: 'FigureList' });

export const trend = z
  .object({
    months: z.array(
      z.object({
        month: z.iso.date(),
        openAtStart: count,
        received: count,
        ended: count,
        done: count,
        early: count,
        onTime: count,
        late: count,
        openAtEnd: count,
      }),
    ),
  })
  .meta({ id: 'FigureTrend' });

export const stepReport = z
  .object({
    steps: z.array(
      z.object({
        procedure: z.string(),
        edition: count,
        step: z.string(),
        content: z.string(),
        month: z.iso.date().nullable(),
        done: count,
        early: count,
        onTime: count,
        late: count,
        returned: count,
        ownMinutes: count,
        otherAgencyMinutes: count,
        applicantMinutes: count,
        outsideMinutes: count,
        allowedMinutes: count,
      }),
    ),
  })
  .meta({ id: 'StepReport' });

export const stepList = z
  .object({
    rows: z.array(
      z.object({
        dossier: z.uuid(),
        code: z.string(),
        step: z.string(),
        run: count,
        agency: named,
        unit: named,
        officer: named.nullable(),
        startsAt: moment,
        doneAt: moment,
        dueAt: moment.nullable(),
        timeliness: z.string().nullable(),
        ownMinutes: count,
        allowedMinutes: count.nullable(),
      }),
    ),
    total: count,
  })
  .meta({ id: 'StepList' });

export const spread = z
  .object({
    steps: z.array(
      z.object({
        step: z.string(),
        n: count,
        p10: z.number(),
        p50: z.number(),
        p90: z.number(),
        allowedMinutes: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'StepSpread' });

const quantiles = z.object({ p10: z.number(), p50: z.number(), p90: z.number() });

export const forecastList = z
  .object({
    rows: z.array(
      z.object({
        dossier: z.uuid(),
        code: z.string(),
        procedure: z.string(),
        agency: named,
        unit: named,
        officer: named.nullable(),
        dueAt: moment.nullable(),
        /** That it will be late, 0 to 1. */
        chance: z.number(),
        /** What it rests on: the open step that decides, and how many past dossiers stood there. */
        step: z.object({ no: z.string(), content: z.string() }),
        n: count,
        nGroup: count,
        /** The procedure's share of late dossiers. */
        base: z.number(),
        /** What was still to come from that step on, in working minutes; null: nobody was there before. */
        outlook: z
          .object({
            n: count,
            rest: quantiles,
            ahead: z.array(z.object({ step: z.string(), content: z.string(), n: count, minutes: quantiles })),
          })
          .nullable(),
      }),
    ),
    total: count,
    /** How many will be late if the chances are right. */
    expected: z.number(),
    /** Null: nothing has been forecast yet. */
    asOf: moment.nullable(),
  })
  .meta({ id: 'ForecastList' });

const score = { n: count, brier: z.number(), brierOfBase: z.number() };

export const forecastCheck = z
  .object({
    asOf: moment.nullable(),
    learnedAt: moment.nullable(),
    learnedFrom: count,
    /** Null: the past is too short to hold months of it out. */
    check: z
      .object({
        ...score,
        months: z.array(z.string()),
        dossiers: count,
        atReceipt: z.object(score),
        bands: z.array(
          z.object({ from: z.number(), to: z.number(), n: count, forecast: z.number(), late: z.number() }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'ForecastCheck' });
