/** What nonconformities take and answer. */
import { POLICY_CODES, type PolicyCode } from '#libs/nonconformity';
import { z } from 'zod';
import { instant, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';

const policy = z.enum(POLICY_CODES as readonly [PolicyCode, ...PolicyCode[]]);
const severity = z.enum(['major', 'minor', 'observation']);
const moment = z.iso.datetime();
const count = z.number().int();

const period = { from: instant, to: instant.optional() };
export const listQuery = z.strictObject({
  ...period,
  agency: shortText.optional(),
  dismissed: z.stringbool().default(false),
});
export type ListQuery = z.infer<typeof listQuery>;

/** A cause: one rule, at one step of one procedure, in one agency. */
export const cause = {
  agency: shortText,
  policy,
  procedure: shortText,
  step: z.string().trim().max(20).default(''),
};
export const causeQuery = z.strictObject({ ...cause, ...period });
export type CauseQuery = z.infer<typeof causeQuery>;

export const decisionBody = z.strictObject({
  ...cause,
  decision: z.enum(['dismiss', 'take-up-again']),
  reason,
});
export type DecisionBody = z.infer<typeof decisionBody>;

const setting = z.strictObject({
  enabled: z.boolean().optional(),
  severity: severity.optional(),
  threshold: z.number().positive().max(1_000_000).optional(),
});
export const settingsBody = z.strictObject({ agency: shortText, settings: z.partialRecord(policy, setting) });
export type SettingsBody = z.infer<typeof settingsBody>;
export const settingsQuery = z.strictObject({ agency: shortText });

const decision = z.object({
  decision: z.enum(['dismiss', 'take-up-again']),
  reason: z.string(),
  by: named,
  at: moment,
});

export const nonconformity = z
  .object({
    id: z.uuid(),
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
    decision: decision.nullable(),
  })
  .meta({ id: 'Nonconformity' });

const habit = z.object({
  agency: named,
  officer: named,
  procedure: z.string(),
  step: z.string(),
  times: count,
  kind: z.enum(['always-at-once', 'always-exact']),
});

export const nonconformityList = z
  .object({ rows: z.array(nonconformity), habits: z.array(habit), asOf: moment })
  .meta({ id: 'NonconformityList' });

export const nonconformityDetail = z
  .object({
    id: z.uuid(),
    title: z.string(),
    clause: z.string(),
    occurrences: z.array(
      z.object({
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
      }),
    ),
    decision: decision.nullable(),
  })
  .meta({ id: 'NonconformityDetail' });

export const recorded = z.object({ version: count, position: z.string() }).meta({ id: 'RecordedDecision' });

export const settingsView = z
  .object({
    policies: z.array(
      z.object({
        policy,
        title: z.string(),
        clause: z.string(),
        enabled: z.boolean(),
        severity,
        threshold: z.number().nullable(),
        unit: z.string().nullable(),
      }),
    ),
    version: count,
  })
  .meta({ id: 'NonconformitySettings' });
