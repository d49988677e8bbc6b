/** What nonconformities are judged by: dossiers that deviate, before and after; and where else the same happens. */
import type { Instant } from '#libs/calendar';
import type { CauseOf, EffectWindows } from '#libs/commands';
import type { EffectFigures, SimilarCases } from '#libs/nonconformity/corrective-action';
import type { Pool } from 'pg';
import { report } from '../figures/query.ts';

const MAX_SIMILAR = 20;

type Measured = CauseOf & { readonly threshold: number | null };

/**
 * A dossier that went through the step (all of the procedure's, where the cause is about them as a whole) counts from
 * when it began it; one that deviates while it is still there counts from then on, so that the slowest are not missed.
 * `$1` agency, `$2` policy, `$3` procedure, `$4` step, `$5` threshold.
 */
const POPULATION = `
  went as (
    select dossier, min(starts_at) as began from read.figure_step
    where agency = $1 and procedure = $3 and step = $4 group by dossier
    union all
    select dossier, received_at from read.figure_dossier
    where $4 = '' and agency = $1 and procedure = $3 and ended_at is not null),
  deviated as (
    select dossier, min(at) as at from read.finding
    where agency = $1 and policy = $2 and procedure = $3 and step = $4 and (measure is null or $5::float8 is null or measure > $5)
    group by dossier),
  population as (
    select coalesce(w.began, d.at) as began, d.dossier is not null as deviating
    from went w full join deviated d using (dossier))`;

const valuesOf = ({ agency, policy, procedure, step, threshold }: Measured): readonly unknown[] => [
  agency,
  policy,
  procedure,
  step,
  threshold,
];

export async function effectOn(
  pool: Pool,
  cause: Measured,
  { from, split, to }: EffectWindows,
): Promise<EffectFigures> {
  const [row] = await report<Record<'before' | 'beforeBad' | 'after' | 'afterBad', number>>(
    pool,
    `with ${POPULATION}
     select count(*) filter (where began < $7)::int as before,
            count(*) filter (where began < $7 and deviating)::int as "beforeBad",
            count(*) filter (where began >= $7)::int as after,
            count(*) filter (where began >= $7 and deviating)::int as "afterBad"
     from population where began >= $6 and began < $8`,
    [...valuesOf(cause), from, split, to],
  );
  const { before, beforeBad, after, afterBad } = row!;
  return {
    before: { dossiers: before, deviating: beforeBad, from, to: split },
    after: { dossiers: after, deviating: afterBad, from: split, to },
  };
}

export interface EffectMonth {
  /** First day of the month in Vietnam, `YYYY-MM-DD`. */
  readonly month: string;
  readonly dossiers: number;
  readonly deviating: number;
}

/** Months in which nothing went through the step are left out. */
export const effectMonths = (
  pool: Pool,
  cause: Measured,
  from: Instant,
  to: Instant,
): Promise<readonly EffectMonth[]> =>
  report<EffectMonth>(
    pool,
    `with ${POPULATION}
     select date_trunc('month', began at time zone 'Asia/Ho_Chi_Minh')::date::text as month, count(*)::int as dossiers,
            count(*) filter (where deviating)::int as deviating
     from population where began >= $6 and began < $7 group by 1 order by 1`,
    [...valuesOf(cause), from, to],
  );

export async function similarTo(
  pool: Pool,
  { agency, policy, procedure, step }: CauseOf,
  from: Instant,
  to: Instant,
): Promise<SimilarCases> {
  const here = await report<SimilarCases['here'][number]>(
    pool,
    `select procedure, step, count(*)::int as occurrences, count(distinct dossier)::int as dossiers from read.finding
     where agency = $1 and policy = $2 and at >= $5 and at < $6 and (procedure, step) <> ($3, $4)
     group by 1, 2 order by occurrences desc, 1, 2 limit ${MAX_SIMILAR}`,
    [agency, policy, procedure, step, from, to],
  );
  const [elsewhere] = await report<SimilarCases['elsewhere']>(
    pool,
    `select count(distinct agency)::int as agencies, count(distinct dossier)::int as dossiers from read.finding
     where agency <> $1 and policy = $2 and procedure = $3 and step = $4 and at >= $5 and at < $6`,
    [agency, policy, procedure, step, from, to],
  );
  return { from, to, here, elsewhere: elsewhere! };
}
