/** What the routes of nonconformities answer. */
import { STAGES, TERM_NAMES, type Terms } from '#libs/nonconformity/corrective-action';
import { NC_TABS, type NcTab } from '#libs/read-models';
import { z } from 'zod';
import { clock } from '../dossiers/view.ts';
import { fileRef } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { actName, policy, severity, source } from './contract.ts';

const moment = z.iso.datetime();
const count = z.number().int();
const stage = z.enum(STAGES);

const record = z.object({
  id: z.uuid(),
  /** `KPH-0031`, in its agency and year. */
  code: z.string(),
  year: count,
  agency: named,
  source,
  severity,
  title: z.string(),
  policy: policy.nullable(),
  /** The clause it goes against; null: raised by hand, of no rule that a detector counts. */
  clause: z.string().nullable(),
  procedure: z.object({ code: z.string(), title: z.string() }).nullable(),
  /** Empty: about dossiers as a whole. */
  step: z.string().nullable(),
  foundAt: moment,
  status: z.enum(['open', 'closed', 'dismissed']),
  stage: stage.nullable(),
  owner: named.nullable(),
  /** 1, and one more each time it was opened again. */
  round: count,
  clock,
  endedAt: moment.nullable(),
  occurrences: count,
  dossiers: count,
});

const tabCounts = z.object(
  Object.fromEntries(NC_TABS.map((tab) => [tab, count])) as Record<NcTab, typeof count>,
);
export const nonconformityPage = z
  .object({
    rows: z.array(record),
    total: count,
    tabs: tabCounts,
    next: z.string().nullable(),
    /** Agencies for which the one who asks may raise one by hand. */
    mayRaiseIn: z.array(named),
    asOf: moment,
  })
  .meta({ id: 'NonconformityPage' });

const share = z.object({ share: z.number(), low: z.number(), high: z.number() });
const tally = z.object({
  from: moment,
  to: moment,
  dossiers: count,
  deviating: count,
  /** Null: of no dossiers there is no share. */
  share: share.nullable(),
});
const verdict = z.enum(['effective', 'ineffective', 'too-few', 'unclear', 'not-counted']);
const compared = z.object({ before: tally, after: tally, difference: share.nullable() });

const effect = z.object({
  /** As it stands now; null while nothing was done or no detector counts it. */
  now: compared.nullable(),
  checks: z.array(z.object({ verdict, figures: compared.nullable() })),
  /** Later dossiers without which nothing is concluded. */
  leastDossiers: count,
  months: z.array(z.object({ month: z.iso.date(), dossiers: count, deviating: count })),
});

const similar = z.object({
  from: moment,
  to: moment,
  here: z.array(z.object({ procedure: z.string(), step: z.string(), occurrences: count, dossiers: count })),
  elsewhere: z.object({ agencies: count, dossiers: count }),
});

export const occurrence = z.object({
  dossier: z.uuid(),
  code: z.string(),
  /** Version of the event that shows it. */
  event: count,
  at: moment,
  unit: named,
  officer: named.nullable(),
  step: z.string(),
  place: z.string(),
  measure: z.number().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

export const nonconformityDetail = record
  .extend({
    version: count,
    description: z.string(),
    stepContent: z.string().nullable(),
    foundBy: named,
    previous: z.object({ id: z.uuid(), code: z.string() }).nullable(),
    escalated: count,
    dismissal: z.string().nullable(),
    containment: z.object({ what: z.string(), files: z.array(fileRef) }).nullable(),
    analysis: z
      .object({ whys: z.array(z.string()), rootCause: z.string(), similar: similar.nullable() })
      .nullable(),
    plan: z
      .object({
        measures: z.array(z.object({ what: z.string(), officer: named, by: z.iso.date() })),
        amends: z.string().nullable(),
        edition: count.nullable(),
        risks: z.array(z.string()),
        approver: named.nullable(),
      })
      .nullable(),
    done: z.object({ what: z.string(), files: z.array(fileRef), countsFrom: moment }).nullable(),
    effect,
    /** The latest ones. */
    shown: z.array(occurrence),
    history: z.array(
      z.object({
        version: count,
        type: z.string(),
        at: moment,
        by: named.extend({ kind: z.string(), onBehalfOf: named.nullable() }),
        stage: stage.nullable(),
        /** What was said with it. */
        words: z.string().nullable(),
      }),
    ),
    allowed: z.array(actName),
    /** Who may be named as owner or for a measure; empty when the one who asks names nobody now. */
    people: z.array(named.extend({ unit: z.string() })),
    asOf: moment,
  })
  .meta({ id: 'Nonconformity' });

export const recorded = z
  .object({ id: z.uuid(), code: z.string(), position: z.string() })
  .meta({ id: 'RecordedNonconformity' });

const recordOfCause = z
  .object({ id: z.uuid(), code: z.string(), year: count, status: z.enum(['open', 'closed', 'dismissed']) })
  .nullable();
/** What the one who asks may do with what was found in that agency. */
const may = z.object({ open: z.boolean(), dismiss: z.boolean() });

const habitKind = z.enum(['always-at-once', 'always-exact']);
const habit = z.object({
  agency: named,
  officer: named,
  procedure: z.string(),
  step: z.string(),
  times: count,
  /** The least and the most of the time allowed that it took. */
  leastShare: z.number(),
  mostShare: z.number(),
  kind: habitKind,
  /** The latest record of such habits at that step. */
  record: recordOfCause,
});
const cause = z.object({
  agency: named,
  policy,
  title: z.string(),
  clause: z.string(),
  severity,
  procedure: z.string(),
  step: z.string(),
  occurrences: count,
  dossiers: count,
  firstAt: moment,
  lastAt: moment,
  /** The latest record of that cause. */
  record: recordOfCause,
});
export const causeList = z
  .object({ rows: z.array(cause), habits: z.array(habit), asOf: moment })
  .meta({ id: 'NonconformityCauses' });

export const causeDetail = z
  .object({
    agency: named,
    title: z.string(),
    clause: z.string(),
    total: count,
    dossiers: count,
    /** The latest 500. */
    occurrences: z.array(occurrence),
    record: recordOfCause,
    may,
  })
  .meta({ id: 'NonconformityCause' });

export const habitDetail = z
  .object({
    agency: named,
    officer: named,
    title: z.string(),
    clause: z.string(),
    /** Null: no habit, by the agency's threshold. */
    kind: habitKind.nullable(),
    total: count,
    /** The latest 500. */
    runs: z.array(
      z.object({
        dossier: z.uuid(),
        code: z.string(),
        run: count,
        startsAt: moment,
        doneAt: moment,
        ownMinutes: count,
        allowedMinutes: count,
      }),
    ),
    /** It went on after the last record of it ended, or there is none. */
    waits: z.boolean(),
    record: recordOfCause,
    may,
  })
  .meta({ id: 'NonconformityHabit' });

const termCounts = z.object(
  Object.fromEntries(TERM_NAMES.map((name) => [name, count])) as Record<keyof Terms, typeof count>,
);
const policyInEffect = z.object({
  policy,
  enabled: z.boolean(),
  severity,
  /** In the policy's unit; null: it has none. */
  threshold: z.number().nullable(),
});
export const settingsView = z
  .object({
    agency: named,
    /** May the one who asks decide another version? */
    mayChange: z.boolean(),
    policies: z.array(
      policyInEffect.extend({
        title: z.string(),
        clause: z.string(),
        /** An agency's own threshold may be no lower. */
        leastThreshold: z.number().nullable(),
        unit: z.enum(['minutes', 'working-minutes', 'times']).nullable(),
      }),
    ),
    /** Working days of each stage. */
    terms: termCounts,
    /** The most that a term may be. */
    mostTerms: termCounts,
    /** 0: as they come with the product. */
    version: count,
    validFrom: moment.nullable(),
    /** All decided, the latest first; the last one is what comes with the product. */
    versions: z.array(
      z.object({
        version: count,
        validFrom: moment.nullable(),
        decidedAt: moment.nullable(),
        by: named.nullable(),
        reason: z.string(),
        policies: z.array(policyInEffect),
        terms: termCounts,
      }),
    ),
  })
  .meta({ id: 'NonconformitySettings' });

export const settingsRecorded = z
  .object({ version: count, position: z.string() })
  .meta({ id: 'RecordedSettings' });
