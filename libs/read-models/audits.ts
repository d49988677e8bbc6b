/** What an internal audit must know of the dossiers and of other records; who is competent to score. */
import type { Instant, LocalDate } from '#libs/calendar';
import { mayScore, qualificationsOf } from '#libs/quality';
import type { Audit, Training } from '#libs/quality';
import type { Pool } from 'pg';
import { report } from './figures/query.ts';
import { iso } from './scope.ts';

/** More than a commune receives in a decade, of one procedure. */
const MAX_POPULATION = 100_000;
const MAX_RECORDS = 500;

export interface HandledSteps {
  readonly officer: string;
  readonly procedure: string;
  readonly steps: number;
  /** The last of them. */
  readonly dossier: string;
}

/** Steps of the procedures' dossiers that the officers had in hand between two moments. */
export const stepsHandledBy = (
  pool: Pool,
  {
    officers,
    procedures,
    from,
    to,
  }: {
    readonly officers: readonly string[];
    readonly procedures: readonly string[];
    readonly from: Instant;
    readonly to: Instant;
  },
): Promise<readonly HandledSteps[]> =>
  report<HandledSteps>(
    pool,
    `select s.officer, d.procedure, count(*)::int as steps,
            (array_agg(d.id::text order by s.opened_at desc))[1] as dossier
     from read.step s join read.dossier d on d.id = s.dossier
     where s.officer = any($1) and d.procedure = any($2)
       and s.opened_at < $4 and coalesce(s.done_at, $4) >= $3
     group by s.officer, d.procedure order by 1, 2`,
    [officers, procedures, from, to],
  );

/** Dossiers of a procedure that the agency received between two moments, as far as they were known then. */
export async function auditPopulation(
  pool: Pool,
  {
    agency,
    procedure,
    from,
    to,
    asOf,
  }: {
    readonly agency: string;
    readonly procedure: string;
    readonly from: Instant;
    readonly to: Instant;
    readonly asOf: Instant;
  },
): Promise<readonly string[]> {
  const rows = await report<{ id: string }>(
    pool,
    `select d.id::text as id from read.dossier d
     where d.agency = $1 and d.procedure = $2 and d.received_at >= $3 and d.received_at < $4
       and (select case when e.imported then e.occurred_at else e.recorded_at end
            from ledger.event e where e.stream_id = d.id order by e.stream_seq limit 1) <= $5
     order by d.id limit ${MAX_POPULATION}`,
    [agency, procedure, from, to, asOf],
  );
  return rows.map(({ id }) => id);
}

export interface SampledDossier {
  readonly id: string;
  readonly code: string | null;
  readonly receivedAt: string;
  readonly closedAt: string | null;
  /** When each step was taken up or done: what a replay is opened at. */
  readonly moments: readonly { readonly step: string; readonly at: string }[];
}

export async function sampledDossiers(
  pool: Pool,
  dossiers: readonly string[],
): Promise<ReadonlyMap<string, SampledDossier>> {
  const rows = await report<SampledDossier>(
    pool,
    `select d.id::text as id, d.code, to_jsonb(d.received_at) as "receivedAt", to_jsonb(d.closed_at) as "closedAt",
       coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'at', coalesce(s.done_at, s.opened_at))
                 order by s.opened_at, s.step) from read.step s where s.dossier = d.id), '[]') as moments
     from read.dossier d where d.id = any($1::uuid[])`,
    [dossiers],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        receivedAt: iso(row.receivedAt) ?? row.receivedAt,
        closedAt: row.closedAt && (iso(row.closedAt) ?? row.closedAt),
        moments: row.moments.map(({ step, at }) => ({ step, at: iso(at) ?? at })),
      },
    ]),
  );
}

export interface AuditRow {
  readonly id: string;
  readonly agency: string;
  readonly openedOn: LocalDate;
  readonly body: Audit;
}

const AUDITS = `select id::text as id, agency, (opened_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "openedOn", body
  from read.quality_record where kind = 'audit'`;

/** The audits of a programme, in the order in which they were opened. */
export const auditsOfProgramme = (pool: Pool, programme: string): Promise<readonly AuditRow[]> =>
  report<AuditRow>(
    pool,
    `${AUDITS} and body->>'programme' = $1 order by opened_at, id limit ${MAX_RECORDS}`,
    [programme],
  );

/** The audit that a nonconformity came of; undefined: it came of none. */
export async function auditOfFinding(pool: Pool, nonconformity: string): Promise<AuditRow | undefined> {
  const [row] = await report<AuditRow>(
    pool,
    `${AUDITS} and exists (select from jsonb_each_text(body->'findings') f where f.value = $1) limit 1`,
    [nonconformity],
  );
  return row;
}

/** Is the dossier in the sample of an audit under way whose team the officer belongs to? */
export async function isInSampleOf(pool: Pool, officer: string, dossier: string): Promise<boolean> {
  const rows = await report(
    pool,
    `select from read.quality_record
     where kind = 'audit' and status in ('prepared', 'on-the-spot', 'reported', 'follow-up')
       and (body->>'lead' = $1 or body->'team' ? $1) and body->'sample'->'draws' @> $2 limit 1`,
    [officer, JSON.stringify([{ dossiers: [dossier] }])],
  );
  return rows.length > 0;
}

/** An agency's plans of training, closed ones included: qualifications outlive them. */
export async function trainingPlans(pool: Pool, agency: string): Promise<readonly Training[]> {
  const rows = await report<{ body: Training }>(
    pool,
    `select body from read.quality_record where kind = 'training' and agency = $1
     order by opened_at, id limit ${MAX_RECORDS}`,
    [agency],
  );
  return rows.map(({ body }) => body);
}

/** By the qualifications that their own agency keeps (7.2). */
export async function isQualifiedToScore(
  pool: Pool,
  agency: string | undefined,
  officer: string,
  on: LocalDate,
): Promise<boolean> {
  if (agency === undefined) return false;
  return mayScore(qualificationsOf(await trainingPlans(pool, agency)), officer, on).ok;
}
