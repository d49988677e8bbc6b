/** What each running part last said of itself. */
import type { Pool } from 'pg';

export interface PartStatus {
  /** `relay`, `projector`, `worker`, … */
  readonly part: string;
  readonly instance: string;
  readonly lagEvents?: number | undefined;
  readonly lagSeconds?: number | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface ReportedStatus extends PartStatus {
  readonly at: string;
  readonly ageSeconds: number;
}

export async function reportStatus(pool: Pool, status: PartStatus): Promise<void> {
  await pool.query(
    `insert into ops.part_status (part, instance, at, lag_events, lag_seconds, detail) values ($1, $2, now(), $3, $4, $5)
     on conflict (part, instance) do update set at = now(), lag_events = excluded.lag_events,
       lag_seconds = excluded.lag_seconds, detail = excluded.detail`,
    [status.part, status.instance, status.lagEvents ?? null, status.lagSeconds ?? null, status.detail ?? {}],
  );
}

/** Of the last day, the latest report of each part first. */
export async function reportedStatuses(pool: Pool): Promise<readonly ReportedStatus[]> {
  const { rows } = await pool.query<ReportedStatus>(
    `select part, instance, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
            extract(epoch from now() - at)::float8 as "ageSeconds", lag_events::float8 as "lagEvents",
            lag_seconds as "lagSeconds", detail
     from ops.part_status where at > now() - interval '1 day' order by part, at desc`,
  );
  return rows;
}
