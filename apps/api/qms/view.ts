/** What the routes of the quality management systems answer. */
import { dateOf, type Instant, type LocalDate } from '#libs/calendar';
import {
  certificatesOn,
  dutiesOn,
  milestonesOf,
  MILESTONES,
  NO_RECORD,
  STAGES,
  stageOf,
  type Coverage,
  type QmsState,
} from '#libs/qms';
import { z } from 'zod';
import { named } from '../http/named.ts';
import { entry } from './contract.ts';

const stage = z.enum(STAGES).nullable();
const edition = z.object({ code: z.string(), edition: z.number().int() });
const count = z.number().int();
const milestones = z.array(z.object({ milestone: z.enum(MILESTONES), on: z.string() }));
const duty = z.object({
  duty: z.enum(['surveillance', 'certificate-expiry']),
  about: z.string(),
  due: z.string(),
  /** From today; negative: overdue. */
  daysLeft: count,
});

export const qmsList = z
  .object({
    today: z.string(),
    agencies: z.array(
      z.object({
        agency: named,
        level: z.string(),
        mandatory: z.boolean(),
        stage,
        milestones,
        certificates: count,
        nextDuty: duty.nullable(),
      }),
    ),
  })
  .meta({ id: 'QmsList' });

export const qmsRecord = z
  .object({
    agency: named,
    level: z.string(),
    today: z.string(),
    stage,
    milestones,
    /** The latest first; `no` names it when it is withdrawn. */
    entries: z.array(z.object({ no: count, entry })),
    certificates: z.array(
      z.object({
        number: z.string(),
        body: z.string(),
        standard: z.string(),
        from: z.string(),
        until: z.string(),
        state: z.enum(['valid', 'suspended', 'withdrawn', 'expired']),
        surveys: z.array(z.object({ on: z.string(), outcome: z.enum(['kept', 'suspended', 'withdrawn']) })),
        nextSurveillance: z.string().nullable(),
      }),
    ),
    duties: z.array(duty),
    /** Null: no catalogue of administrative procedures is on record. */
    coverage: z
      .object({
        on: z.string(),
        announced: count,
        covered: count,
        tthc: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            field: z.string(),
            since: z.string(),
            by: edition.nullable(),
          }),
        ),
        /** Of the last two years. */
        changes: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            fate: z.enum(['new', 'amended']),
            on: z.string(),
            followedBy: edition.extend({ from: z.string() }).nullable(),
            lagWorkingDays: count.nullable(),
            /** Null: there is still time. */
            inTime: z.boolean().nullable(),
          }),
        ),
        abolishedButInForce: z.array(z.string()),
        withinWorkingDays: count,
      })
      .nullable(),
    mayRecord: z.boolean(),
  })
  .meta({ id: 'QmsRecord' });

export const qmsDuties = z
  .object({ today: z.string(), duties: z.array(duty.extend({ agency: named })) })
  .meta({ id: 'QmsDuties' });

const progress = z.object({
  by: z.string(),
  wanted: z.array(z.array(z.string())),
  reached: count,
  of: count,
  percent: z.number(),
  outstanding: z.array(named),
});
export const qmsProgress = progress.meta({ id: 'QmsProgress' });

export const qmsTargets = z
  .object({
    today: z.string(),
    targets: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        by: z.string(),
        share: z.number(),
        basis: z.object({ number: z.string(), date: z.string(), title: z.string().optional() }),
        /** As of the target's date, or of today before it. */
        progress,
        state: z.enum(['open', 'met', 'missed']),
      }),
    ),
    maySet: z.boolean(),
  })
  .meta({ id: 'QmsTargets' });

export const qmsReply = z.object({ position: z.string(), version: count }).meta({ id: 'QmsReply' });

const DAY_MS = 86_400_000;
const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const dutiesOf = (record: QmsState, today: LocalDate): z.infer<typeof duty>[] =>
  dutiesOn(record, today).map((one) => ({ ...one, daysLeft: daysBetween(today, one.due) }));

export function summaryOf(record: QmsState | undefined, today: LocalDate) {
  const known = record ?? NO_RECORD;
  const [nextDuty = null] = dutiesOf(known, today);
  return {
    stage: stageOf(known),
    milestones: [...milestonesOf(known)],
    certificates: certificatesOn(known, today).filter(({ state }) => state === 'valid').length,
    nextDuty,
  };
}

export function recordOf(record: QmsState, coverage: Coverage | undefined, now: Instant, within: number) {
  const today = dateOf(now);
  return {
    today,
    stage: stageOf(record),
    milestones: [...milestonesOf(record)],
    entries: record.entries
      .toReversed()
      .map(({ no, ...rest }) => ({ no, entry: { files: [], ...rest } as unknown as z.infer<typeof entry> })),
    certificates: certificatesOn(record, today).map((one) => ({ ...one, surveys: [...one.surveys] })),
    duties: dutiesOf(record, today),
    coverage: coverage
      ? {
          on: coverage.on,
          announced: coverage.tthc.length,
          covered: coverage.covered,
          tthc: [...coverage.tthc],
          changes: [...coverage.changes],
          abolishedButInForce: [...coverage.abolishedButInForce],
          withinWorkingDays: within,
        }
      : null,
  };
}
