/** What the register of risks may have to know: causes that come back, plans that name risks, procedures forecast late. */
import type { Instant } from '#libs/calendar';
import type { ForecastOfProcedure, RecurringCause } from '#libs/quality';
import type { Pool } from 'pg';

/** Causes with more than one nonconformity, the latest found since. */
export async function recurringCauses(
  pool: Pool,
  since: Instant,
  limit: number,
): Promise<readonly RecurringCause[]> {
  const { rows } = await pool.query<Omit<RecurringCause, 'code'> & { number: number; year: number }>(
    `select agency, policy, coalesce(procedure, '') as procedure, coalesce(step, '') as step, times::int as times,
            title, severity, number, year
     from (select n.*, count(*) over same as times, row_number() over (same order by found_at desc, id) as place
           from read.nonconformity n where policy is not null and status <> 'dismissed'
           window same as (partition by agency, policy, procedure, step)) n
     where place = 1 and times > 1 and found_at >= $1
     order by found_at desc, id limit $2`,
    [since, limit],
  );
  return rows.map(({ number, year, ...cause }) => ({ ...cause, code: codeOf(number, year) }));
}

const codeOf = (number: number, year: number): string => `KPH-${String(number).padStart(4, '0')}/${year}`;

/** Nonconformities whose plan was approved of late: found since, and past their proposal. */
export async function nonconformitiesWithPlan(
  pool: Pool,
  since: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from read.nonconformity
     where found_at >= $1 and (stage in ('action', 'verification', 'judgement') or status = 'closed')
     order by found_at desc, id limit $2`,
    [since, limit],
  );
  return rows.map(({ id }) => id);
}

/** Of the dossiers that fall due between two moments: how many, and how many are expected late. */
export async function forecastByProcedure(
  pool: Pool,
  from: Instant,
  to: Instant,
): Promise<readonly ForecastOfProcedure[]> {
  const { rows } = await pool.query<ForecastOfProcedure>(
    `select f.agency, f.procedure, count(*)::int as dossiers, sum(c.chance)::float8 as "expectedLate"
     from read.forecast c join read.figure_dossier f using (dossier)
     where f.due_at >= $1 and f.due_at < $2 group by f.agency, f.procedure order by f.agency, f.procedure`,
    [from, to],
  );
  return rows;
}
