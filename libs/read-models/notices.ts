/** One's own notices with their count, and a dossier's: who was told of it. */
import type { NoticeKind } from '#libs/notices';
import type { Pool } from 'pg';
import { cut } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { iso, Sql } from './scope.ts';

export interface NoticeRow {
  readonly id: string;
  readonly dossier: string;
  readonly recipient: string;
  readonly kind: NoticeKind;
  readonly step: string | null;
  readonly run: number | null;
  readonly dueAt: string | null;
  readonly at: string;
  readonly emailedAt: string | null;
  /** SMTP's code, when the recipient's server refused it. */
  readonly refused: number | null;
}

export interface ListedNotice extends NoticeRow {
  readonly code: string | null;
  readonly procedure: string;
  readonly edition: number | null;
  /** Of a nonconformity. */
  readonly nonconformity: { readonly number: number; readonly title: string } | null;
  /** Of a year of scoring, or of an agency's system: its name in addresses, and a year's title. */
  readonly yearly: { readonly id: string; readonly title: string | null } | null;
  /** Of a record of the quality system. */
  readonly quality: { readonly title: string } | null;
  readonly readAt: string | null;
}

export interface NoticesRequest {
  readonly recipient: string;
  readonly unread?: boolean | undefined;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

export interface NoticePage {
  readonly rows: readonly ListedNotice[];
  /** Of the whole list, filter applied. */
  readonly total: number;
  readonly unread: number;
  readonly next: string | null;
}

const FIELDS = `'id', n.id, 'dossier', n.dossier, 'recipient', n.recipient, 'kind', n.kind, 'step', n.step, 'run', n.run,
  'dueAt', n.due_at, 'at', n.at, 'emailedAt', n.emailed_at, 'refused', n.refused`;

/** Newest first. */
export async function listNotices(pool: Pool, request: NoticesRequest): Promise<NoticePage> {
  const sql = new Sql();
  const recipient = sql.bind(request.recipient);
  const wanted = request.unread === undefined ? 'true' : `(read_at is null) = ${sql.bind(request.unread)}`;
  const { cursor } = request;
  const after =
    cursor === undefined
      ? 'true'
      : `(n.at, n.id) < (${sql.bind(cursor.key)}::timestamptz, ${sql.bind(cursor.id)}::uuid)`;
  const { rows } = await pool.query<{ page: Omit<NoticePage, 'next'> }>(
    `with mine as materialized (
       select n.*, r.at as read_at from read.notice n
       left join ops.notice_read r on r.recipient = n.recipient and r.notice = n.id where n.recipient = ${recipient}),
     listed as materialized (select * from mine where ${wanted})
     select jsonb_build_object('total', (select count(*) from listed),
       'unread', (select count(*) from mine where read_at is null),
       'rows', coalesce((select jsonb_agg(jsonb_build_object(${FIELDS}, 'readAt', n.read_at, 'code', d.code,
           'procedure', coalesce(d.procedure, ''), 'edition', d.edition, 'nonconformity',
           case when nc.id is not null then jsonb_build_object('number', nc.number, 'title', nc.title) end, 'yearly',
           case when y.id is not null then jsonb_build_object('id', y.id, 'title', y.title)
             when q.agency is not null then jsonb_build_object('id', q.agency, 'title', null) end, 'quality',
           case when qr.id is not null then jsonb_build_object('title', qr.title) end) order by n.at desc, n.id desc)
         from (select * from listed n where ${after} order by n.at desc, n.id desc limit ${sql.bind(request.limit + 1)}) n
         left join read.dossier d on d.id = n.dossier left join read.nonconformity nc on nc.id = n.dossier
         left join read.scoring_year y on y.stream_id = n.dossier left join read.qms q on q.stream_id = n.dossier
         left join read.quality_record qr on qr.id = n.dossier), '[]')) as page`,
    sql.values,
  );
  const { rows: found, ...counts } = rows[0]!.page;
  const { rows: shown, next } = cut(found, request.limit, ({ at, id }) => ({ key: at, id }));
  return { ...counts, rows: shown.map(listedOf), next };
}

/** Of one dossier, in the order they were told. */
export async function noticesOf(pool: Pool, dossier: string, limit: number): Promise<readonly NoticeRow[]> {
  const { rows } = await pool.query<{ row: NoticeRow }>(
    `select jsonb_build_object(${FIELDS}) as row from read.notice n where n.dossier = $1
     order by n.at, n.id limit $2`,
    [dossier, limit],
  );
  return rows.map(({ row }) => rowOf(row));
}

/** False: the recipient has no such notice. */
export async function markRead(pool: Pool, recipient: string, notice: string): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    `with mine as (select recipient, id from read.notice where recipient = $1 and id = $2),
     marked as (insert into ops.notice_read (recipient, notice) select recipient, id from mine on conflict do nothing)
     select exists (select from mine) as known`,
    [recipient, notice],
  );
  return rows[0]!.known;
}

/** Those told up to a moment: what came after the page was shown stays unread. */
export async function markAllRead(pool: Pool, recipient: string, until: string): Promise<void> {
  await pool.query(
    `insert into ops.notice_read (recipient, notice)
     select recipient, id from read.notice where recipient = $1 and at <= $2 on conflict do nothing`,
    [recipient, until],
  );
}

const rowOf = <Row extends NoticeRow>(row: Row): Row => ({
  ...row,
  at: iso(row.at) ?? row.at,
  dueAt: iso(row.dueAt),
  emailedAt: iso(row.emailedAt),
});

const listedOf = (row: ListedNotice): ListedNotice => ({ ...rowOf(row), readAt: iso(row.readAt) });
