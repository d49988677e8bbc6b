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

/** What rows are sorted by, and what a cursor names. */
const PLACE_OF_STEP = 's.first_due_at, s.dossier, s.step, s.run';

/** The people told at the last moment anybody was told that this step, or its dossier, is late or nearly. */
const TOLD = `
  select json_build_object('recipients', json_agg(n.recipient order by n.recipient), 'at', max(n.at)) as told
  from read.notice n
  where n.dossier = w.dossier and n.kind in ('step-warned', 'step-overdue', 'dossier-warned', 'dossier-overdue')
    and (n.step is null or n.step = w.step and n.run = w.run)
  group by n.key order by max(n.at) desc limit 1`;

/**
 * Open steps of dossiers in reach (`visible`), as conditions no two of which hold of one step, so that each is asked of an
 * index of its own: the agencies' own steps, those that another agency has of their dossiers, and those of the units'
 * dossiers that are in reach of no agency. Before a receipt there are none.
 */
function branchesOf({ agencies, units }: DossierScope, sql: Sql): { ctes: string[]; branches: string[] } {
  if (agencies.length + units.length === 0) return { ctes: [], branches: ['false'] };
  const [only, ...more] = agencies;
  const theirs = sql.hide(agencies, 'text[]');
  const branches: string[] = [];
  const ctes: string[] = [];
  if (only !== undefined) {
    // One agency is named as one: for a list of unknown length no plan would be kept.
    branches.push(more.length === 0 ? `s.agency = ${sql.hide(only, 'text')}` : `s.agency = any(${theirs})`);
    branches.push(
      `s.elsewhere is not null and string_to_array(s.elsewhere, ' ') && ${theirs} and s.agency <> all(${theirs})`,
    );
  }
  if (units.length > 0) {
    ctes.push(`of_units as materialized (select d.id from read.dossier d
      where d.closed_at is null and d.units && ${sql.hide(units, 'text[]')} and not d.agencies && ${theirs})`);
    branches.push('s.dossier = any(array(select id from of_units))');
  }
  return { ctes, branches };
}

/** The earlier of the step's and the dossier's due moment decides; a paused clock is neither late nor near. */
export async function lateBoard(pool: Pool, request: BoardRequest): Promise<Board> {
  const sql = new Sql();
  const now = sql.hide(request.now, 'timestamptz');
  const soon = sql.hide(request.soonUntil, 'timestamptz');
  const limit = sql.hide(request.limit + 1, 'bigint');
  const { ctes, branches } = branchesOf(request.scope, sql);
  const group = GROUP_KEY[request.by];
  const work = branches
    .map(
      (branch) => `select ${group} as grp, s.paused, s.first_due_at as due,
         not s.paused and s.first_warn_at <= ${now} as warned from read.step s where s.done_at is null and ${branch}`,
    )
    .join(' union all ');
  const wanted = [
    `not s.paused and s.first_due_at < greatest(${now}, ${soon})`,
    ...(request.group === undefined ? [] : [`${group} = ${sql.hide(request.group, 'text')}`]),
    ...(request.cursor === undefined ? [] : [after(request.cursor, sql)]),
  ].join(' and ');
  // The first of each: an index has an agency's open steps by their due moment.
  const firsts = branches
    .map(
      (branch) => `(select s.dossier, s.step, s.run, s.first_due_at as due from read.step s
         where s.done_at is null and ${branch} and ${wanted} order by ${PLACE_OF_STEP} limit ${limit})`,
    )
    .join(' union all ');
  const order = 'w.due, w.dossier, w.step, w.run';
  const ofPage = `shown as materialized (select * from (${firsts}) w order by ${order} limit ${limit})`;
  const statement = `
  with ${[...ctes, ofPage].join(', ')}
  select
    (select coalesce(json_agg(g order by g.late desc, g.soon desc, g.key), '[]') from (
       select grp as key, count(*) filter (where not paused and due < ${now}) as late,
              count(*) filter (where warned and due >= ${now}) as near,
              count(*) filter (where not paused and due >= ${now} and due < ${soon}) as soon,
              count(*) filter (where paused) as paused, count(*) as open
       from (${work}) w group by grp) g) as groups,
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
  const place = [
    sql.hide(key, 'timestamptz'),
    sql.hide(dossier, 'uuid'),
    sql.hide(step, 'text'),
    sql.hide(Number(run), 'integer'),
  ];
  return `(${PLACE_OF_STEP}) > (${place.join(', ')})`;
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
