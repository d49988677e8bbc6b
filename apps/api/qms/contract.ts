/** What the routes of the quality management systems take. */
import { MILESTONES, type QmsEntryType } from '#libs/qms';
import { z } from 'zod';
import { after, files, reason, shortText } from '../http/fields.ts';

const MAX_COUNT = 100_000;
const MAX_LINES = 5_000;
const MAX_AGENCIES = 2_000;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

const count = z.number().int().min(0).max(MAX_COUNT);
const date = z.iso.date();
const text = z.string().trim().max(2_000).default('');
const basis = z.strictObject({ number: shortText, date, title: shortText.optional() });
const dated = { on: date, basis, files };
const ofYear = { ...dated, year: z.number().int().min(FIRST_YEAR).max(LAST_YEAR) };

const entryOf = <Type extends QmsEntryType, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

const line = z.strictObject({
  code: shortText,
  name: z.string().trim().min(1).max(500),
  field: shortText,
  fate: z.enum(['new', 'amended', 'abolished']),
});

/** An entry of an agency's record; its kind is `type`. */
export const entry = z
  .discriminatedUnion('type', [
    entryOf('SystemBuildingBegun', dated),
    entryOf('SystemBuilt', dated),
    entryOf('SystemApplied', dated),
    entryOf('InternalAuditHeld', {
      ...dated,
      scopes: count,
      scopesCovered: count,
      independent: z.boolean(),
      findings: count,
    }),
    entryOf('ManagementReviewHeld', {
      ...dated,
      inputsRequired: count,
      inputsGiven: count,
      decisions: count,
      decisionsAssigned: count,
    }),
    entryOf('ConformityDeclared', { ...dated, standard: shortText, scope: text }),
    entryOf('SystemMaintained', dated),
    entryOf('SystemExtended', { ...dated, scope: text }),
    entryOf('SystemUpgraded', { ...dated, standard: shortText }),
    entryOf('SystemRecognised', { ...dated, recogniser: shortText }),
    entryOf('PilotNamed', dated),
    entryOf('ConsultantEngaged', { ...dated, name: shortText, until: date.nullable() }),
    entryOf('CertificateIssued', {
      ...dated,
      certificate: shortText,
      body: shortText,
      standard: shortText,
      until: date,
    }),
    entryOf('CertificateSurveyed', {
      ...dated,
      certificate: shortText,
      outcome: z.enum(['kept', 'suspended', 'withdrawn']),
    }),
    entryOf('CatalogueRevised', { ...dated, lines: z.array(line).min(1).max(MAX_LINES) }),
    entryOf('BoardAppointed', { ...dated, until: date.nullable() }),
    entryOf('YearPlanIssued', { ...ofYear, due: date }),
    entryOf('ObjectivesCounted', { ...ofYear, objectives: count, complete: count, measured: count }),
    entryOf('SatisfactionSurveyed', { ...ofYear, answersRequired: count, answers: count, satisfied: count }),
    entryOf('RiskRegisterKept', { ...ofYear, updated: z.boolean() }),
    entryOf('OneStopCompared', { ...ofYear, procedures: count, matching: count }),
    entryOf('ComplaintsCounted', { ...ofYear, received: count, inTime: count }),
  ])
  .meta({ id: 'QmsEntry' });

export const entryBody = z.strictObject({ entry });
export type EntryBody = z.infer<typeof entryBody>;
export const entryNo = z.coerce.number().int().positive();
export const withdrawBody = z.strictObject({ reason });
export const agencyId = z.string().trim().min(1).max(80);
export const afterQuery = z.strictObject({ after });

const milestone = z.enum(MILESTONES);
const wanted = z.array(z.array(milestone).min(1).max(MILESTONES.length)).min(1).max(MILESTONES.length);

export const targetId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const targetBody = z.strictObject({
  id: targetId,
  title: shortText,
  by: date,
  /** All of these, and of each inner list any one. */
  wanted,
  /** Whom it is for: agencies by level, or by name. */
  levels: z.array(shortText).max(20).default([]),
  agencies: z.array(agencyId).max(MAX_AGENCIES).default([]),
  /** Per cent of them. */
  share: z.number().min(0).max(100).default(100),
  basis,
});
export type TargetBody = z.infer<typeof targetBody>;

/** `extended|upgraded,recognised,declared`: all that commas part, and of each any one. */
export const progressQuery = z.strictObject({
  by: date,
  milestones: z
    .string()
    .max(300)
    .transform((asked) => asked.split(',').map((any) => any.split('|').map((each) => each.trim())))
    .pipe(wanted),
  level: shortText.optional(),
});
export type ProgressQuery = z.infer<typeof progressQuery>;
