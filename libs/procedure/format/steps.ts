/** The steps of a hand-written procedure. What a step doesn't say follows from its role and its place. */
import { normaliseStepNo } from '../step-no.ts';
import type { Step, StepKind, StepNo, Transition } from '../types.ts';
import { isKnownRole, KNOWN_FORMS, ROLES, UNITS, type Circular } from '../vocabulary.ts';
import type { Fields } from './fields.ts';

const KINDS: readonly StepKind[] = ['officer', 'applicant', 'automatic'];
/** `next: end` and `to: end`: the branch ends here. */
const END = 'end';
const DONE = { outcome: 'done', label: 'Hoàn thành' } as const;

export function readSteps(fields: readonly Fields[], mainPart: string, circular: Circular): readonly Step[] {
  const numbers = fields.map(readNo);
  return fields.map((step, index) => readStep(step, numbers, index, mainPart, circular));
}

function readNo(fields: Fields): StepNo {
  const printed = fields.text('no');
  const no = normaliseStepNo(printed);
  if (no === null && printed !== '')
    fields.complain('no', `“${printed}” không phải số bước; ghi ví dụ B3 hoặc B2.1`);
  return no ?? printed;
}

function readStep(
  fields: Fields,
  numbers: readonly StepNo[],
  index: number,
  mainPart: string,
  circular: Circular,
): Step {
  const role = fields.text('role');
  const byRole = isKnownRole(role) ? ROLES[role] : undefined;
  const sharedTime = fields.optionalText('shared-time');
  const expiry = fields.optionalText('expiry');
  const otherPersonThan = fields.texts('other-person-than').map(target);
  const step: Step = {
    no: numbers[index] ?? '',
    content: fields.text('content'),
    kind: fields.oneOf('kind', KINDS, byRole?.kind ?? 'officer'),
    role,
    unit: fields.oneOf('unit', Object.keys(UNITS), byRole?.unit ?? 'professional'),
    part: fields.optionalText('part') ?? mainPart,
    time: fields.optionalText('time') ?? '',
    forms: fields.texts('forms').map((form) => qualified(form, circular)),
    results: fields.texts('results'),
    transitions: readTransitions(fields, numbers[index + 1]),
    returnsTo: fields.texts('returns-to').map(target),
    ...(sharedTime !== undefined && { sharedTime }),
    ...(expiry !== undefined && { expiry }),
    ...(otherPersonThan.length > 0 && { otherPersonThan }),
    ...(fields.flag('joins') && { joins: true }),
    ...(fields.flag('issues-result') && { issuesResult: true }),
    ...(fields.flag('hands-over') && { handsOver: true }),
  };
  fields.done();
  return step;
}

/** Without `next` and `outcomes` the step in the next line follows; after the last line nothing does. */
function readTransitions(fields: Fields, following: StepNo | undefined): readonly Transition[] {
  const outcomes = fields.entries('outcomes');
  const next = fields.texts('next');
  if (outcomes.length > 0 && next.length > 0)
    fields.complain('next', 'chỉ ghi một trong hai: next hoặc outcomes');
  if (outcomes.length > 0)
    return outcomes.map(([outcome, value]) => readOutcome(fields, outcome, value, following));
  if (next.length > 0) return [{ ...DONE, to: targets(next) }];
  return [{ ...DONE, to: following === undefined ? [] : [following] }];
}

/** `eligible: Đủ điều kiện` goes on to the next step; `refused: {label: …, to: B9}` elsewhere. */
function readOutcome(
  fields: Fields,
  outcome: string,
  value: unknown,
  following: StepNo | undefined,
): Transition {
  const otherwise = following === undefined ? [] : [following];
  if (typeof value === 'string') return { outcome, label: value, to: otherwise };
  const inner = fields.inner(`outcomes.${outcome}`, value);
  const to = inner.texts('to');
  const transition = { outcome, label: inner.text('label'), to: to.length > 0 ? targets(to) : otherwise };
  inner.done();
  return transition;
}

function targets(printed: readonly string[]): readonly StepNo[] {
  return printed.filter((one) => one !== END).map(target);
}

/** A target that can't be read stays as written; the check reports that there is no such step. */
function target(printed: string): StepNo {
  return normaliseStepNo(printed) ?? printed;
}

/** `receipt` is the form of that meaning in the edition's circular; the procedure's own codes stay. */
function qualified(form: string, circular: Circular): string {
  const key = `${circular}/${form}`;
  return KNOWN_FORMS.includes(key) ? key : form;
}
