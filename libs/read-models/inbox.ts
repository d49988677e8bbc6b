/**
 * The lists of work. A list, its count and the counts of its tabs come from one statement over one snapshot,
 * so that a count always equals the list behind it.
 */
import type { Pool } from 'pg';
import { cut } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { iso, Sql } from './scope.ts';

export type InboxTab = 'mine' | 'unit' | 'to-claim' | 'done';
export type ClockState = 'late' | 'near' | 'in-time' | 'paused';

/** Who asks: their officer id, the units they work in, and the role–unit pairs they may act as now. */
export interface InboxOwner {
  readonly officer: string;
  readonly units: readonly string[];
  readonly roles: readonly { readonly role: string; readonly unit: string }[];
  /** Agencies whose online submissions they may receive. */
  readonly receives: readonly string[];
  /** Agencies for which they answer what another agency asks. */
  readonly answers: readonly string[];
}

export interface InboxRequest {
  readonly tab: InboxTab;
  readonly clock?: ClockState | undefined;
  readonly procedure?: string | undefined;
  readonly now: string;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

export interface InboxRow {
  readonly dossier: string;
  readonly code: string | null;
  readonly procedure: string;
  readonly edition: number | null;
  readonly agency: string;
  readonly subject: string | null;
  readonly status: string;
  readonly national: number;
  readonly waiting: readonly string[];
  readonly dossierDueAt: string | null;
  /** When its result was issued, or it was closed without one. */
  readonly dossierDoneAt: string | null;
  /** Another agency asks theirs: there is no step of their own. */
  readonly question: boolean;
  /** Null: not yet received, or a question. */
  readonly step: string | null;
  readonly run: number | null;
  readonly role: string | null;
  readonly unit: string | null;
  readonly officer: string | null;
  readonly startsAt: string | null;
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly doneAt: string | null;
  readonly clock: ClockState;
}

export interface InboxPage {
  readonly rows: readonly InboxRow[];
  /** How many rows the whole list has, filters applied. */
  readonly total: number;
  /** Of that procedure, when one was asked for; before the clock's filter. */
  readonly tabs: Readonly<Record<InboxTab, number>>;
  /** Of the chosen tab, before the clock's filter. */
  readonly clocks: Readonly<Record<ClockState, number>>;
  readonly next: string | null;
}

/** How long a finished step stays in "just done". */
const DONE_DAYS = 7;

const TAB_FLAG: Readonly<Record<InboxTab, string>> = {
  mine: 'mine',
  unit: 'in_unit',
  'to-claim': 'claimable',
  done: 'done_at is not null',
};

function work(owner: InboxOwner, request: InboxRequest, sql: Sql): string {
  const me = sql.bind(owner.officer);
  const units = sql.bind(owner.units);
  const pairs = sql.bind(owner.roles.map(({ role, unit }) => `${role} ${unit}`));
  const receives = sql.bind(owner.receives);
  const answers = sql.bind(owner.answers);
  const now = sql.bind(request.now);
  const wanted = request.procedure === undefined ? 'true' : `d.procedure = ${sql.bind(request.procedure)}`;
  return `
  work as materialized (
    select s.dossier, s.step, s.run, s.role, s.unit, s.officer, s.starts_at, s.due_at, s.warn_at, s.done_at,
           d.code, d.procedure, d.edition, d.agency, d.subject, d.status, d.national, d.waiting, d.due_at as dossier_due_at,
           coalesce(d.issued_at, d.closed_at) as dossier_done_at,
           s.officer = ${me} and s.done_at is null as mine,
           s.unit = any(${units}::text[]) and s.done_at is null as in_unit,
           s.officer is null and s.role || ' ' || s.unit = any(${pairs}::text[]) and s.done_at is null as claimable,
           case when s.paused then 'paused' when s.due_at < coalesce(s.done_at, ${now}::timestamptz) then 'late'
                when s.warn_at <= ${now}::timestamptz then 'near' else 'in-time' end as clock, false as question
    from read.step s join read.dossier d on d.id = s.dossier
    where ${wanted} and ((s.done_at is null and (s.officer = ${me} or s.unit = any(${units}::text[])))
       or (s.officer = ${me} and s.done_at > ${now}::timestamptz - interval '${DONE_DAYS} days'))
    union all
    select d.id, null, null, null, null, null, d.submitted_at, null, null, null,
           d.code, d.procedure, d.edition, d.agency, d.subject, d.status, d.national, d.waiting, null, null,
           false, false, true, 'in-time', false
    from read.dossier d where ${wanted} and d.status = 'submitted' and d.agency = any(${receives}::text[])
    union all
    select d.id, null, null, null, null, null, null, null, null, null,
           d.code, d.procedure, d.edition, d.agency, d.subject, d.status, d.national, d.waiting, d.due_at, d.issued_at,
           false, false, true, case when d.paused then 'paused' else 'in-time' end, true
    from read.dossier d where ${wanted} and d.consulted <> '{}' and d.consulted && ${answers}::text[]
  )`;
}

/** Sorted by the step's due moment, what has none last; finished work by when it was finished, latest first. */
export async function inbox(pool: Pool, owner: InboxOwner, request: InboxRequest): Promise<InboxPage> {
  const sql = new Sql();
  const base = work(owner, request, sql);
  const clock = request.clock === undefined ? 'true' : `clock = ${sql.bind(request.clock)}`;
  const [key, direction] = request.tab === 'done' ? ['done_at', 'desc'] : ['due_at', 'asc'];
  const id = `dossier::text || ' ' || coalesce(step, '') || ' ' || coalesce(run, 0)`;
  const statement = `
  with ${base},
  tab as materialized (select *, ${id} as id from work where ${TAB_FLAG[request.tab]}),
  listed as materialized (select * from tab where ${clock})
  select jsonb_build_object(
    'tabs', (select jsonb_build_object('mine', count(*) filter (where mine), 'unit', count(*) filter (where in_unit),
              'to-claim', count(*) filter (where claimable), 'done', count(*) filter (where done_at is not null)) from work),
    'clocks', (select jsonb_build_object('late', count(*) filter (where clock = 'late'), 'near', count(*) filter (where clock = 'near'),
              'in-time', count(*) filter (where clock = 'in-time'), 'paused', count(*) filter (where clock = 'paused')) from tab),
    'total', (select count(*) from listed),
    'rows', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
       select * from listed ${after(request.cursor, key, direction === 'desc', sql)}
       order by ${key} ${direction} nulls last, id limit ${sql.bind(request.limit + 1)}) r)) as page`;
  const { rows } = await pool.query<{ page: RawPage }>(statement, sql.values);
  return pageOf(rows[0]!.page, request, key as 'due_at' | 'done_at');
}

/** Rows after the cursor in the list's order. */
function after(cursor: Cursor | undefined, key: string, descending: boolean, sql: Sql): string {
  if (cursor === undefined) return '';
  const id = sql.bind(cursor.id);
  if (cursor.key === null) return `where ${key} is null and id > ${id}`;
  const at = `${sql.bind(cursor.key)}::timestamptz`;
  return `where (${key} ${descending ? '<' : '>'} ${at} or ${key} is null or (${key} = ${at} and id > ${id}))`;
}

interface RawRow extends Omit<
  InboxRow,
  'dossierDueAt' | 'dossierDoneAt' | 'startsAt' | 'dueAt' | 'warnAt' | 'doneAt'
> {
  readonly id: string;
  readonly dossier_due_at: string | null;
  readonly dossier_done_at: string | null;
  readonly starts_at: string | null;
  readonly due_at: string | null;
  readonly warn_at: string | null;
  readonly done_at: string | null;
}

type RawPage = Pick<InboxPage, 'tabs' | 'clocks' | 'total'> & { readonly rows: readonly RawRow[] };

function pageOf(raw: RawPage, request: InboxRequest, key: 'due_at' | 'done_at'): InboxPage {
  const { rows, next } = cut(raw.rows, request.limit, (row) => ({ key: row[key], id: row.id }));
  return { tabs: raw.tabs, clocks: raw.clocks, total: raw.total, rows: rows.map(rowOf), next };
}

const rowOf = (row: RawRow): InboxRow => ({
  dossier: row.dossier,
  code: row.code,
  procedure: row.procedure,
  edition: row.edition,
  agency: row.agency,
  subject: row.subject,
  status: row.status,
  national: row.national,
  waiting: row.waiting,
  question: row.question,
  dossierDueAt: iso(row.dossier_due_at),
  dossierDoneAt: iso(row.dossier_done_at),
  step: row.step,
  run: row.run,
  role: row.role,
  unit: row.unit,
  officer: row.officer,
  startsAt: iso(row.starts_at),
  dueAt: iso(row.due_at),
  warnAt: iso(row.warn_at),
  doneAt: iso(row.done_at),
  clock: row.clock,
});
