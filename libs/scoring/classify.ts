/** Puts agencies into classes; each is counted once, and the classes with the unclassified sum to the total. */
import { contains } from './bands.ts';
import { Exact } from './exact.ts';
import type { CriteriaSet, Finding } from './types.ts';

/** More than a double holds, so that a score prints as it was given. */
const PRINTED_DECIMALS = 20;

export interface AgencyScore {
  readonly agency: string;
  /** Exactly as written. Null with a `class`: some decisions name classes and no thresholds. */
  readonly score: Exact | null;
  readonly class?: string;
}

export interface ClassCount {
  readonly name: string;
  readonly count: number;
  /** Of all agencies, rounded half up to two decimals. */
  readonly percent: number;
}

export interface Unclassified {
  readonly agency: string;
  readonly score: number;
  /** Where bands overlap: all that it lies in. Otherwise it lies in none. */
  readonly bands?: readonly string[];
}

export interface Classification {
  readonly total: number;
  /** In the set's order. */
  readonly classes: readonly ClassCount[];
  readonly unclassified: readonly Unclassified[];
}

export function classify(
  { bands }: Pick<CriteriaSet, 'bands'>,
  scores: readonly AgencyScore[],
): Classification {
  const counts = new Map(bands.map(({ name }) => [name, 0]));
  const unclassified: Unclassified[] = [];
  for (const each of scores) {
    const names = classesOf(bands, each);
    const [name] = names;
    if (name !== undefined && names.length === 1) counts.set(name, (counts.get(name) ?? 0) + 1);
    else {
      const score = each.score?.toNumber(PRINTED_DECIMALS) ?? Number.NaN;
      unclassified.push({ agency: each.agency, score, ...(names.length > 1 ? { bands: names } : {}) });
    }
  }
  const classes = [...counts].map(([name, count]) => ({
    name,
    count,
    percent: percentOf(count, scores.length),
  }));
  return { total: scores.length, classes, unclassified };
}

function classesOf(bands: CriteriaSet['bands'], { score, class: given }: AgencyScore): readonly string[] {
  if (score === null) return given === undefined ? [] : [given];
  return bands.filter((band) => contains(band, score)).map(({ name }) => name);
}

/** Half up to two decimals; of nothing it is 0. */
export function percentOf(count: number, total: number): number {
  return total === 0 ? 0 : Exact.ratio(BigInt(count) * 100n, BigInt(total)).toNumber();
}

/**
 * Reads `[{"agency","score"}]`, or `{"agency","class"}` for a set whose classes have no thresholds. Anything that could
 * make a count wrong is refused: an agency twice, a score that is no number or off the scale, an unknown class.
 */
export function readScores(
  text: string,
  set: CriteriaSet,
): { scores: readonly AgencyScore[]; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const refuse = (code: string, where: string, message: string): null => {
    findings.push({ code, severity: 'error', where, message });
    return null;
  };
  const rows = parseJson(text, refuse);
  if (rows === null) return { scores: [], findings };
  const seen = new Map<string, number>();
  const scores = rows.flatMap((row, index): AgencyScore[] => {
    const read = readRow(row, index, set, refuse);
    if (read === null) return [];
    const first = seen.get(read.agency);
    if (first !== undefined) {
      refuse('duplicate-agency', `dòng ${index + 1}`, `"${read.agency}" đã có ở dòng ${first}`);
    }
    seen.set(read.agency, first ?? index + 1);
    return [read];
  });
  return { scores, findings };
}

type Refuse = (code: string, where: string, message: string) => null;

function readRow(row: unknown, index: number, set: CriteriaSet, refuse: Refuse): AgencyScore | null {
  const where = `dòng ${index + 1}`;
  if (typeof row !== 'object' || row === null || Array.isArray(row) || row instanceof NumberAsWritten) {
    return refuse('invalid-row', where, 'cần {"agency", "score"}');
  }
  const { agency: written, score, class: given } = row as Record<string, unknown>;
  const agency = typeof written === 'string' ? written.normalize('NFC').trim() : '';
  if (agency === '') return refuse('agency-missing', where, 'thiếu tên cơ quan (agency)');
  const at = `${where} (${agency})`;
  if (score === undefined && given !== undefined) {
    const name = set.bands.find((band) => band.name === given)?.name;
    if (name !== undefined) return { agency, score: null, class: name };
    return refuse('unknown-class', at, `bộ tiêu chí không có mức ${JSON.stringify(given)}`);
  }
  const exact = score instanceof NumberAsWritten ? Exact.parse(score.text) : null;
  if (exact === null) {
    const shown = score instanceof NumberAsWritten ? score.text : JSON.stringify(score);
    return refuse('score-not-a-number', at, `điểm phải là số, gặp ${shown ?? 'không có gì'}`);
  }
  const total = Exact.of(set.total) ?? Exact.ZERO;
  if (exact.compare(Exact.ZERO) < 0 || exact.compare(total) > 0) {
    return refuse('score-out-of-range', at, `điểm ${exact.toString()} ngoài thang 0–${set.total}`);
  }
  return { agency, score: exact };
}

/** A JSON number's own digits: 89.99999999999999999 is not 90. */
class NumberAsWritten {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepDigits: Reviver = (_, value, { source }) =>
  typeof value === 'number' ? new NumberAsWritten(source ?? String(value)) : value;

function parseJson(text: string, refuse: Refuse): readonly unknown[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''), keepDigits as Parameters<typeof JSON.parse>[1]);
  } catch (error) {
    return refuse('unreadable', '', `không phải JSON: ${(error as Error).message}`);
  }
  return Array.isArray(value) ? value : refuse('not-a-list', '', 'cần một danh sách [{"agency", "score"}]');
}
