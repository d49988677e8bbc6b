/** The events of the streams opened in a year: kept in a partition, which the owner may detach and attach. */
import type { Pool, PoolClient } from 'pg';

export interface Cohort {
  readonly year: number;
  /** As the server estimates them; exact for one that is away, or that it has not looked at yet. */
  readonly events: number;
  /** Table and indexes. */
  readonly bytes: number;
  readonly away: boolean;
}

const LIST = `
  select substring(c.relname from '\\d+$')::integer as year, a.year is not null as away,
    coalesce(a.events, c.reltuples)::float8 as events,
    coalesce(pg_total_relation_size(to_regclass('ledger.away_' || a.year)), pg_total_relation_size(c.oid))::float8 as bytes
  from pg_class c join pg_inherits i on i.inhrelid = c.oid
  left join ledger.cohort_away a on c.relname = 'event_' || a.year
  where i.inhparent = 'ledger.event'::regclass and c.relname ~ '^event_\\d+$'
  order by 1`;

/** As the owner. */
export async function listCohorts(owner: Pool): Promise<readonly Cohort[]> {
  const { rows } = await owner.query<Cohort>(LIST);
  return Promise.all(
    rows.map(async (cohort) =>
      cohort.events < 0 ? { ...cohort, events: await counted(owner, cohort.year) } : cohort,
    ),
  );
}

async function counted(owner: Pool, year: number): Promise<number> {
  const { rows } = await owner.query<{ events: number }>(
    `select count(*)::float8 as events from ledger.event_${year}`,
  );
  return rows[0]!.events;
}

/** The years that are away: whoever needs all events of the ledger cannot do its work meanwhile. */
export async function cohortsAway(client: Pool | PoolClient): Promise<readonly number[]> {
  const { rows } = await client.query<{ year: number }>('select year from ledger.cohort_away order by year');
  return rows.map(({ year }) => year);
}

/** SQLSTATE of what the owner may not do with a cohort, or of an append to one that is away. */
export const COHORT_REFUSED = 'DH005';

/**
 * Leaves the year's events as the table `ledger.away_<year>`; answers how many they are. Throws COHORT_REFUSED while
 * streams are opened in the year, or before every consumer and the seal have come to its end. As the owner.
 */
export async function detachCohort(owner: Pool, year: number): Promise<number> {
  const { rows } = await owner.query<{ events: string }>('select ledger.detach_cohort($1) as events', [year]);
  return Number(rows[0]!.events);
}

/** Takes `ledger.away_<year>` back; verify it afterwards. As the owner. */
export async function attachCohort(owner: Pool, year: number): Promise<number> {
  const { rows } = await owner.query<{ events: string }>('select ledger.attach_cohort($1) as events', [year]);
  return Number(rows[0]!.events);
}
