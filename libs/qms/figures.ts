/**
 * What an agency's record says to the yearly scoring, by the names of `#libs/scoring`'s metrics. A kind of record that
 * the agency never kept here gives no figure: unknown is not zero. One that it keeps and lacks in the period is zero.
 */
import type { LocalDate } from '#libs/calendar';
import type { Coverage } from './coverage.ts';
import type { QmsEntry, QmsEntryType } from './events.ts';
import { entriesOf, type Numbered, type QmsState } from './state.ts';

export interface QmsPeriod {
  readonly from: LocalDate;
  /** Inclusive. */
  readonly to: LocalDate;
}

export type QmsFigures = Readonly<Record<string, number | boolean>>;

const sumOf = <Held>(held: readonly Held[], of: (one: Held) => number): number =>
  held.reduce((sum, one) => sum + of(one), 0);

export function figuresOfRecord(state: QmsState, period: QmsPeriod): QmsFigures {
  const keeps = (type: QmsEntryType): boolean => state.kept.includes(type);
  const within = <Type extends QmsEntryType>(
    type: Type,
  ): readonly Numbered<Extract<QmsEntry, { type: Type }>>[] =>
    entriesOf(state, type).filter(({ on }) => on >= period.from && on <= period.to);
  const year = Number(period.to.slice(0, 4));
  const ofYear = <Type extends YearlyType>(type: Type): Entry<Type> | undefined =>
    entriesOf(state, type).findLast((entry) => (entry as Entry<YearlyType>).year === year);
  return {
    ...(keeps('BoardAppointed') && { board_in_force: hasBoard(state, period.to) }),
    ...(keeps('YearPlanIssued') && { year_plan_in_time: isInTime(ofYear('YearPlanIssued')) }),
    ...(keeps('InternalAuditHeld') && audits(within('InternalAuditHeld'))),
    ...(keeps('ManagementReviewHeld') && reviews(within('ManagementReviewHeld'))),
    ...(keeps('ObjectivesCounted') && objectives(ofYear('ObjectivesCounted'))),
    ...(keeps('SatisfactionSurveyed') && surveys(ofYear('SatisfactionSurveyed'))),
    ...(keeps('RiskRegisterKept') && risks(state, ofYear('RiskRegisterKept'))),
    ...(keeps('OneStopCompared') && {
      procedures_matching_one_stop: ofYear('OneStopCompared')?.matching ?? 0,
    }),
    ...(keeps('ComplaintsCounted') && {
      complaints_received: ofYear('ComplaintsCounted')?.received ?? 0,
      complaints_in_time: ofYear('ComplaintsCounted')?.inTime ?? 0,
    }),
  };
}

type YearlyType = Extract<QmsEntry, { year: number }>['type'];
type Entry<Type extends QmsEntryType> = Numbered<Extract<QmsEntry, { type: Type }>>;

function hasBoard(state: QmsState, on: LocalDate): boolean {
  const last = entriesOf(state, 'BoardAppointed')
    .filter((entry) => entry.on <= on)
    .at(-1);
  return last !== undefined && (last.until === null || last.until >= on);
}

const isInTime = (plan: Entry<'YearPlanIssued'> | undefined): boolean =>
  plan !== undefined && plan.on <= plan.due;

function audits(held: readonly Entry<'InternalAuditHeld'>[]): QmsFigures {
  const last = held.at(-1);
  return {
    audits_held: held.length,
    // What shall be audited is what the last plan of the period says; several audits share it out.
    audit_scopes: last?.scopes ?? 0,
    audit_scopes_covered: Math.min(
      last?.scopes ?? 0,
      sumOf(held, ({ scopesCovered }) => scopesCovered),
    ),
    audits_independent: held.filter(({ independent }) => independent).length,
  };
}

function reviews(held: readonly Entry<'ManagementReviewHeld'>[]): QmsFigures {
  return {
    reviews_held: held.length,
    review_inputs_required: sumOf(held, ({ inputsRequired }) => inputsRequired),
    review_inputs_given: sumOf(held, ({ inputsGiven }) => inputsGiven),
    review_decisions: sumOf(held, ({ decisions }) => decisions),
    review_decisions_assigned: sumOf(held, ({ decisionsAssigned }) => decisionsAssigned),
  };
}

const objectives = (counted: Entry<'ObjectivesCounted'> | undefined): QmsFigures => ({
  objectives: counted?.objectives ?? 0,
  objectives_complete: counted?.complete ?? 0,
  objectives_measured: counted?.measured ?? 0,
});

const surveys = (survey: Entry<'SatisfactionSurveyed'> | undefined): QmsFigures => ({
  survey_answers: survey?.answers ?? 0,
  ...(survey && { survey_answers_required: survey.answersRequired }),
  survey_answers_satisfied: survey?.satisfied ?? 0,
});

const risks = (state: QmsState, kept: Entry<'RiskRegisterKept'> | undefined): QmsFigures => ({
  risk_register_made: entriesOf(state, 'RiskRegisterKept').length > 0,
  risk_register_updated: kept?.updated ?? false,
});

/** Changes that still have time are counted neither as followed nor as not. */
export function figuresOfCoverage({ tthc, covered, changes }: Coverage): QmsFigures {
  const over = changes.filter(({ inTime }) => inTime !== null);
  return {
    tthc_announced: tthc.length,
    tthc_with_procedure: covered,
    tthc_changes: over.length,
    tthc_changes_followed_in_time: over.filter(({ inTime }) => inTime === true).length,
  };
}

const BEHIND: Readonly<Record<string, QmsEntryType>> = {
  board_in_force: 'BoardAppointed',
  year_plan_in_time: 'YearPlanIssued',
  audits_held: 'InternalAuditHeld',
  audit_scopes: 'InternalAuditHeld',
  audit_scopes_covered: 'InternalAuditHeld',
  audits_independent: 'InternalAuditHeld',
  reviews_held: 'ManagementReviewHeld',
  review_inputs_required: 'ManagementReviewHeld',
  review_inputs_given: 'ManagementReviewHeld',
  review_decisions: 'ManagementReviewHeld',
  review_decisions_assigned: 'ManagementReviewHeld',
  objectives: 'ObjectivesCounted',
  objectives_complete: 'ObjectivesCounted',
  objectives_measured: 'ObjectivesCounted',
  survey_answers: 'SatisfactionSurveyed',
  survey_answers_required: 'SatisfactionSurveyed',
  survey_answers_satisfied: 'SatisfactionSurveyed',
  risk_register_made: 'RiskRegisterKept',
  risk_register_updated: 'RiskRegisterKept',
  procedures_matching_one_stop: 'OneStopCompared',
  complaints_received: 'ComplaintsCounted',
  complaints_in_time: 'ComplaintsCounted',
  tthc_announced: 'CatalogueRevised',
  tthc_with_procedure: 'CatalogueRevised',
  tthc_changes: 'CatalogueRevised',
  tthc_changes_followed_in_time: 'CatalogueRevised',
};

/** The entries that a figure rests on, up to the period's end. */
export function entriesBehind(state: QmsState, metric: string, { to }: QmsPeriod): readonly Numbered[] {
  const type = BEHIND[metric];
  return type === undefined ? [] : entriesOf(state, type).filter(({ on }) => on <= to);
}
