/** Who is late, or will be: a supervisor's board, grouped, with the rows behind each count. */
import type { DossierScope } from '#libs/access';
import type { Pool } from 'pg';
import { cut } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { iso, Sql, visible } from './scope.ts';

export type BoardGrouping = 'unit' | 'officer' | 'procedure' | 'step';

export interface BoardRequest {
  readonly scope: DossierScope;
  readonly by: BoardGrouping;
  /** Only this group's rows; without it, rows of all groups. */
  readonly group?: string | undefined;
  readonly now: string;
  /** What falls due before this moment counts as soon. */
  readonly soonUntil: string;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

export interface BoardGroup {
  /** Empty: no officer has it yet. */
  readonly key: string;
  readonly late: number;
  readonly near: number;
  readonly soon: number;
  readonly paused: number;
  readonly open: number;
}

export interface BoardRow {
  readonly dossier: string;
  readonly code: string | null;
  readonly procedure: string;
  readonly edition: number | null;
  readonly agency: string;
  readonly step: string;
  readonly run: number;
  readonly unit: string;
  readonly role: string;
  readonly officer: string | null;
  readonly stepDueAt: string | null;
  readonly dossierDueAt: string | null;
  /** When the result was issued: the dossier's clock has ended, though steps are open. */
  readonly dossierDoneAt: string | null;
  readonly stepWarnAt: string | null;
  readonly dossierWarnAt: string | null;
  /** How often its appointment has been put off. */
  readonly extensions: number;
  /** Of being late, 0 to 1; null: nothing is forecast of it. */
  readonly chance: number | null;
  /** Who was last warned of it being late, or nearly. */
  readonly told: { readonly recipients: readonly string[]; readonly at: string } | null;
}

export interface Board {
  readonly groups: readonly BoardGroup[];
  readonly rows: readonly BoardRow[];
  /** Late or soon late, of the chosen group or of all: what `rows` pages through. */
  readonly total: number;
  readonly next: string | null;
}

const GROUP_KEY: Readonly<Record<BoardGrouping, string>> = {
  unit: 's.unit',
  officer: "coalesce(s.officer, '')",
  procedure: 'd.procedure',
  step: "d.procedure || ' ' || s.step",
};

/** The people told at the last moment anybody was told that this step, or its dossier, is late or nearly. */
const TOLD = `
  select jsonb_build_object('recipients', jsonb_agg(n.recipient order by n.recipient), 'at', max(n.at)) as told
  from read.notice n
  where n.dossier = r.dossier and n.kind in ('step-warned', 'step-overdue', 'dossier-warned', 'dossier-overdue')
    and (n.step is null or n.step = r.step and n.run = r.run)
  group by n.key order by max(n.at) desc limit 1`;

/** The earlier of the step's and the dossier's due moment decides; a paused clock is neither late nor near. */
export async function lateBoard(pool: Pool, request: BoardRequest): Promise<Board> {
  const sql = new Sql();
  const now = `${sql.bind(request.now)}::timestamptz`;
  const soon = `${sql.bind(request.soonUntil)}::timestamptz`;
  const group = request.group === undefined ? 'true' : `grp = ${sql.bind(request.group)}`;
  const base = `
  with work as materialized (
    select s.dossier, s.step, s.run, s.unit, s.role, s.officer, s.due_at as step_due, d.due_at as dossier_due, d.issued_at as dossier_done, s.warn_at as step_warn, d.warn_at as dossier_warn,
           d.code, d.procedure, d.edition, d.agency, d.extensions, ${GROUP_KEY[request.by]} as grp, s.paused,
           least(s.due_at, case when d.issued_at is null then d.due_at end) as due,
           not s.paused and least(s.warn_at, case when d.issued_at is null then d.warn_at end) <= ${now} as warned
    from read.step s join read.dossier d on d.id = s.dossier
    where s.done_at is null and d.closed_at is null and ${visible(request.scope, sql)}),
  board as materialized (
    select *, dossier::text || ' ' || step || ' ' || run as id from work
    where not paused and due < greatest(${now}, ${soon}) and ${group})`;
  const after =
    request.cursor === undefined
      ? ''
      : `where (due, id) > (${sql.bind(request.cursor.key)}::timestamptz, ${sql.bind(request.cursor.id)})`;
  const statement = `${base}
  select jsonb_build_object(
    'groups', (select coalesce(jsonb_agg(to_jsonb(g) order by g.late desc, g.soon desc, g.key), '[]') from (
       select grp as key, count(*) filter (where not paused and due < ${now}) as late,
              count(*) filter (where warned and due >= ${now}) as near,
              count(*) filter (where not paused and due >= ${now} and due < ${soon}) as soon,
              count(*) filter (where paused) as paused, count(*) as open
       from work group by grp) g),
    'total', (select count(*) from board),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'due', r.due, 'dossier', r.dossier, 'code', r.code,
         'procedure', r.procedure, 'edition', r.edition, 'agency', r.agency, 'step', r.step, 'run', r.run, 'unit', r.unit,
         'role', r.role, 'officer', r.officer, 'stepDueAt', r.step_due, 'dossierDueAt', r.dossier_due, 'dossierDoneAt', r.dossier_done,
         'stepWarnAt', r.step_warn, 'dossierWarnAt', r.dossier_warn,
         'extensions', r.extensions, 'chance', f.chance, 'told', t.told) order by r.due, r.id), '[]')
       from (select * from board ${after} order by due, id limit ${sql.bind(request.limit + 1)}) r
       left join read.forecast f on f.dossier = r.dossier
       left join lateral (${TOLD}) t on true)) as page`;
  const { rows } = await pool.query<{ page: RawBoard }>(statement, sql.values);
  const raw = rows[0]!.page;
  const { rows: shown, next } = cut(raw.rows, request.limit, ({ due, id }) => ({ key: due, id }));
  return { groups: raw.groups, total: raw.total, rows: shown.map(boardRow), next };
}

interface RawBoard {
  readonly groups: readonly BoardGroup[];
  readonly total: number;
  readonly rows: readonly (BoardRow & { readonly id: string; readonly due: string })[];
}

const boardRow = ({ id: _id, due: _due, ...row }: RawBoard['rows'][number]): BoardRow => ({
  ...row,
  stepDueAt: iso(row.stepDueAt),
  dossierDueAt: iso(row.dossierDueAt),
  dossierDoneAt: iso(row.dossierDoneAt),
  stepWarnAt: iso(row.stepWarnAt),
  dossierWarnAt: iso(row.dossierWarnAt),
  told: row.told && { ...row.told, at: iso(row.told.at) ?? row.told.at },
});
