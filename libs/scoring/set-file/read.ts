/** Reads a criteria set from YAML or JSON. What can't be read is a finding; the rest is read on, to find all at once. */
import { LineCounter, parseDocument } from 'yaml';
import { completeBands, readInterval, readPrinted, type StatedBand } from '../bands.ts';
import { KNOWN_METRICS } from '../metrics.ts';
import type {
  Adjustment,
  Band,
  CriteriaSet,
  Edge,
  Finding,
  Metric,
  ScoringRules,
  Setting,
} from '../types.ts';
import { readCriteria } from './criteria.ts';
import * as keys from './keys.ts';
import { isRaw, join, rename, type KeyTable, type Raw } from './keys.ts';
import * as shapes from './shapes.ts';
import { shaped } from './shapes.ts';

export interface ReadSet {
  /** Null when there is no mapping to read a set from, or its own fields are wrong. */
  readonly set: CriteriaSet | null;
  readonly findings: readonly Finding[];
}

const DEFAULT_TOTAL = 100;
/** Aliases of YAML may repeat a value this often; more is an attack on the memory. */
const MAX_YAML_ALIASES = 100;
/** After these the rest is mostly their echo. */
const MAX_SYNTAX_ERRORS = 20;

export function readSet(text: string): ReadSet {
  const findings: Finding[] = [];
  const value = parseYaml(text, findings);
  if (findings.length > 0) return { set: null, findings };
  if (!isRaw(value)) {
    const message = 'tệp không phải bộ tiêu chí: cần một ánh xạ khoá – giá trị';
    return { set: null, findings: [{ code: 'not-a-set', severity: 'error', where: '', message }] };
  }
  return { set: setOf(value, findings), findings };
}

/** Any YAML or JSON text as plain data; a syntax error becomes a finding with line and column. */
export function parseYaml(text: string, findings: Finding[]): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/, ''), { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors.slice(0, MAX_SYNTAX_ERRORS)) {
    const { line, col } = lines.linePos(error.pos[0]);
    const where = `dòng ${line}, cột ${col}`;
    findings.push({ code: 'unreadable', severity: 'error', where, message: error.message });
  }
  if (findings.length > 0) return null;
  try {
    return document.toJS({ maxAliasCount: MAX_YAML_ALIASES });
  } catch (error) {
    findings.push({ code: 'unreadable', severity: 'error', where: '', message: (error as Error).message });
    return null;
  }
}

function setOf(value: Raw, findings: Finding[]): CriteriaSet | null {
  const raw = rename(value, keys.SET_KEYS, '', findings);
  const own = shaped(shapes.setShape, raw, '', findings);
  if (own === null) return null;
  const valid = shaped(
    shapes.validShape,
    rename(own.valid, keys.VALID_KEYS, 'valid', findings),
    'valid',
    findings,
  );
  const { groups, criteria } = readCriteria(raw, own.whenNotApplicable, findings);
  const sum = criteria.reduce((points, each) => points + each.max, 0);
  const total = own.total ?? (criteria.length > 0 ? Number(sum.toFixed(6)) : DEFAULT_TOTAL);
  return {
    id: own.id,
    version: own.version,
    title: own.title,
    official: own.official,
    valid: { from: valid?.from ?? own.validFrom ?? null, to: valid?.to ?? own.validTo ?? null },
    levels: own.levels,
    agencyKinds: own.agencyKinds,
    legalBasis: own.legalBasis,
    notes: own.notes,
    total,
    whenNotApplicable: own.whenNotApplicable,
    settings: named(own.settings, 'settings', keys.SETTING_KEYS, shapes.settingShape, findings) as Record<
      string,
      Setting
    >,
    metrics: {
      ...KNOWN_METRICS,
      ...(named(own.metrics, 'metrics', keys.METRIC_KEYS, shapes.metricShape, findings) as Record<
        string,
        Metric
      >),
    },
    groups,
    criteria,
    adjustments: readAdjustments(raw['adjustments'], findings),
    bands: readBands(raw['bands'], total, findings),
    procedure: readProcedure(raw['procedure'], findings),
  };
}

/** A mapping of names to values; a bare value stands for its first key: `reading: relative`, `cases: {unit: dossiers}`. */
function named(
  entries: Raw,
  where: string,
  table: KeyTable,
  shape: typeof shapes.settingShape | typeof shapes.metricShape,
  findings: Finding[],
): Record<string, unknown> {
  const [first = ''] = Object.keys(table);
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(entries)) {
    const at = join(where, name);
    const entry = shaped(
      shape,
      rename(isRaw(value) ? value : { [first]: value }, table, at, findings),
      at,
      findings,
    );
    if (entry !== null) read[name] = entry;
  }
  return read;
}

function readAdjustments(value: unknown, findings: Finding[]): readonly Adjustment[] {
  return keys.listOf(value, 'adjustments', 'id', findings).flatMap(([raw, where]) => {
    const adjustment = shaped(
      shapes.adjustmentShape,
      rename(raw, keys.ADJUSTMENT_KEYS, where, findings),
      where,
      findings,
    );
    return adjustment ?? [];
  });
}

function readBands(value: unknown, total: number, findings: Finding[]): readonly Band[] {
  const stated = keys.listOf(value, 'bands', 'name', findings).flatMap(([raw, where]): StatedBand[] => {
    const band = shaped(shapes.bandShape, rename(raw, keys.BAND_KEYS, where, findings), where, findings);
    if (band === null) return [];
    const text = band.range ?? band.printed;
    const fromText =
      text === undefined ? null : band.range === undefined ? readPrinted(text) : readInterval(text);
    if (text !== undefined && fromText === null) {
      const message = `không đọc được khoảng điểm "${text}"`;
      findings.push({ code: 'invalid-value', severity: 'error', where, message });
    }
    return [
      {
        name: band.name,
        lower: fromText?.lower ?? lowerOf(band),
        upper: fromText?.upper ?? upperOf(band, total),
      },
    ];
  });
  return completeBands(stated, total);
}

type BandFields = ReturnType<typeof shapes.bandShape.parse>;

/** A lower edge is closed unless the file says otherwise. */
function lowerOf({ min, minClosed, above }: BandFields): Edge | null {
  if (above !== undefined) return { at: above, closed: false };
  return min === undefined ? null : { at: min, closed: minClosed ?? true };
}

/** An upper edge is open unless the file says otherwise or the scale ends there. */
function upperOf({ max, maxClosed, below }: BandFields, total: number): Edge | null {
  if (below !== undefined) return { at: below, closed: false };
  return max === undefined ? null : { at: max, closed: maxClosed ?? max === total };
}

function readProcedure(value: unknown, findings: Finding[]): ScoringRules {
  const raw = isRaw(value) ? rename(value, keys.PROCEDURE_KEYS, 'procedure', findings) : {};
  const rules = shaped(shapes.procedureShape, raw, 'procedure', findings);
  const where = 'procedure.missedDate';
  const missed = isRaw(rules?.missedDate)
    ? shaped(shapes.missedShape, rename(rules.missedDate, keys.MISSED_KEYS, where, findings), where, findings)
    : null;
  return {
    onSiteShare: rules?.onSiteShare ?? null,
    verificationShare: rules?.verificationShare ?? null,
    missedDate: missed,
    scorers: rules?.scorers ?? null,
  };
}
