/** What the routes of nonconformities take. */
import { POLICY_CODES, type PolicyCode } from '#libs/nonconformity';
import {
  MOST_MEASURES,
  MOST_WHYS,
  SOURCES,
  TERM_NAMES,
  type Terms,
} from '#libs/nonconformity/corrective-action';
import { NC_TABS } from '#libs/read-models';
import { z } from 'zod';
import { files, id, instant, page, reason, shortText } from '../http/fields.ts';

const MAX_TEXT = 4_000;
const MAX_RISKS = 20;
const MAX_EVIDENCE = 50;

export const policy = z.enum(POLICY_CODES as readonly [PolicyCode, ...PolicyCode[]]);
export const severity = z.enum(['major', 'minor', 'observation']);
export const source = z.enum(SOURCES);
const byHand = source.exclude(['detector']);
const officer = shortText;
const text = z.string().trim().min(3).max(MAX_TEXT);
const note = z.string().trim().max(MAX_TEXT).default('');
const noStep = z.string().trim().max(20).default('');

export const listQuery = z.strictObject({
  ...page,
  tab: z.enum(NC_TABS).default('open'),
  agency: shortText.optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

export const raiseBody = z.strictObject({
  agency: shortText,
  source: byHand,
  severity,
  title: shortText,
  description: text,
  /** With it later dossiers can show whether the action worked. */
  cause: z.strictObject({ policy, procedure: shortText, step: noStep }).optional(),
  evidence: z
    .array(z.strictObject({ dossier: id, event: z.number().int().min(1) }))
    .max(MAX_EVIDENCE)
    .default([]),
});
export type RaiseBody = z.infer<typeof raiseBody>;

/** By what is done: what its body holds. */
export const actBodies = {
  review: z.strictObject({ owner: officer, severity, note }),
  dismiss: z.strictObject({ reason }),
  'take-up-again': z.strictObject({ reason }),
  contain: z.strictObject({ what: text, files }),
  analyse: z.strictObject({ whys: z.array(text).max(MOST_WHYS), rootCause: text }),
  propose: z.strictObject({
    measures: z
      .array(z.strictObject({ what: text, officer, by: z.iso.date() }))
      .max(MOST_MEASURES)
      .default([]),
    /** The procedure that shall be amended. */
    amends: shortText.nullable().default(null),
    risks: z.array(shortText).max(MAX_RISKS).default([]),
  }),
  approve: z.strictObject({ note }),
  'send-back': z.strictObject({ reason }),
  complete: z.strictObject({ what: text, files }),
  judge: z.strictObject({ effective: z.boolean(), reason }),
  'open-again': z.strictObject({ reason }),
  'change-owner': z.strictObject({ owner: officer, reason }),
  'move-due': z.strictObject({ dueAt: instant, reason }),
} as const;
export type Act = keyof typeof actBodies;
export const actName = z.enum(Object.keys(actBodies) as [Act, ...Act[]]);

const period = { from: instant, to: instant.optional() };
/** What no record has gathered, alone. */
const unrecorded = z.stringbool().default(false);
const { after } = page;
export const causesQuery = z.strictObject({ ...period, agency: shortText.optional(), unrecorded, after });
export type CausesQuery = z.infer<typeof causesQuery>;

/** A cause: one rule, at one step of one procedure, in one agency. */
const cause = { agency: shortText, policy, procedure: shortText, step: noStep };
export const causeQuery = z.strictObject({ ...cause, ...period, unrecorded, after });
export type CauseQuery = z.infer<typeof causeQuery>;

export const openCauseBody = z.strictObject({ ...cause, ...period });
export type OpenCauseBody = z.infer<typeof openCauseBody>;
export const dismissCauseBody = openCauseBody.extend({ reason });
export type DismissCauseBody = z.infer<typeof dismissCauseBody>;

export const habitQuery = z.strictObject({
  agency: shortText,
  officer: shortText,
  procedure: shortText,
  step: shortText,
  ...period,
  after,
});
export type HabitQuery = z.infer<typeof habitQuery>;

const setting = z.strictObject({
  enabled: z.boolean().optional(),
  severity: severity.optional(),
  threshold: z.number().positive().max(1_000_000).optional(),
});
const term = z.number().int().optional();
const terms = z.strictObject(
  Object.fromEntries(TERM_NAMES.map((name) => [name, term])) as Record<keyof Terms, typeof term>,
);
export const settingsBody = z.strictObject({
  agency: shortText,
  settings: z.partialRecord(policy, setting),
  terms: terms.prefault({}),
  /** Absent: from now on. */
  validFrom: instant.optional(),
  reason,
});
export type SettingsBody = z.infer<typeof settingsBody>;
export const settingsQuery = z.strictObject({ agency: shortText });
