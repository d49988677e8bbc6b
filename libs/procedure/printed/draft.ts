/** A printed table as a first draft of an edition: its steps in order, for an author to complete. */
import type { LocalDate, Unit } from '#libs/calendar';
import { PROFILES } from '../profiles.ts';
import { normaliseStepNo } from '../step-no.ts';
import type { Edition, Step } from '../types.ts';
import { isKnownRole, ROLES } from '../vocabulary.ts';
import { roleIn } from './roles.ts';
import { sumTable } from './sum.ts';
import type { PrintedStep, PrintedTable } from './types.ts';

/** The effective date of a decision is not in its table. */
export type DraftEdition = Omit<Edition, 'effectiveFrom'> & { readonly effectiveFrom: LocalDate | null };

const DECISION_DATE = /(\d{1,2})\/(\d{1,2})\/(\d{4})/u;
const ISO_CODE = /\bQT\.[\p{Lu}\d]+(?:\.\d+)+/u;
const DEFAULT_WARN_SHARE = 0.8;

export function draftOf(table: PrintedTable): DraftEdition {
  const { unit, goal } = sumTable(table);
  const steps = table.steps.map((step, index) => draftStep(step, index, table.steps));
  return {
    code: ISO_CODE.exec(table.name)?.[0] ?? table.id,
    edition: 1,
    title: table.name,
    field: table.field,
    agency: table.agency,
    tthcCodes: table.tthc,
    effectiveFrom: dateOf(table.decision),
    legalBasis: table.decision === '' ? [] : [table.decision],
    documents: [],
    profile: profileFor(unit),
    total: goal?.printed ?? null,
    warnAtShare: DEFAULT_WARN_SHARE,
    parts: [{ key: 'main', name: table.agency, total: null }],
    steps,
    firstStep: steps[0]?.no ?? 'B1',
  };
}

function profileFor(unit: Unit): Edition['profile'] {
  const profile = PROFILES[unit];
  if (!profile) throw new Error(`no profile counts in ${unit}`);
  return profile;
}

function draftStep(step: PrintedStep, index: number, all: readonly PrintedStep[]): Step {
  const role = roleIn(step.responsible) ?? 'specialist';
  const next = all[index + 1];
  const back = step.onReject === null ? null : normaliseStepNo(step.onReject);
  const { unit, kind } = isKnownRole(role) ? ROLES[role] : ROLES.specialist;
  return {
    no: numberOf(step, index),
    content: step.content,
    kind,
    role,
    unit,
    part: 'main',
    time: step.time,
    forms: [],
    results: step.result === '' ? [] : [step.result],
    transitions: [{ outcome: 'done', label: 'Hoàn thành', to: next ? [numberOf(next, index + 1)] : [] }],
    returnsTo: back === null ? [] : [back],
    ...(next === undefined && { issuesResult: true, handsOver: true }),
  };
}

function numberOf(step: PrintedStep, index: number): string {
  return normaliseStepNo(step.no) ?? `B${index + 1}`;
}

function dateOf(decision: string): LocalDate | null {
  const match = DECISION_DATE.exec(decision);
  if (!match) return null;
  const [, day, month, year] = match;
  return `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}` as LocalDate;
}
