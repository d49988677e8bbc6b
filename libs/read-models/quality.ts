/** Lists of the quality system's records, and the calendar of what they owe. */
import type { LocalDate } from '#libs/calendar';
import type { QualityKind } from '#libs/quality';
import type { Pool } from 'pg';
import { cut, type Cursor } from './cursor.ts';
import { iso, Sql } from './scope.ts';

export interface QualityRow<Body = unknown> {
  readonly id: string;
  readonly kind: QualityKind;
  readonly agency: string;
  readonly version: number;
  readonly status: string;
  readonly owner: string | null;
  readonly title: string;
  readonly openedAt: string;
  readonly body: Body;
  /** The earliest day on which something is owed. */
  readonly nextDue: LocalDate | null;
}

export interface QualityListRequest {
  readonly kind: QualityKind;
  /** Undefined: all. */
  readonly agencies?: readonly string[] | undefined;
  /** Undefined: in any state. */
  readonly statuses?: readonly string[] | undefined;
  readonly owner?: string | undefined;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

export interface QualityPage {
  readonly rows: readonly QualityRow[];
  readonly total: number;
  /** How many stand where, whatever state was asked for. */
  readonly byStatus: Readonly<Record<string, number>>;
  readonly next: string | null;
}

const FIELDS = `'id', r.id, 'kind', r.kind, 'agency', r.agency, 'version', r.version, 'status', r.status, 'owner', r.owner,
  'title', r.title, 'openedAt', r.opened_at, 'body', r.body,
  'nextDue', (select min(d.due) from read.quality_duty d where d.record = r.id and d.done is null)`;

/** The latest opened first; rows and counts from one statement over one snapshot. */
export async function qualityRecords(pool: Pool, request: QualityListRequest): Promise<QualityPage> {
  const { kind, agencies, statuses, owner, cursor, limit } = request;
  const sql = new Sql();
  const seen = [
    `r.kind = ${sql.bind(kind)}`,
    ...(agencies ? [`r.agency = any(${sql.bind(agencies)}::text[])`] : []),
    ...(owner === undefined ? [] : [`r.owner = ${sql.bind(owner)}`]),
  ].join(' and ');
  const asked = statuses ? `r.status = any(${sql.bind(statuses)}::text[])` : 'true';
  const after = cursor
    ? `(r.opened_at, r.id) < (${sql.bind(cursor.key)}::timestamptz, ${sql.bind(cursor.id)}::uuid)`
    : 'true';
  const { rows } = await pool.query<{
    page: Pick<QualityPage, 'total' | 'byStatus'> & { rows: QualityRow[] };
  }>(
    `select jsonb_build_object(
       'total', (select count(*) from read.quality_record r where ${seen} and ${asked}),
       'byStatus', (select coalesce(jsonb_object_agg(s.status, s.n), '{}') from
          (select r.status, count(*)::int as n from read.quality_record r where ${seen} group by r.status) s),
       'rows', coalesce((select jsonb_agg(jsonb_build_object(${FIELDS}) order by r.opened_at desc, r.id desc)
         from (select * from read.quality_record r where ${seen} and ${asked} and ${after}
               order by r.opened_at desc, r.id desc limit ${sql.bind(limit + 1)}) r), '[]')) as page`,
    sql.values,
  );
  const { rows: found, total, byStatus } = rows[0]!.page;
  const { rows: shown, next } = cut(found, limit, ({ openedAt, id }) => ({ key: openedAt, id }));
  return {
    total,
    byStatus,
    next,
    rows: shown.map((row) => ({ ...row, openedAt: iso(row.openedAt) ?? row.openedAt })),
  };
}

export interface QualityDutyRow {
  readonly record: string;
  readonly key: string;
  readonly agency: string;
  readonly kind: QualityKind;
  readonly what: string;
  readonly about: string | null;
  readonly owner: string | null;
  readonly title: string;
  readonly due: LocalDate;
  readonly done: LocalDate | null;
}

/** What is due between two days, both included; the earliest first. */
export async function qualityDuties(
  pool: Pool,
  request: {
    readonly agencies?: readonly string[] | undefined;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly limit: number;
  },
): Promise<readonly QualityDutyRow[]> {
  const { agencies, from, to, limit } = request;
  const { rows } = await pool.query<QualityDutyRow>(
    `select d.record, d.key, d.agency, d.kind, d.what, d.about, d.owner, r.title, d.due::text, d.done::text
     from read.quality_duty d join read.quality_record r on r.id = d.record
     where d.due between $1 and $2 and ($3::text[] is null or d.agency = any($3))
     order by d.due, d.record, d.key limit $4`,
    [from, to, agencies ?? null, limit],
  );
  return rows;
}

export interface OwedDuties {
  readonly late: number;
  readonly dueToday: number;
  /** The earliest due first, at most `limit`. */
  readonly rows: readonly QualityDutyRow[];
}

/** What an officer owes by that day, and what nobody has in the agency whose ISO secretary they are. */
export async function qualityDutiesOwed(
  pool: Pool,
  request: {
    readonly officer: string;
    readonly secretaryOf: string | null;
    readonly today: LocalDate;
    readonly limit: number;
  },
): Promise<OwedDuties> {
  const { officer, secretaryOf, today, limit } = request;
  const { rows } = await pool.query<QualityDutyRow & { late: number; dueToday: number }>(
    `select d.record, d.key, d.agency, d.kind, d.what, d.about, d.owner, r.title, d.due::text, d.done::text,
            (count(*) filter (where d.due < $3) over ())::int as late,
            (count(*) filter (where d.due = $3) over ())::int as "dueToday"
     from read.quality_duty d join read.quality_record r on r.id = d.record
     where d.done is null and d.due <= $3 and (d.owner = $1 or (d.owner is null and d.agency = $2))
     order by d.due, d.record, d.key limit $4`,
    [officer, secretaryOf, today, limit],
  );
  const { late = 0, dueToday = 0 } = rows[0] ?? {};
  return { late, dueToday, rows: rows.map(({ late: _late, dueToday: _today, ...row }) => row) };
}

/** Records that owe something by that day, for the clock. */
export async function qualityRecordsDueBy(pool: Pool, day: LocalDate): Promise<readonly string[]> {
  const { rows } = await pool.query<{ record: string }>(
    'select distinct record from read.quality_duty where done is null and due <= $1 order by record',
    [day],
  );
  return rows.map(({ record }) => record);
}

/** Records of a kind in one state, for the clock. */
export async function qualityRecordsIn(
  pool: Pool,
  kind: QualityKind,
  status: string,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from read.quality_record where kind = $1 and status = $2 order by id',
    [kind, status],
  );
  return rows.map(({ id }) => id);
}

/** An agency's records that were opened, or owed something, between two days; the latest opened first. */
export async function qualityRecordsBetween(
  pool: Pool,
  agency: string,
  { from, to, limit }: { readonly from: LocalDate; readonly to: LocalDate; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from read.quality_record r
     where r.agency = $1 and ((r.opened_at at time zone 'Asia/Ho_Chi_Minh')::date between $2 and $3
       or exists (select from read.quality_duty d where d.record = r.id and d.due between $2 and $3))
     order by r.opened_at desc, r.id limit $4`,
    [agency, from, to, limit],
  );
  return rows.map(({ id }) => id);
}
