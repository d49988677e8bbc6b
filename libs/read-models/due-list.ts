/** What one person has to see to today: for the morning digest. */
import type { Pool } from 'pg';
import { iso, Sql } from './scope.ts';

export interface DueOwner {
  /** Their own steps, */
  readonly officer: string;
  /** those of the units they head, */
  readonly units: readonly string[];
  /** and those of the agencies they supervise. */
  readonly agencies: readonly string[];
}

export interface DueRow {
  readonly code: string;
  readonly procedure: string;
  readonly edition: number;
  readonly step: string;
  readonly officer: string | null;
  readonly dueAt: string;
  readonly late: boolean;
}

export interface DueList {
  readonly late: number;
  readonly dueToday: number;
  /** The earliest due first, at most `limit`. */
  readonly rows: readonly DueRow[];
}

/** As the late board counts: the earlier of the step's and the dossier's due moment; a paused clock is neither. */
export async function dueList(
  pool: Pool,
  owner: DueOwner,
  { now, until, limit }: { readonly now: string; readonly until: string; readonly limit: number },
): Promise<DueList> {
  const sql = new Sql();
  const at = `${sql.bind(now)}::timestamptz`;
  const { rows } = await pool.query<{ list: DueList }>(
    `with due as materialized (
       select d.code, d.procedure, d.edition, s.step, s.officer,
              least(s.due_at, case when d.issued_at is null then d.due_at end) as due
       from read.step s join read.dossier d on d.id = s.dossier
       where s.done_at is null and not s.paused
         and (s.officer = ${sql.bind(owner.officer)} or s.unit = any(${sql.bind(owner.units)}::text[])
              or s.agency = any(${sql.bind(owner.agencies)}::text[]))),
     listed as materialized (select *, due < ${at} as late from due where due < ${sql.bind(until)}::timestamptz)
     select jsonb_build_object('late', (select count(*) from listed where late),
       'dueToday', (select count(*) from listed where not late),
       'rows', coalesce((select jsonb_agg(jsonb_build_object('code', code, 'procedure', procedure, 'edition', edition,
           'step', step, 'officer', officer, 'dueAt', due, 'late', late) order by due, code)
         from (select * from listed order by due, code limit ${sql.bind(limit)}) l), '[]')) as list`,
    sql.values,
  );
  const { list } = rows[0]!;
  return { ...list, rows: list.rows.map((row) => ({ ...row, dueAt: iso(row.dueAt) ?? row.dueAt })) };
}
