/**
 * The keys of a set file. People write files by hand and from other tables, so a few spellings are taken for each
 * key, in camelCase, snake_case or kebab-case; the first is the one that the documentation uses.
 */
import type { Finding } from '../types.ts';

export type KeyTable = Readonly<Record<string, readonly string[]>>;

export const SET_KEYS = {
  id: ['code'],
  version: [],
  title: ['name'],
  official: [],
  authority: [],
  valid: ['validity'],
  validFrom: ['effectiveFrom'],
  validTo: ['effectiveTo'],
  levels: ['level'],
  agencyKinds: ['agencyKind', 'kinds', 'kind'],
  legalBasis: ['instrument', 'basis'],
  notes: ['note', 'source', 'description'],
  total: ['sumMax', 'totalPoints', 'maxTotal', 'max', 'maxPoints', 'totalMax'],
  whenNotApplicable: ['notApplicable'],
  settings: [],
  metrics: [],
  groups: [],
  criteria: ['items'],
  adjustments: [],
  bands: ['classes', 'thresholds', 'levelsOfScore'],
  procedure: ['rules'],
} as const satisfies KeyTable;

export const GROUP_KEYS = {
  id: ['code', 'no'],
  name: ['title', 'label'],
  max: ['maxPoints', 'points', 'maximum'],
  criteria: ['items'],
  shared: [],
} as const satisfies KeyTable;

export const CRITERION_KEYS = {
  id: ['code', 'no'],
  name: ['title', 'label'],
  group: [],
  max: ['maxPoints', 'points', 'maximum'],
  how: ['scoring', 'scored', 'type', 'method'],
  formula: ['rate', 'count', 'expression'],
  threshold: ['fullFrom'],
  steps: [],
  each: ['deductEach'],
  whenDividedByZero: ['ifZeroDivisor', 'onZeroDivision', 'divisionByZero', 'zeroDivision', 'ifZero'],
  whenNotApplicable: ['notApplicable'],
  evidence: [],
  guidance: ['judgement', 'note', 'text'],
  parts: [],
  eventBasis: [],
  automation: [],
} as const satisfies KeyTable;

export const STEP_KEYS = {
  from: ['min', 'atLeast'],
  above: [],
  closed: ['inclusive'],
  points: [],
} as const satisfies KeyTable;

export const BAND_KEYS = {
  name: ['label', 'class', 'title'],
  min: ['from', 'lower', 'atLeast', 'gte'],
  max: ['to', 'upper', 'atMost', 'lte'],
  above: ['gt'],
  below: ['lt', 'under'],
  minClosed: ['minInclusive', 'fromClosed', 'fromInclusive', 'lowerClosed', 'lowerInclusive'],
  maxClosed: ['maxInclusive', 'toClosed', 'toInclusive', 'upperClosed', 'upperInclusive'],
  range: ['interval'],
  printed: ['text'],
  note: [],
  n: ['count'],
  pctPrinted: [],
} as const satisfies KeyTable;

export const ADJUSTMENT_KEYS = {
  id: ['code'],
  name: ['title'],
  kind: [],
  points: [],
  when: ['formula'],
  of: [],
  tolerance: [],
  reading: [],
  counted: [],
} as const satisfies KeyTable;

export const SETTING_KEYS = { value: [], choices: [], note: ['title'] } as const satisfies KeyTable;
export const METRIC_KEYS = { unit: [], title: ['name'] } as const satisfies KeyTable;
export const VALID_KEYS = { from: [], to: [] } as const satisfies KeyTable;
export const PROCEDURE_KEYS = {
  onSiteShare: [],
  verificationShare: [],
  missedDate: [],
  scorers: [],
} as const satisfies KeyTable;
export const MISSED_KEYS = { rule: [], points: [] } as const satisfies KeyTable;

export type Raw = Record<string, unknown>;

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same mapping under its documented keys; what no key of the table fits is reported, and left out. */
export function rename(raw: Raw, table: KeyTable, where: string, findings: Finding[]): Raw {
  const renamed: Raw = {};
  for (const [written, value] of Object.entries(raw)) {
    const spelling = camelCase(written);
    const key = Object.keys(table).find((each) => each === spelling || table[each]?.includes(spelling));
    if (key === undefined) {
      const message = `không có khoá "${written}"; các khoá là ${Object.keys(table).join(', ')}`;
      findings.push({ code: 'unknown-key', severity: 'warning', where: join(where, written), message });
    } else if (Object.hasOwn(renamed, key)) {
      const message = `"${written}" và một khoá khác đều nêu ${key}`;
      findings.push({ code: 'duplicate-key', severity: 'error', where: join(where, written), message });
    } else if (value !== undefined && value !== null) {
      renamed[key] = value;
    }
  }
  return renamed;
}

export function join(where: string, key: string): string {
  return where === '' ? key : `${where}.${key}`;
}

function camelCase(key: string): string {
  return key.replace(/[_-]+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The entries of a list of mappings with their places, `criteria.P06`; a mapping of names to mappings is taken too,
 * its names filling the entries' `nameKey`.
 */
export function listOf(
  value: unknown,
  where: string,
  nameKey: 'id' | 'name',
  findings: Finding[],
): readonly (readonly [Raw, string])[] {
  if (value === undefined) return [];
  const entries = isRaw(value)
    ? Object.entries(value).map(([name, entry]) => (isRaw(entry) ? { [nameKey]: name, ...entry } : entry))
    : value;
  if (!Array.isArray(entries)) {
    findings.push({ code: 'invalid-value', severity: 'error', where, message: 'cần một danh sách' });
    return [];
  }
  return entries.flatMap((entry: unknown, index) => {
    if (isRaw(entry)) return [[entry, join(where, nameOf(entry) ?? String(index + 1))] as const];
    findings.push({
      code: 'invalid-value',
      severity: 'error',
      where: join(where, String(index + 1)),
      message: 'cần một ánh xạ khoá – giá trị',
    });
    return [];
  });
}

function nameOf(entry: Raw): string | undefined {
  const name =
    entry['id'] ?? entry['code'] ?? entry['no'] ?? entry['name'] ?? entry['label'] ?? entry['class'];
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
}
