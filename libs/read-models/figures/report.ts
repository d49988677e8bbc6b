/** Reports over dossiers: a cell for each group, and how they went month by month. */
import type { Pool } from 'pg';
import { COLUMNS, partsOf, SUMS, type FigureSum } from './cells.ts';
import {
  FIGURE_MEASURES,
  GROUPS,
  type FigureGrouping,
  type FigureMeasure,
  type FigureRequest,
} from './measures.ts';
import { report } from './query.ts';

/** Counts of one cell, by measure. */
export type FigureCell = Readonly<Record<FigureMeasure, number>> & {
  readonly key: string;
  /** Over the dossiers that ended in the period. */
  readonly sums: Readonly<Record<FigureSum, number>>;
};

/** One cell for each group, and the whole as the cell with the key `` (empty), which comes first. */
export async function figures(
  pool: Pool,
  request: FigureRequest,
  by: FigureGrouping,
): Promise<readonly FigureCell[]> {
  const key = GROUPS[by];
  const { sql, ctes } = partsOf(request, { months: key, came: key, went: key, open: key });
  const counts = FIGURE_MEASURES.map((name) => `coalesce(sum("${name}"), 0)::int as "${name}"`);
  const sums = Object.keys(SUMS).map((name) => `'${name}', coalesce(sum("${name}"), 0)`);
  return report<FigureCell>(
    pool,
    `with ${ctes}
     select coalesce(key, '') as key, ${counts.join(', ')}, jsonb_build_object(${sums.join(', ')}) as sums
     from parts group by grouping sets ((key), ())
     having grouping(key) = 1 or sum("openAtStart") + sum(received) > 0 order by grouping(key) desc, key`,
    sql.values,
  );
}

export interface TrendMonth {
  /** The first of the month. */
  readonly month: string;
  readonly openAtStart: number;
  readonly received: number;
  readonly ended: number;
  readonly done: number;
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly openAtEnd: number;
}

const ENDED = ['done', 'refused', 'withdrawn', 'stopped', 'expired'] as const;

/** Month by month, as far as anything came or went; what is open goes over from each to the next. */
export async function figureTrend(pool: Pool, request: FigureRequest): Promise<readonly TrendMonth[]> {
  const { sql, ctes } = partsOf(request, {
    months: 'f.month',
    came: 'f.received_month',
    went: 'f.ended_month',
    open: 'f.received_month',
  });
  const sums = COLUMNS.map((name) => `sum("${name}")::float8 as "${name}"`);
  const rows = await report<Record<FigureMeasure, number> & { month: string }>(
    pool,
    `with ${ctes} select key::text as month, ${sums.join(', ')} from parts group by key order by key`,
    sql.values,
  );
  let open = rows.reduce((sum, { openAtStart }) => sum + openAtStart, 0);
  return rows.flatMap(({ month, received, done, early, onTime, late, ...row }) => {
    const gone = { ...row, done };
    const ended = ENDED.reduce((sum, name) => sum + gone[name], 0);
    if (received === 0 && ended === 0) return [];
    const openAtStart = open;
    open += received - ended;
    return [{ month, openAtStart, received, ended, done, early, onTime, late, openAtEnd: open }];
  });
}
