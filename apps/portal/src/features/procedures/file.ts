/** A draft as its file has it (docs/procedures.md), and what the form-table reads and changes of it. */
import type { EditionFile, Finding } from '../../api-client/types.gen.ts';

export type File = EditionFile;
export type FileStep = File['steps'][number];
export type Value = string | readonly string[] | undefined;

export const textIn = (of: Readonly<Record<string, unknown>>, name: string): string => {
  const value = of[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** One value may stand for a list of one. */
export const listIn = (of: Readonly<Record<string, unknown>>, name: string): string[] => {
  const value = of[name];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
};

export const flagIn = (of: Readonly<Record<string, unknown>>, name: string): boolean =>
  textIn(of, name) === 'true' || of[name] === true;

/** What is empty is left out. */
export function changed<T extends object>(of: T, name: string, value: Value): T {
  const { [name]: _before, ...rest } = of as Record<string, unknown>;
  return (value === undefined || value.length === 0 ? rest : { ...rest, [name]: value }) as T;
}

const EMPTY: FileStep = { no: '', content: '', role: '' };

export function withStep(file: File, index: number, step: FileStep): File {
  return { ...file, steps: file.steps.map((other, at) => (at === index ? step : other)) };
}

/** Numbers and ways stay as they are: the check tells what no longer fits. */
export const withoutStep = (file: File, index: number): File => ({
  ...file,
  steps: file.steps.filter((_, at) => at !== index),
});

export const withNewStep = (file: File, after: number): File => ({
  ...file,
  steps: [...file.steps.slice(0, after + 1), EMPTY, ...file.steps.slice(after + 1)],
});

export type Cell = 'no' | 'content' | 'responsible' | 'time' | 'forms' | 'ends';

const CELL_OF: Readonly<Record<string, Cell>> = {
  'step-number-doubled': 'no',
  'step-number-missing': 'no',
  'role-unheld': 'responsible',
  'unit-unknown': 'responsible',
  'part-unknown': 'responsible',
  'unreadable-time': 'time',
  'mixed-units': 'time',
  'shared-time-unclear': 'time',
  'expiry-misplaced': 'time',
  'form-unknown': 'forms',
  'result-never-handed-over': 'ends',
  'result-never-issued': 'ends',
  'return-not-earlier': 'ends',
  'never-ends': 'ends',
};
const FIELD_CELL: Readonly<Record<string, Cell>> = {
  no: 'no',
  role: 'responsible',
  time: 'time',
  forms: 'forms',
};
/** `steps[2].role: …`, of a file that can't be read yet. */
const IN_STEP = /^steps\[(\d+)\]\.([a-z-]+)/;

/** The findings that stand in one cell of the form-table. */
export function findingsAt(
  findings: readonly Finding[],
  step: FileStep,
  index: number,
  cell: Cell,
): readonly Finding[] {
  return findings.filter(({ code, message, step: no }) => {
    const [, row, field = ''] = IN_STEP.exec(message) ?? [];
    if (row !== undefined) return Number(row) === index && (FIELD_CELL[field] ?? 'content') === cell;
    return no !== undefined && no === step.no && (CELL_OF[code] ?? 'content') === cell;
  });
}

/** The number of the step a finding is of, where the check could not name it. */
export function stepOf({ step, message }: Finding, file: File | null): string | undefined {
  const [, row] = IN_STEP.exec(message) ?? [];
  return step ?? (row === undefined ? undefined : file?.steps[Number(row)]?.no);
}

const HEAD_LABELS = {
  code: 'procedures.code',
  title: 'procedures.name',
  field: 'procedures.field',
  agency: 'account.agency',
  edition: 'procedures.edition',
  'effective-from': 'procedures.effective',
  total: 'drafting.total',
} as const;
export type HeadLabel = (typeof HEAD_LABELS)[keyof typeof HEAD_LABELS];
const AT_FIELD = /^(?:steps\[\d+\]\.[a-z-]+|([a-z-]+)): (.*)$/s;

/** What is said of a field of the file, with the name the field has on the page. */
export function inWords(message: string, label: (key: HeadLabel) => string): string {
  const [, field, words] = AT_FIELD.exec(message) ?? [];
  if (words === undefined) return message;
  if (field === undefined) return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return field in HEAD_LABELS
    ? `${label(HEAD_LABELS[field as keyof typeof HEAD_LABELS])}: ${words}`
    : message;
}
