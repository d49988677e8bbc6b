/** Two editions of a procedure side by side, step by step, in words for people. */
import type { Edition, Step, StepKind, StepNo, Transition } from './types.ts';
import { formWords, isKnownRole, ROLES, UNITS } from './vocabulary.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export type StepDifference =
  | { readonly kind: 'added' | 'removed'; readonly no: StepNo; readonly content: string }
  | { readonly kind: 'changed'; readonly no: StepNo; readonly changes: readonly FieldChange[] };

export interface EditionDifference {
  /** Of the procedure as a whole. */
  readonly changes: readonly FieldChange[];
  /** In the order of the later edition; removed steps follow. */
  readonly steps: readonly StepDifference[];
  /** One sentence a difference, Vietnamese; empty when nothing differs. */
  readonly words: readonly string[];
}

type Describe<T> = Readonly<Record<string, (value: T) => string>>;

const SERVICE_LEVELS = { 'full-online': 'toàn trình', 'partly-online': 'một phần', none: '' } as const;
const DOCUMENT_FORMS = {
  original: 'bản chính',
  copy: 'bản sao',
  'certified-copy': 'bản sao chứng thực',
  electronic: 'bản điện tử',
} as const;

const PROCEDURE_FIELDS: Describe<Edition> = {
  'tên thủ tục': (e) => e.title,
  'lĩnh vực': (e) => e.field,
  'cơ quan': (e) => e.agency,
  'mã TTHC': (e) => e.tthcCodes.join(', '),
  'ngày hiệu lực': (e) => e.effectiveFrom.split('-').toReversed().join('/'),
  'căn cứ pháp lý': (e) => e.legalBasis.join('; '),
  'mức độ dịch vụ': (e) => SERVICE_LEVELS[e.serviceLevel ?? 'none'],
  'phí, lệ phí': (e) => (e.feeVnd === undefined ? '' : `${e.feeVnd} đồng`),
  'thành phần hồ sơ': (e) =>
    e.documents
      .map((d) => `${d.name} (${d.copies} ${DOCUMENT_FORMS[d.form]})${d.required ? '' : ' nếu có'}`)
      .join('; '),
  'cách tính thời gian': (e) => words(e.profile),
  'tổng thời gian': (e) => e.total ?? '',
  'ngưỡng cảnh báo': (e) => String(e.warnAtShare),
  'các phần': (e) =>
    e.parts
      .map((p) => `${p.name}${p.total === null ? '' : ` ${p.total}`}${p.outsideTotal ? ' ngoài tổng' : ''}`)
      .join('; '),
  'biểu mẫu riêng': (e) =>
    (e.ownForms ?? []).map((f) => (f.name === f.code ? f.code : `${f.code} ${f.name}`)).join('; '),
  'bước đầu': (e) => e.firstStep,
};

const STEP_KINDS: Readonly<Record<StepKind, string>> = {
  officer: 'của công chức',
  applicant: 'của người nộp',
  automatic: 'tự động',
};
const UNIT_NAMES: Readonly<Record<string, string>> = UNITS;

const formName = (form: string): string => {
  const known = formWords(form);
  return known ? `Mẫu ${known.number} ${known.name}` : form;
};

const STEP_FIELDS: Describe<Step> = {
  'nội dung': (s) => s.content,
  'loại bước': (s) => STEP_KINDS[s.kind],
  'vai trò': (s) => (isKnownRole(s.role) ? ROLES[s.role].name : s.role),
  'đơn vị': (s) => UNIT_NAMES[s.unit] ?? s.unit,
  phần: (s) => s.part,
  'thời gian': (s) => s.time,
  'thời gian chung': (s) => s.sharedTime ?? '',
  'hạn tự kết thúc': (s) => s.expiry ?? '',
  'biểu mẫu': (s) => s.forms.map(formName).join('; '),
  'kết quả': (s) => s.results.join('; '),
  'bước tiếp theo': (s) => s.transitions.map(transitionWords).join('; '),
  'trả lại': (s) => s.returnsTo.join(', '),
  'chờ đủ nhánh': (s) => flag(s.joins),
  'khác người làm': (s) => (s.otherPersonThan ?? []).join(', '),
  'ban hành kết quả': (s) => flag(s.issuesResult),
  'trả kết quả': (s) => flag(s.handsOver),
};

export function compareEditions(before: Edition, after: Edition): EditionDifference {
  const old = new Map(before.steps.map((step) => [step.no, step]));
  const kept = new Set(after.steps.map((step) => step.no));
  const changes = changed(PROCEDURE_FIELDS, before, after);
  const steps = [
    ...after.steps.flatMap((step) => compareStep(old.get(step.no), step)),
    ...before.steps
      .filter((step) => !kept.has(step.no))
      .map((step): StepDifference => ({ kind: 'removed', no: step.no, content: step.content })),
  ];
  return { changes, steps, words: [...changes.map((c) => `Đổi ${inWords(c)}.`), ...steps.map(stepWords)] };
}

function compareStep(before: Step | undefined, after: Step): StepDifference[] {
  if (!before) return [{ kind: 'added', no: after.no, content: after.content }];
  const changes = changed(STEP_FIELDS, before, after);
  return changes.length === 0 ? [] : [{ kind: 'changed', no: after.no, changes }];
}

function changed<T>(fields: Describe<T>, before: T, after: T): FieldChange[] {
  return Object.entries(fields).flatMap(([field, describe]) => {
    const change = { field, before: describe(before), after: describe(after) };
    return change.before === change.after ? [] : [change];
  });
}

function stepWords(difference: StepDifference): string {
  switch (difference.kind) {
    case 'added':
      return `Thêm bước ${difference.no}: ${difference.content}.`;
    case 'removed':
      return `Bỏ bước ${difference.no}: ${difference.content}.`;
    case 'changed':
      return `Bước ${difference.no}: đổi ${difference.changes.map(inWords).join('; ')}.`;
    default:
      return difference satisfies never;
  }
}

function inWords({ field, before, after }: FieldChange): string {
  return `${field} từ “${before || 'không có'}” thành “${after || 'không có'}”`;
}

function transitionWords({ outcome, label, to }: Transition): string {
  const code = outcome === 'done' ? '' : ` (${outcome})`;
  return `${label}${code} → ${to.length === 0 ? 'kết thúc' : to.join(' và ')}`;
}

function flag(value: boolean | undefined): string {
  return value ? 'có' : 'không';
}

function words(profile: Edition['profile']): string {
  const { unit, cutOff, supplement, pausesFor, supplementExpiry, maxExtensions, apology } = profile;
  return [
    unit,
    cutOff,
    supplement,
    pausesFor.join('+'),
    supplementExpiry ?? '-',
    maxExtensions,
    apology,
  ].join(', ');
}
