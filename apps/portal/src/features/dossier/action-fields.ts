/** Which fields each action's form has. What an action takes is the API's contract; this is its order on paper. */
import { sortedBy } from '../../common/arrays.ts';
import type { AllowedAction } from '../../api-client/types.gen.ts';

export type FieldName =
  | 'outcome'
  | 'forms'
  | 'results'
  | 'result'
  | 'files'
  | 'note'
  | 'reason'
  | 'officer'
  | 'to'
  | 'items'
  | 'documents'
  | 'amountVnd'
  | 'what'
  | 'reference'
  | 'consulted'
  | 'question'
  | 'consultation'
  | 'answer'
  | 'newDue'
  | 'handOver'
  | 'edition';

const FIELDS: Readonly<Record<string, readonly FieldName[]>> = {
  receive: ['documents'],
  'request-completion': ['items', 'reason'],
  refuse: ['reason'],
  assign: ['officer', 'reason'],
  claim: [],
  unclaim: [],
  reassign: ['officer', 'reason'],
  substitute: ['officer', 'reason'],
  complete: ['outcome', 'forms', 'results', 'result', 'files', 'note'],
  return: ['to', 'reason'],
  'request-supplement': ['items', 'reason'],
  'receive-supplement': ['documents'],
  'request-payment': ['amountVnd', 'what'],
  'confirm-payment': ['reference'],
  consult: ['consulted', 'question'],
  'answer-consultation': ['consultation', 'answer', 'files'],
  extend: ['newDue', 'reason'],
  withdraw: ['reason'],
  stop: ['reason'],
  'issue-result': ['result', 'files'],
  'hand-over': ['handOver'],
  annul: ['reason'],
  'change-edition': ['edition', 'reason'],
  recount: [],
};

/** Those the portal has a form for, in the order of need: the step's own work first. */
const ORDER = Object.keys(FIELDS);
const PRIMARY = [
  'receive',
  'complete',
  'hand-over',
  'claim',
  'receive-supplement',
  'confirm-payment',
  'answer-consultation',
  'assign',
];
const OPTIONAL_REASON = new Set(['assign']);

export const fieldsOf = (action: string): readonly FieldName[] => FIELDS[action] ?? [];
export const isReasonOptional = (action: string): boolean => OPTIONAL_REASON.has(action);

export interface Sorted {
  readonly primary: AllowedAction | undefined;
  readonly others: readonly AllowedAction[];
}

/** Handing over is what completes the last step: when both are allowed, the one with its own form is enough. */
export function sorted(allowed: readonly AllowedAction[]): Sorted {
  const shown = sortedBy(
    allowed.filter(({ action }) => action in FIELDS),
    (a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action),
  );
  const primary = PRIMARY.map((name) => shown.find(({ action }) => action === name)).find(Boolean);
  return { primary, others: shown.filter((action) => action !== primary) };
}
