/** Who is late, or will be: a supervisor's board, grouped, with the rows behind each count. */
import type { DossierScope } from '#libs/access';
import type { Pool } from 'pg';
import { cut } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { report } from './figures/query.ts';
import { iso, Sql } from './scope.ts';

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
  procedure: 's.procedure',
  step: "s.procedure || ' ' || s.step",
};

/** The people told at the last moment anybody was told that this step, or its dossier, is late or nearly. */
const TOLD = `
  select json_build_object('recipients', json_agg(n.recipient order by n.recipient), 'at', max(n.at)) as told
  from read.notice n
  where n.dossier = w.dossier and n.kind in ('step-warned', 'step-overdue', 'dossier-warned', 'dossier-overdue')
    and (n.step is null or n.step = w.step and n.run = w.run)
  group by n.key order by max(n.at) desc limit 1`;

/**
 * Open steps of dossiers in reach (`visible`), by indexes of open steps alone: an agency's own, those of its dossiers that
 * another agency has, and those of a unit's dossiers. Before a receipt there are none.
 */
function inReach({ agencies, units }: DossierScope, sql: Sql): string {
  const terms: string[] = [];
  if (agencies.length > 0) {
    const theirs = `${sql.bind(agencies)}::text[]`;
    terms.push(`s.agency = any(${theirs})`);
    terms.push(`(s.elsewhere is not null and string_to_array(s.elsewhere, ' ') && ${theirs})`);
  }
  if (units.length > 0) {
    terms.push(`s.dossier = any(array(select d.id from read.dossier d
      where d.closed_at is null and d.units && ${sql.bind(units)}::text[]))`);
  }
  return terms.length === 0 ? 'false' : `(${terms.join(' or ')})`;
}

/** All open work in reach, as narrow as it can be: what it is grouped by, and its clock. */
const workOf = ({ by, scope }: BoardRequest, now: string, sql: Sql): string => `
  select s.dossier, s.step, s.run, ${GROUP_KEY[by]} as grp, s.paused, s.first_due_at as due,
         not s.paused and s.first_warn_at <= ${now} as warned
  from read.step s where s.done_at is null and ${inReach(scope, sql)}`;

/** The earlier of the step's and the dossier's due moment decides; a paused clock is neither late nor near. */
export async function lateBoard(pool: Pool, request: BoardRequest): Promise<Board> {
  const sql = new Sql();
  const now = `${sql.bind(request.now)}::timestamptz`;
  const soon = `${sql.bind(request.soonUntil)}::timestamptz`;
  const work = workOf(request, now, sql);
  const wanted = [
    `not paused and due < greatest(${now}, ${soon})`,
    ...(request.group === undefined ? [] : [`grp = ${sql.bind(request.group)}`]),
    ...(request.cursor === undefined ? [] : [after(request.cursor, sql)]),
  ].join(' and ');
  const order = 'w.due, w.dossier, w.step, w.run';
  const statement = `
  with work as materialized (${work}),
  shown as materialized (
    select * from work w where ${wanted} order by ${order} limit ${sql.bind(request.limit + 1)})
  select
    (select coalesce(json_agg(g order by g.late desc, g.soon desc, g.key), '[]') from (
       select grp as key, count(*) filter (where not paused and due < ${now}) as late,
              count(*) filter (where warned and due >= ${now}) as near,
              count(*) filter (where not paused and due >= ${now} and due < ${soon}) as soon,
              count(*) filter (where paused) as paused, count(*) as open
       from work group by grp) g) as groups,
    (select coalesce(json_agg(json_build_object('due', w.due, 'dossier', w.dossier, 'code', d.code,
         'procedure', d.procedure, 'edition', d.edition, 'agency', d.agency, 'step', w.step, 'run', w.run, 'unit', s.unit,
         'role', s.role, 'officer', s.officer, 'stepDueAt', s.due_at, 'dossierDueAt', d.due_at, 'dossierDoneAt', d.issued_at,
         'stepWarnAt', s.warn_at, 'dossierWarnAt', d.warn_at,
         'extensions', d.extensions, 'chance', f.chance, 'told', t.told) order by ${order}), '[]')
       from shown w join read.step s on s.dossier = w.dossier and s.step = w.step and s.run = w.run
       join read.dossier d on d.id = w.dossier
       left join read.forecast f on f.dossier = w.dossier
       left join lateral (${TOLD}) t on true) as rows`;
  const rows = await report<RawBoard>(pool, statement, sql.values);
  const raw = rows[0]!;
  const { rows: shown, next } = cut(raw.rows, request.limit, (row) => ({
    key: row.due,
    id: `${row.dossier} ${row.step} ${row.run}`,
  }));
  const paged = raw.groups.filter(({ key }) => request.group === undefined || key === request.group);
  const total = paged.reduce((sum, { late, soon: nearly }) => sum + late + nearly, 0);
  return { groups: raw.groups, total, rows: shown.map(boardRow), next };
}

/** Behind a row: its due moment, then what tells it from others due then. */
function after({ key, id }: Cursor, sql: Sql): string {
  const [, step = '', run = '0'] = PLACE.exec(id.slice(UUID_CHARACTERS)) ?? [];
  const dossier = id.slice(0, UUID_CHARACTERS);
  const place = `${sql.bind(dossier)}::uuid, ${sql.bind(step)}::text, ${sql.bind(Number(run))}::integer`;
  return `(w.due, w.dossier, w.step, w.run) > (${sql.bind(key)}::timestamptz, ${place})`;
}
const UUID_CHARACTERS = 36;
const PLACE = /^ (.*) (\d{1,9})$/;

interface RawBoard {
  readonly groups: readonly BoardGroup[];
  readonly rows: readonly (BoardRow & { readonly due: string })[];
}

const boardRow = ({ due: _due, ...row }: RawBoard['rows'][number]): BoardRow => ({
  ...row,
  stepDueAt: iso(row.stepDueAt),
  dossierDueAt: iso(row.dossierDueAt),
  dossierDoneAt: iso(row.dossierDoneAt),
  stepWarnAt: iso(row.stepWarnAt),
  dossierWarnAt: iso(row.dossierWarnAt),
  told: row.told && { ...row.told, at: iso(row.told.at) ?? row.told.at },
});
