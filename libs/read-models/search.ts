/** Find dossiers: by code, applicant, procedure, status, due moment. Newest first; the count comes with the rows. */
import type { DossierScope } from '#libs/access';
import type { Pool } from 'pg';
import { cut } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { iso, Sql, visible } from './scope.ts';

export type SearchStatus =
  'submitted' | 'refused' | 'open' | 'issued' | 'handed-over' | 'withdrawn' | 'stopped' | 'expired';

export interface SearchRequest {
  readonly scope: DossierScope;
  /** Any part of the code, letters' case ignored; a whole one finds its dossier alone. */
  readonly code?: string | undefined;
  readonly exactCode?: string | undefined;
  /** The applicants' keys that a name, number or phone led to. */
  readonly subjects?: readonly string[] | undefined;
  readonly procedure?: string | undefined;
  readonly status?: SearchStatus | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly late?: boolean | undefined;
  readonly now: string;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

export interface FoundDossier {
  readonly id: string;
  readonly code: string | null;
  readonly procedure: string;
  readonly edition: number | null;
  readonly agency: string;
  readonly subject: string | null;
  readonly status: string;
  readonly national: number;
  readonly receivedAt: string | null;
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly issuedAt: string | null;
  readonly closedAt: string | null;
  readonly paused: boolean;
  readonly steps: readonly {
    readonly step: string;
    readonly officer: string | null;
    readonly unit: string;
  }[];
}

export interface SearchPage {
  readonly rows: readonly FoundDossier[];
  readonly total: number;
  readonly next: string | null;
}

function conditions(request: SearchRequest, sql: Sql): string[] {
  const terms = [visible(request.scope, sql)];
  if (request.code !== undefined) terms.push(`d.code ilike ${sql.bind(`%${escapeLike(request.code)}%`)}`);
  if (request.exactCode !== undefined) terms.push(`d.code = ${sql.bind(request.exactCode)}`);
  if (request.subjects !== undefined) terms.push(`d.subject = any(${sql.bind(request.subjects)}::uuid[])`);
  if (request.procedure !== undefined) terms.push(`d.procedure = ${sql.bind(request.procedure)}`);
  if (request.dueFrom !== undefined) terms.push(`d.due_at >= ${sql.bind(request.dueFrom)}`);
  if (request.dueTo !== undefined) terms.push(`d.due_at < ${sql.bind(request.dueTo)}`);
  if (request.status === 'issued') terms.push(`d.issued_at is not null and d.closed_at is null`);
  else if (request.status !== undefined) terms.push(`d.status = ${sql.bind(request.status)}`);
  // Says the same once more, for the index of the open ones.
  if (request.status === 'open') terms.push('d.closed_at is null');
  if (request.late !== undefined) {
    const late = `coalesce(d.due_at < coalesce(d.issued_at, d.closed_at, ${sql.bind(request.now)}::timestamptz) and not d.paused, false)`;
    terms.push(request.late ? late : `not ${late}`);
  }
  return terms;
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Codes share most of their trigrams: those of a whole one lead to nearly all dossiers, the code itself to one. */
async function byWholeCode(pool: Pool, request: SearchRequest): Promise<SearchRequest> {
  const { code, ...others } = request;
  if (code === undefined) return request;
  const { rows } = await pool.query<{ code: string }>('select code from read.dossier where code = any($1)', [
    [code, code.toUpperCase()],
  ]);
  return rows[0] ? { ...others, exactCode: rows[0].code } : request;
}

export async function search(pool: Pool, asked: SearchRequest): Promise<SearchPage> {
  const request = await byWholeCode(pool, asked);
  const sql = new Sql();
  const where = conditions(request, sql).join(' and ');
  const key = 'coalesce(d.received_at, d.submitted_at)';
  const { cursor } = request;
  const after =
    cursor === undefined
      ? 'true'
      : `(m.at, m.id) < (${sql.bind(cursor.key ?? '-infinity')}::timestamptz, ${sql.bind(cursor.id)}::uuid)`;
  const statement = `
  with matching as materialized (
    select d.id, coalesce(${key}, '-infinity') as at from read.dossier d where ${where}),
  shown as (select m.id, m.at from matching m where ${after} order by m.at desc, m.id desc limit ${sql.bind(request.limit + 1)})
  select jsonb_build_object('total', (select count(*) from matching), 'rows', coalesce((
    select jsonb_agg(to_jsonb(d) || jsonb_build_object('at', shown.at, 'steps', coalesce((
        select jsonb_agg(jsonb_build_object('step', s.step, 'officer', s.officer, 'unit', s.unit) order by s.step)
        from read.step s where s.dossier = d.id and s.done_at is null), '[]')) order by shown.at desc, shown.id desc)
    from shown join read.dossier d on d.id = shown.id), '[]')) as page`;
  const { rows } = await pool.query<{ page: RawPage }>(statement, sql.values);
  const raw = rows[0]!.page;
  const { rows: shown, next } = cut(raw.rows, request.limit, ({ at, id }) => ({ key: at, id }));
  return { total: raw.total, rows: shown.map(foundOf), next };
}

interface RawDossier {
  readonly id: string;
  readonly at: string;
  readonly code: string | null;
  readonly procedure: string;
  readonly edition: number | null;
  readonly agency: string;
  readonly subject: string | null;
  readonly status: string;
  readonly national: number;
  readonly received_at: string | null;
  readonly due_at: string | null;
  readonly warn_at: string | null;
  readonly issued_at: string | null;
  readonly closed_at: string | null;
  readonly paused: boolean;
  readonly steps: FoundDossier['steps'];
}

interface RawPage {
  readonly total: number;
  readonly rows: readonly RawDossier[];
}

const foundOf = (row: RawDossier): FoundDossier => ({
  id: row.id,
  code: row.code,
  procedure: row.procedure,
  edition: row.edition,
  agency: row.agency,
  subject: row.subject,
  status: row.status,
  national: row.national,
  receivedAt: iso(row.received_at),
  dueAt: iso(row.due_at),
  warnAt: iso(row.warn_at),
  issuedAt: iso(row.issued_at),
  closedAt: iso(row.closed_at),
  paused: row.paused,
  steps: row.steps,
});
