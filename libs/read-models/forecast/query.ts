/** What is forecast, for those who ask. */
import type { Check, StepOutlook } from '#libs/forecast';
import type { Pool } from 'pg';
import { filtered, isoOf, type FigureFilter } from '../figures/measures.ts';
import { report } from '../figures/query.ts';
import { Sql } from '../scope.ts';

export interface ForecastRow {
  readonly dossier: string;
  readonly code: string;
  readonly procedure: string;
  readonly edition: number;
  readonly agency: string;
  readonly unit: string;
  readonly officer: string;
  readonly dueAt: string | null;
  /** 0 to 1. */
  readonly chance: number;
  readonly step: string;
  readonly n: number;
  readonly nGroup: number;
  readonly base: number;
  /** Null: nobody has been at this step before. */
  readonly outlook: Omit<StepOutlook, 'procedure' | 'step'> | null;
}

/** The likeliest to be late first. `total`: all of them, `expected`: the sum of their chances. */
export async function forecasts(
  pool: Pool,
  filter: FigureFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly ForecastRow[]; readonly total: number; readonly expected: number }> {
  const sql = new Sql();
  const where = ['true', ...filtered(filter, sql)].join(' and ');
  const from = `from read.forecast c join read.figure_dossier f using (dossier) where ${where}`;
  const rows = await report<{ rows: readonly ForecastRow[]; total: number; expected: number }>(
    pool,
    `select (select count(*)::int ${from}) as total, (select coalesce(sum(c.chance), 0)::float8 ${from}) as expected,
       coalesce((select jsonb_agg(to_jsonb(r) order by r.chance desc, r."dueAt", r.dossier) from (
         select c.dossier, f.code, f.procedure, f.edition, f.agency, f.unit, f.officer, ${isoOf('f.due_at')} as "dueAt",
                c.chance, c.step, c.n, c.n_group as "nGroup", c.base,
                (select s.outlook from read.forecast_step s where s.procedure = f.procedure and s.step = c.step) as outlook
         ${from} order by c.chance desc, f.due_at, c.dossier limit ${sql.bind(limit)} offset ${sql.bind(offset)}) r), '[]') as rows`,
    sql.values,
  );
  return rows[0]!;
}

export interface ForecastRun {
  readonly at: string;
  readonly learnedAt: string;
  readonly learnedFrom: number;
  readonly checked: Check | null;
}

/** Null: nothing has been forecast yet. */
export async function forecastRun(pool: Pool): Promise<ForecastRun | null> {
  const rows = await report<ForecastRun>(
    pool,
    `select ${isoOf('at')} as at, ${isoOf('learned_at')} as "learnedAt", learned_from as "learnedFrom", checked
     from read.forecast_run`,
  );
  return rows[0] ?? null;
}

/** The chance of each of these dossiers, for boards that have them already. */
export async function chancesOf(
  pool: Pool,
  dossiers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (dossiers.length === 0) return new Map();
  const { rows } = await pool.query<{ dossier: string; chance: number }>(
    'select dossier, chance from read.forecast where dossier = any($1::uuid[])',
    [dossiers],
  );
  return new Map(rows.map(({ dossier, chance }) => [dossier, chance]));
}
