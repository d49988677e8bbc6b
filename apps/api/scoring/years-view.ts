/** What the routes of a year answer. */
import { DATED_PHASES, PHASES } from '#libs/scoring/year';
import { z } from 'zod';
import { named } from '../http/named.ts';

const phase = z.enum(PHASES);
const dated = z.enum(DATED_PHASES);
const points = z.number().nullable();
const agencies = z.array(z.string());
const period = z.object({ from: z.string(), to: z.string() });

export const yearList = z
  .object({
    years: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        from: z.string(),
        to: z.string(),
        phase: z.string(),
        agencies: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'ScoringYears' });

export const yearView = z
  .object({
    id: z.string(),
    title: z.string(),
    period,
    phase,
    ends: z.record(dated, z.string()),
    /** What the clock does next; null: it waits for a person. */
    due: z.object({ kind: z.string(), at: z.string() }).nullable(),
    agencies: z.number().int(),
    sets: z.array(
      z.object({
        id: z.string(),
        version: z.number().int(),
        title: z.string(),
        official: z.boolean(),
        total: z.number(),
      }),
    ),
    samples: z.array(
      z.object({
        sample: z.enum(['on-site', 'verification']),
        reviewer: named,
        set: z.string(),
        share: z.string(),
        agencies: z.array(named),
        by: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('drawn'), seed: z.string(), population: agencies }),
          z.object({ kind: z.literal('chosen'), reason: z.string() }),
        ]),
      }),
    ),
    /** The groups of which a sample may be chosen now, in place of a drawn one: at least `size` of `population`. */
    sampling: z.array(
      z.object({
        sample: z.enum(['on-site', 'verification']),
        reviewer: named,
        set: z.string(),
        share: z.string(),
        size: z.number().int(),
        population: z.array(named),
      }),
    ),
    reminders: z.array(
      z.object({
        phase: dated,
        end: z.string(),
        daysBefore: z.number().int().nullable(),
        agencies,
      }),
    ),
    outstanding: z.array(z.object({ phase: dated, agencies })),
    decision: z.object({ number: z.string(), date: z.string(), asOf: z.string() }).nullable(),
  })
  .meta({ id: 'ScoringYear' });

export const boardView = z
  .object({
    phase,
    submitted: z.object({
      count: z.number().int(),
      of: z.number().int(),
      percent: z.number(),
      /** Without a self-score when the date had passed. */
      overdue: z.number().int(),
    }),
    rows: z.array(
      z.object({
        agency: named,
        level: z.string(),
        set: z.string(),
        reviewer: z.string(),
        rank: z.number().int().nullable(),
        self: points,
        selfAt: z.string().nullable(),
        missed: z.string().nullable(),
        reviewed: points,
        onSite: z.boolean(),
        verified: points,
        adjusted: points,
        appealOpen: z.boolean(),
        final: points,
        band: z.string().nullable(),
        amended: points,
        amendedBand: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ScoringBoard' });

export const resultsView = z
  .object({
    decision: z.object({ number: z.string(), date: z.string() }).nullable(),
    /** Set by set, by rank; equal totals share a rank. */
    ranking: z.array(
      z.object({
        agency: named,
        level: z.string(),
        set: z.string(),
        total: z.number(),
        band: z.string().nullable(),
        rank: z.number().int(),
      }),
    ),
    distribution: z.array(
      z.object({
        set: z.string(),
        /** Null: all levels of the set. */
        level: z.string().nullable(),
        total: z.number().int(),
        classes: z.array(z.object({ name: z.string(), count: z.number().int(), percent: z.number() })),
        unclassified: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'ScoringResults' });

const classCounts = z.array(z.object({ name: z.string(), count: z.number().int(), percent: z.number() }));

export const trendView = z
  .object({
    years: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        period,
        sets: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            agencies: z.number().int(),
            mean: z.number(),
            classes: classCounts,
            unclassified: z.number().int(),
          }),
        ),
        /** Of the agency that was asked for; null: it was not scored that year. */
        agency: z
          .object({
            total: z.number(),
            band: z.string().nullable(),
            rank: z.number().int(),
            set: z.string(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'ScoringTrend' });
