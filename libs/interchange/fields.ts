/** What the comparison reads of a log, and where in the log it stands: columns of a CSV, attribute keys of an XES. */
import {
  ACTIVITY,
  END_DATE,
  PROCEDURE,
  RESOURCE,
  ROLE,
  TIMESTAMP,
  UNIT,
  type LogAttributes,
  type LogItem,
} from '#libs/conformance';

/** By field, the attribute that `conformance` reads it from. */
export const FIELD_KEYS = {
  case: ACTIVITY,
  activity: ACTIVITY,
  time: TIMESTAMP,
  resource: RESOURCE,
  role: ROLE,
  unit: UNIT,
  procedure: PROCEDURE,
  ended: END_DATE,
} as const;
export type LogField = keyof typeof FIELD_KEYS;
export const LOG_FIELDS = Object.keys(FIELD_KEYS) as readonly LogField[];
export type LogFields = Readonly<Partial<Record<LogField, string | undefined>>>;

/** Words by which other systems head their columns, without marks; the first field that matches takes a column. */
const WORDS: readonly (readonly [LogField, RegExp])[] = [
  [
    'case',
    /^(?:case|case id|case concept name|trace id)$|\b(?:ma|so|id)\s(?:bien nhan|ho so|hs)\b|^(?:ho so|hs)$/,
  ],
  ['procedure', /\b(?:thu tuc|quy trinh|tthc|procedure)\b/],
  ['ended', /\b(?:ngay tra|tra ket qua luc|ngay ket thuc|ket thuc|hoan thanh luc|end ?date|closed)\b/],
  ['time', /\b(?:thoi gian|thoi diem|ngay gio|ngay thuc hien|ngay xu ly|luc|time|timestamp|date)\b/],
  ['role', /\b(?:vai tro|chuc vu|chuc danh|role)\b/],
  ['unit', /\b(?:don vi|phong|phong ban|bo phan|unit|department|group)\b/],
  ['activity', /\b(?:buoc|hoat dong|trang thai|cong viec|noi dung|thao tac|activity|event|status|step)\b/],
  ['resource', /\b(?:nguoi|can bo|cong chuc|nhan vien|resource|user|officer)\b/],
];

/** The attributes of an XES event log that its standard extensions name. */
export const XES_FIELDS: LogFields = {
  case: ACTIVITY,
  activity: ACTIVITY,
  time: TIMESTAMP,
  resource: RESOURCE,
  role: ROLE,
  unit: UNIT,
};

export function proposeFields(columns: readonly string[]): LogFields {
  const left = new Set(columns);
  const fields: Partial<Record<LogField, string>> = {};
  for (const [field, words] of WORDS) {
    const column = [...left].find((name) => words.test(bare(name)));
    if (column === undefined) continue;
    fields[field] = column;
    left.delete(column);
  }
  return fields;
}

/** The attributes under the keys that `conformance` reads; what no field names is left behind. */
export function pick(kind: LogItem['kind'], attributes: LogAttributes, fields: LogFields): LogAttributes {
  const picked = new Map<string, string>();
  for (const field of LOG_FIELDS) {
    const from = fields[field];
    if (from === undefined || field === (kind === 'case' ? 'activity' : 'case')) continue;
    const value = attributes.get(from)?.trim();
    if (value !== undefined && value !== '') picked.set(FIELD_KEYS[field], value);
  }
  return picked;
}

function bare(name: string): string {
  const text = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
