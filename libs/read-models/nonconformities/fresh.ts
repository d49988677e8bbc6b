/** Findings of late that no record has gathered yet, and procedures amended while a record waits for it. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { CauseOf } from '#libs/commands';
import {
  policyWords,
  POLICY_CODES,
  settingsAt,
  type Severity,
  type SettingsVersion,
} from '#libs/nonconformity';
import type { Evidence } from '#libs/nonconformity/corrective-action';
import type { Pool } from 'pg';
import { UNRECORDED } from '../figures/nonconformities.ts';
import { report } from '../figures/query.ts';
import { iso } from '../scope.ts';

export const MAX_EVIDENCE = 20;
const MAX_FRESH = 200;

export interface FreshCause extends CauseOf {
  readonly since: Instant;
  readonly severity: Severity;
  readonly threshold: number | null;
  /** The first ones. */
  readonly evidence: readonly Evidence[];
}

/** What no record has gathered: so one cause has one open record at a time, and what comes back after it has another. */
export async function freshCauses(
  pool: Pool,
  since: Instant,
  settings: ReadonlyMap<string, readonly SettingsVersion[]>,
  now: Instant,
): Promise<readonly FreshCause[]> {
  const own = [...settings].flatMap(([agency, versions]) =>
    Object.entries(settingsAt(versions, now)).map(([policy, one]) => ({ agency, policy, ...one })),
  );
  const common = POLICY_CODES.flatMap((policy) => {
    const { threshold } = policyWords(policy);
    return threshold ? [{ policy, threshold: threshold.byDefault }] : [];
  });
  const rows = await report<Omit<FreshCause, 'severity'> & { severity: Severity | null }>(
    pool,
    `with own as (select * from jsonb_to_recordset($2) as o(agency text, policy text, enabled boolean, severity text, threshold float8)),
          common as (select * from jsonb_to_recordset($3) as c(policy text, threshold float8))
     select f.agency, f.policy, f.procedure, f.step, to_jsonb(min(f.at)) as since, o.severity,
            coalesce(o.threshold, c.threshold) as threshold,
            to_jsonb((array_agg(jsonb_build_object('dossier', f.dossier, 'event', f.version)
              order by f.at, f.dossier, f.place))[1:${MAX_EVIDENCE}]) as evidence
     from read.finding f
     left join own o on o.agency = f.agency and o.policy = f.policy
     left join common c on c.policy = f.policy
     where f.at >= $1 and o.enabled is distinct from false
       and (f.measure is null or coalesce(o.threshold, c.threshold) is null or f.measure > coalesce(o.threshold, c.threshold))
       and ${UNRECORDED}
     group by f.agency, f.policy, f.procedure, f.step, o.severity, o.threshold, c.threshold
     order by min(f.at), 1, 2, 3, 4 limit ${MAX_FRESH}`,
    [since, JSON.stringify(own), JSON.stringify(common)],
  );
  return rows.map((row) => ({
    ...row,
    since: iso(row.since) as Instant,
    severity: row.severity ?? policyWords(row.policy).severity,
  }));
}

export interface Amended {
  readonly id: string;
  readonly edition: number;
  readonly effectiveFrom: LocalDate;
}

/** Records that wait for a procedure to be amended, and the edition that has amended it. */
export const amendedProcedures = (pool: Pool): Promise<readonly Amended[]> =>
  report<Amended>(
    pool,
    `select distinct on (n.id) n.id, e.edition, e.effective_from::text as "effectiveFrom"
     from read.nonconformity n join read.edition e on e.code = n.amends and e.edition > n.amends_above
     where n.amends is not null and e.status = 'published' order by n.id, e.edition`,
  );

export interface RecordOfCause {
  readonly id: string;
  readonly isOpen: boolean;
}

export const recordsOfCause = (pool: Pool, { agency, policy, procedure, step }: CauseOf) =>
  report<RecordOfCause>(
    pool,
    `select id, status = 'open' as "isOpen" from read.nonconformity
     where agency = $1 and policy = $2 and procedure = $3 and step = $4 order by found_at, id`,
    [agency, policy, procedure, step],
  );

export async function latestEdition(pool: Pool, procedure: string): Promise<number> {
  const [row] = await report<{ edition: number }>(
    pool,
    `select coalesce(max(edition), 0)::int as edition from read.edition
     where code = $1 and status in ('published', 'superseded')`,
    [procedure],
  );
  return row!.edition;
}
