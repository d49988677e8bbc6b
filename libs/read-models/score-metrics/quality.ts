/**
 * Agencies' records of the quality system as they were known at a moment: those that no later event touched as they
 * stand, the others folded again from the ledger up to it.
 */
import { dateOf, type Instant } from '#libs/calendar';
import { foldRecordedQuality } from '#libs/commands';
import type { Ledger } from '#libs/ledger';
import {
  figuresOfQuality,
  kindOf,
  QUALITY_KINDS,
  metricsOfKind,
  type KeptRecord,
  type QualityFigures,
  type QualityKind,
  type QualityPeriod,
} from '#libs/quality';
import type { Behind, Figures } from '#libs/scoring/year';
import type { Pool } from 'pg';
import { knownAtOf } from '../figures/fold.ts';
import { positionsOf } from './dossiers.ts';
import { inParallel } from './in-parallel.ts';

export type QualityKnown = ReadonlyMap<string, readonly KeptRecord[]>;

interface Row {
  readonly id: string;
  readonly kind: QualityKind;
  readonly agency: string;
  readonly title: string;
  readonly openedAt: Date;
  readonly body: unknown;
  /** The row says more than was known then, or less than is by now. */
  readonly differs: boolean;
}

const ROWS = `select r.id, r.kind, r.agency, r.title, r.opened_at as "openedAt", r.body,
    s.version <> r.version or exists (
      select from ledger.event e where e.stream_id = r.id
        and case when e.imported then e.occurred_at else e.recorded_at end > $2) as differs
  from read.quality_record r join ledger.stream s on s.stream_id = r.id
  where r.agency = any($1) and r.kind = any($3) order by r.opened_at, r.id`;

/** By agency, in the order in which they were opened. */
export async function qualityKnownAt(
  pool: Pool,
  ledger: Pick<Ledger, 'load'>,
  agencies: readonly string[],
  asOf: Instant,
): Promise<QualityKnown> {
  const { rows } = await pool.query<Row>(ROWS, [agencies, asOf, QUALITY_KINDS]);
  const again = new Map<string, KeptRecord | null>();
  await inParallel(
    rows.filter(({ differs }) => differs),
    async (row) => void again.set(row.id, await foldedAgain(ledger, row, asOf)),
  );
  const known = rows.flatMap((row) => {
    const record = row.differs ? again.get(row.id) : keptOf(row, row.body);
    return record ? [{ agency: row.agency, record }] : [];
  });
  const byAgency = Map.groupBy(known, ({ agency }) => agency);
  return new Map([...byAgency].map(([agency, all]) => [agency, all.map(({ record }) => record)]));
}

const keptOf = ({ id, kind, openedAt }: Row, body: unknown): KeptRecord => ({
  id,
  kind,
  body,
  title: kindOf(kind).titleOf(body),
  openedOn: dateOf(openedAt.toISOString() as Instant),
});

/** Null: not opened by then. */
async function foldedAgain(
  ledger: Pick<Ledger, 'load'>,
  row: Row,
  asOf: Instant,
): Promise<KeptRecord | null> {
  const events = (await ledger.load(row.id)).filter((event) => knownAtOf(event) <= asOf);
  const record = foldRecordedQuality(row.kind, events);
  return record && keptOf(row, record.body);
}

/** Both are counted: the editions of ISO procedures, and the documents that the agency keeps as records. */
const ADDED_UP: readonly string[] = ['documents_issued', 'documents_approved_before_use'];

/**
 * What was typed by hand, what the product counts elsewhere, and what the records say. An agency that keeps a kind of
 * record here is measured by it alone: what somebody typed of the same counts no more.
 */
export function measuredByRecords(
  others: Figures,
  records: readonly KeptRecord[],
  period: QualityPeriod,
): Figures {
  const figures = { ...others };
  for (const metric of metricsOfKept(records, period)) {
    if (!ADDED_UP.includes(metric)) delete figures[metric];
  }
  for (const [metric, { value }] of Object.entries(figuresOfQuality(records, period))) {
    const other = others[metric];
    const adds = ADDED_UP.includes(metric) && typeof other === 'number' && typeof value === 'number';
    figures[metric] = adds ? other + value : value;
  }
  return figures;
}

const metricsOfKept = (records: readonly KeptRecord[], { to }: QualityPeriod): readonly string[] =>
  [...new Set(records.filter(({ openedOn }) => openedOn <= to).map(({ kind }) => kind))].flatMap((kind) =>
    metricsOfKind(kind),
  );

/** A hand-typed entry is behind no figure that the agency's records give. */
export const isMeasuredByRecords = (
  metric: string,
  records: readonly KeptRecord[],
  period: QualityPeriod,
): boolean => !ADDED_UP.includes(metric) && metricsOfKept(records, period).includes(metric);

/** The records that a figure rests on, with their events as far as they were known. */
export async function qualityBehind(
  pool: Pool,
  metric: string,
  records: readonly KeptRecord[],
  period: QualityPeriod,
  asOf: Instant,
): Promise<readonly Behind[]> {
  const figures: QualityFigures = figuresOfQuality(records, period);
  const ids = figures[metric]?.of ?? [];
  const titles = new Map(records.map(({ id, kind, title }) => [id, { kind, title }]));
  const positions = await positionsOf(pool, ids, asOf);
  return ids.map((id) => ({
    kind: `quality-${titles.get(id)!.kind}`,
    id,
    label: titles.get(id)!.title,
    positions: positions.get(id) ?? [],
  }));
}
