/** Lists of nonconformities: rows, count and tab counts from one statement over one snapshot. */
import type { PolicyCode, Severity } from '#libs/nonconformity';
import type { Source, Stage } from '#libs/nonconformity/corrective-action';
import type { Pool } from 'pg';
import { writeCursor, type Cursor } from '../cursor.ts';
import { iso, Sql } from '../scope.ts';

export const NC_TABS = ['mine', 'open', 'late', 'verifying', 'closed', 'dismissed'] as const;
export type NcTab = (typeof NC_TABS)[number];

export interface NcRow {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly number: number;
  readonly source: Source;
  readonly severity: Severity;
  readonly title: string;
  readonly policy: PolicyCode | null;
  readonly procedure: string | null;
  readonly step: string | null;
  readonly foundAt: string;
  readonly status: 'open' | 'closed' | 'dismissed';
  readonly stage: Stage | null;
  readonly owner: string | null;
  readonly round: number;
  readonly remindAt: string | null;
  readonly dueAt: string | null;
  readonly endedAt: string | null;
  readonly occurrences: number;
  readonly dossiers: number;
}

/** For whom it is the turn: the owner of a stage, the agency's secretaries or leaders. */
export interface NcReader {
  readonly officer: string;
  readonly secretaryIn: readonly string[];
  readonly leaderIn: readonly string[];
}

export interface NcListRequest {
  /** Undefined: all. */
  readonly agencies?: readonly string[] | undefined;
  readonly tab: NcTab;
  readonly reader: NcReader;
  readonly now: string;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

export interface NcPage {
  readonly rows: readonly NcRow[];
  readonly total: number;
  readonly tabs: Readonly<Record<NcTab, number>>;
  readonly next: string | null;
}

/** Occurrences from when it was found until it ended; below the threshold it had then there are none. */
const COUNTED = `lateral (select count(*)::int as occurrences, count(distinct f.dossier)::int as dossiers from read.finding f
   where f.agency = n.agency and f.policy = n.policy and f.procedure = n.procedure and f.step = n.step
     and f.at >= n.since and (n.ended_at is null or f.at <= n.ended_at)
     and (f.measure is null or n.threshold is null or f.measure > n.threshold)) counted`;

const FIELDS = `'id', n.id, 'agency', n.agency, 'year', n.year, 'number', n.number, 'source', n.source, 'severity', n.severity,
  'title', n.title, 'policy', n.policy, 'procedure', n.procedure, 'step', n.step, 'foundAt', n.found_at, 'status', n.status,
  'stage', n.stage, 'owner', n.owner, 'round', n.round, 'remindAt', n.remind_at, 'dueAt', n.due_at, 'endedAt', n.ended_at,
  'occurrences', counted.occurrences, 'dossiers', counted.dossiers`;

/** The latest found first. */
export async function nonconformities(pool: Pool, request: NcListRequest): Promise<NcPage> {
  const sql = new Sql();
  const { agencies, reader, cursor, tab, limit } = request;
  const seen = agencies === undefined ? 'true' : `n.agency = any(${sql.bind(agencies)}::text[])`;
  const me = sql.bind(reader.officer);
  const secretaryIn = sql.bind(reader.secretaryIn);
  const leaderIn = sql.bind(reader.leaderIn);
  const now = sql.bind(request.now);
  const tabs: Readonly<Record<NcTab, string>> = {
    mine: `(n.owner = ${me} and n.stage in ('containment', 'analysis', 'proposal', 'action')
      or n.agency = any(${secretaryIn}::text[]) and n.stage in ('review', 'judgement') and n.owner is distinct from ${me}
      or n.agency = any(${leaderIn}::text[]) and n.stage = 'approval' and n.owner is distinct from ${me})`,
    open: `n.status = 'open'`,
    late: `n.stage is not null and n.stage <> 'verification' and n.due_at < ${now}`,
    verifying: `n.stage in ('verification', 'judgement')`,
    closed: `n.status = 'closed'`,
    dismissed: `n.status = 'dismissed'`,
  };
  const after =
    cursor === undefined
      ? 'true'
      : `(n.found_at, n.id) < (${sql.bind(cursor.key)}::timestamptz, ${sql.bind(cursor.id)}::uuid)`;
  const counts = NC_TABS.map((each) => `'${each}', (select count(*) from seen n where ${tabs[each]})`);
  const { rows } = await pool.query<{ page: Omit<NcPage, 'next' | 'total'> }>(
    `with seen as materialized (select n.* from read.nonconformity n where ${seen})
     select jsonb_build_object('tabs', jsonb_build_object(${counts.join(', ')}),
       'rows', coalesce((select jsonb_agg(jsonb_build_object(${FIELDS}) order by n.found_at desc, n.id desc)
         from (select * from seen n where ${tabs[tab]} and ${after} order by n.found_at desc, n.id desc
               limit ${sql.bind(limit + 1)}) n, ${COUNTED}), '[]')) as page`,
    sql.values,
  );
  const { rows: found, tabs: all } = rows[0]!.page;
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(rowOf),
    tabs: all,
    total: all[tab],
    next: found.length > limit && last ? writeCursor({ key: last.foundAt, id: last.id }) : null,
  };
}

/** Undefined: lists don't show it (yet). */
export async function nonconformity(pool: Pool, id: string): Promise<NcRow | undefined> {
  const { rows } = await pool.query<{ row: NcRow }>(
    `select jsonb_build_object(${FIELDS}) as row from read.nonconformity n, ${COUNTED} where n.id = $1`,
    [id],
  );
  return rows[0] && rowOf(rows[0].row);
}

const rowOf = (row: NcRow): NcRow => ({
  ...row,
  foundAt: iso(row.foundAt) ?? row.foundAt,
  remindAt: iso(row.remindAt),
  dueAt: iso(row.dueAt),
  endedAt: iso(row.endedAt),
});

/** Those that still want a clock. */
export async function openNonconformities(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from read.nonconformity where status = 'open' order by found_at, id`,
  );
  return rows.map(({ id }) => id);
}
