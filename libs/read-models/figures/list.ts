/** The dossiers behind a figure. */
import type { Pool } from 'pg';
import { writeCursor, type Cursor } from '../cursor.ts';
import { Sql } from '../scope.ts';
import {
  ADDED_BY,
  filtered,
  isoOf,
  MEASURES,
  type FigureRequest,
  type ListedMeasure,
  type Words,
} from './measures.ts';
import { report } from './query.ts';

const LISTED = { ...MEASURES, ...ADDED_BY };

interface ListedFigure {
  readonly dossier: string;
  readonly code: string;
  readonly procedure: string;
  readonly edition: number;
  readonly agency: string;
  readonly unit: string;
  readonly officer: string;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly promisedAt: string | null;
  readonly endedAt: string | null;
  readonly ending: string | null;
  readonly timeliness: string | null;
}

/** The dossiers behind one figure of one cell, the newest first. */
export async function figureDossiers(
  pool: Pool,
  request: FigureRequest & {
    readonly measure: ListedMeasure;
    readonly cursor?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: readonly ListedFigure[]; readonly total: number; readonly next: string | null }> {
  const { sql, words, where } = begun(request);
  const cell = `${where} and ${LISTED[request.measure](words)}`;
  const { cursor, limit } = request;
  const after = cursor
    ? `and (f.received_at, f.dossier) < (${sql.bind(cursor.key)}::timestamptz, ${sql.bind(cursor.id)}::uuid)`
    : '';
  // Counted and shown apart: many are counted without their columns, few are shown.
  const rows = await report<{ total: number; rows: readonly ListedFigure[] }>(
    pool,
    `with shown as (select f.* from read.figure_dossier f where ${cell} ${after}
       order by f.received_at desc, f.dossier desc limit ${sql.bind(limit + 1)})
     select (select count(*)::int from read.figure_dossier f where ${cell}) as total, coalesce((select jsonb_agg(jsonb_build_object(
       'dossier', s.dossier, 'code', s.code, 'procedure', s.procedure, 'edition', s.edition, 'agency', s.agency,
       'unit', s.unit, 'officer', s.officer, 'receivedAt', ${isoOf('s.received_at')}, 'dueAt', ${isoOf('s.due_at')},
       'promisedAt', ${isoOf('s.promised_at')}, 'endedAt', ${isoOf('s.ended_at')}, 'ending', s.ending,
       'timeliness', s.${words.promised ? 'class_promised' : 'class_recalculated'})
       order by s.received_at desc, s.dossier desc) from shown s), '[]') as rows`,
    sql.values,
  );
  const found = rows[0]!;
  const shown = found.rows.slice(0, limit);
  const last = shown.at(-1);
  const more = found.rows.length > limit && last !== undefined;
  return {
    rows: shown,
    total: found.total,
    next: more ? writeCursor({ key: last.receivedAt, id: last.dossier }) : null,
  };
}

function begun(request: FigureRequest): { sql: Sql; words: Words; where: string } {
  const sql = new Sql();
  const from = `${sql.bind(request.from)}::timestamptz`;
  const end = `${sql.bind(request.to)}::timestamptz`;
  const words = { from, end, promised: request.reading === 'promised' };
  const handled = [`f.received_at < ${end}`, `(f.ended_at is null or f.ended_at >= ${from})`];
  return { sql, words, where: [...handled, ...filtered(request.filter, sql)].join(' and ') };
}
