/** From what was filled in to what the API takes, and what a form begins with. */
import type { Dayjs } from 'dayjs';
import type { AllowedAction, Dossier, FileRef } from '../../api-client/types.gen.ts';
import { fromPicker, toPicker } from '../../common/pickers.ts';
import type { Checklist } from '../receive/documents.tsx';
import { toBody } from '../receive/documents.tsx';

export interface ActionValues {
  readonly outcome?: string;
  readonly forms?: readonly string[];
  readonly results?: readonly string[];
  readonly number?: string;
  readonly positive?: boolean;
  readonly files?: readonly FileRef[];
  readonly note?: string;
  readonly reason?: string;
  readonly officer?: string;
  readonly to?: string;
  readonly items?: readonly string[];
  readonly otherItems?: string;
  readonly documents?: Checklist;
  readonly amountVnd?: number;
  readonly what?: string;
  readonly reference?: string;
  readonly agency?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly newDue?: Dayjs;
  readonly channel?: string;
  readonly receivedBy?: string;
  readonly edition?: number;
}

/** Completing this step issues the result when issuing by itself would be allowed too. */
export const issuesResult = (allowed: AllowedAction, dossier: Dossier): boolean =>
  allowed.action === 'issue-result' ||
  dossier.allowed.some(({ action, step }) => action === 'issue-result' && step === allowed.step);

export const initialOf = (allowed: AllowedAction, dossier: Dossier): ActionValues => ({
  ...(allowed.choices?.length === 1 && { outcome: allowed.choices[0]!.value, to: allowed.choices[0]!.value }),
  ...(allowed.choices?.length === 1 &&
    allowed.action === 'answer-consultation' && { agency: allowed.choices[0]!.value }),
  positive: true,
  channel: 'counter',
  receivedBy: 'applicant',
  files: [],
  documents:
    allowed.action === 'receive'
      ? Object.fromEntries(dossier.documents.map(({ code, copies }) => [code, copies]))
      : {},
  ...(allowed.action === 'extend' &&
    dossier.appointment && { newDue: toPicker(dossier.appointment.deadline.dueAt).add(1, 'day') }),
});

export function bodyOf(
  allowed: AllowedAction,
  values: ActionValues,
  dossier: Dossier,
): Record<string, unknown> {
  const { action } = allowed;
  const step = allowed.step === undefined || action === 'hand-over' ? {} : { step: allowed.step };
  const reason = values.reason?.trim() ? { reason: values.reason.trim() } : {};
  const files = { files: values.files ?? [] };
  const result = { number: values.number?.trim() ?? '', positive: values.positive ?? true };
  switch (action) {
    case 'complete':
      return {
        ...step,
        ...files,
        outcome: values.outcome,
        forms: values.forms ?? [],
        results: values.results ?? [],
        ...(values.note?.trim() && { note: values.note.trim() }),
        ...(issuesResult(allowed, dossier) && { result }),
      };
    case 'issue-result':
      return { ...step, ...files, ...result };
    case 'assign':
    case 'reassign':
    case 'substitute':
      return { ...step, ...reason, officer: values.officer };
    case 'return':
      return { ...step, ...reason, to: values.to };
    case 'request-completion':
    case 'request-supplement':
      return { ...step, ...reason, items: itemsOf(values) };
    case 'receive':
    case 'receive-supplement':
      return { documents: toBody(values.documents ?? {}) };
    case 'request-payment':
      return { ...step, amountVnd: values.amountVnd, what: values.what };
    case 'confirm-payment':
      return { reference: values.reference };
    case 'consult':
      return { ...step, agency: values.agency, question: values.question };
    case 'answer-consultation':
      return { ...files, agency: values.agency, answer: values.answer };
    case 'extend':
      return { ...reason, ...(values.newDue && { to: fromPicker(values.newDue) }) };
    case 'hand-over':
      return { channel: values.channel, receivedBy: values.receivedBy };
    case 'annul':
      return { ...reason, commandId: dossier.undo?.commandId };
    case 'change-edition':
      return { ...reason, edition: values.edition };
    default:
      return { ...step, ...reason };
  }
}

const itemsOf = ({ items = [], otherItems = '' }: ActionValues): string[] => [
  ...items,
  ...otherItems
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
];
