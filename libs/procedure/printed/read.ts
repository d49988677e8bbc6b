/** Reads files in the shape of the printed step tables: `{tables: […]}`, one table, or an array of them. */
import type { Finding } from '../types.ts';
import { error } from '../check/finding.ts';
import type { PrintedStep, PrintedTable } from './types.ts';

export type TablesRead =
  | { readonly ok: true; readonly value: readonly PrintedTable[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

type Fields = Readonly<Record<string, unknown>>;

/** Is this the shape of printed tables (and not the product's own format)? */
export function looksPrinted(json: unknown): boolean {
  if (isFields(json) && Array.isArray(json['tables'])) return true;
  const [first] = tablesOf(json) ?? [];
  return isFields(first) && ('statedTotal' in first || ('id' in first && !('code' in first)));
}

export function readPrintedTables(json: unknown): TablesRead {
  const tables = tablesOf(json);
  if (!tables || tables.length === 0) {
    return refuse('Cần một bảng bước, một danh sách bảng, hoặc {"tables": […]} có ít nhất một bảng.');
  }
  const findings: Finding[] = [];
  const value = tables.map((table, index) => readTable(table, index, findings));
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value };
}

function tablesOf(json: unknown): readonly unknown[] | null {
  if (Array.isArray(json)) return json;
  if (!isFields(json)) return null;
  if (Array.isArray(json['tables'])) return json['tables'];
  return Array.isArray(json['steps']) ? [json] : null;
}

function readTable(json: unknown, index: number, findings: Finding[]): PrintedTable {
  const table: Fields = isFields(json) ? json : {};
  const steps = table['steps'];
  if (!Array.isArray(steps) || steps.length === 0 || !steps.every(isFields)) {
    findings.push(
      error('bad-input', `tables[${index}].steps: cần danh sách các bước, mỗi bước một đối tượng.`),
    );
  }
  return {
    id: text(table['id']) || `#${index + 1}`,
    name: text(table['name']),
    agency: text(table['agency']),
    decision: text(table['decision']),
    field: text(table['field']),
    tthc: Array.isArray(table['tthc']) ? table['tthc'].map(text) : [],
    statedTotal: table['statedTotal'] === null ? null : text(table['statedTotal']) || null,
    steps: Array.isArray(steps) ? steps.filter(isFields).map(readStep) : [],
  };
}

function readStep(step: Fields): PrintedStep {
  return {
    no: text(step['no']),
    content: text(step['content']),
    responsible: text(step['responsible']),
    time: text(step['time']),
    result: text(step['result']),
    onReject: text(step['on_reject']) || null,
    sharedTime: step['shared_time'] === true || text(step['shared_time']) === 'true',
  };
}

/** A cell may hold a number where a table prints one. */
function text(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.normalize('NFC').trim() : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(message: string): TablesRead {
  return { ok: false, findings: [error('bad-input', message)] };
}
