/** The bell: one's own notices, and of a dossier who was told. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { codeOf } from '#libs/nonconformity/corrective-action';
import { titleOf } from '#libs/notices';
import type { Edition } from '#libs/procedure';
import { listNotices, markAllRead, markRead, noticesOf } from '#libs/read-models';
import type { ListedNotice, NoticeRow } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf, type Names } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { cursorOf } from '../http/cursor.ts';
import { id } from '../http/fields.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { noticePage, noticesQuery, readAllBody, toldOfDossier, unreadCount } from './contract.ts';
import type { NoticesQuery, ReadAllBody } from './contract.ts';

/** More than any dossier comes to. */
const MAX_TOLD = 1_000;

@ApiTags('notices')
@Controller('api')
export class NoticesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  /** Newest first. */
  @Get('notices')
  @ApiOkResponse({ standardSchema: noticePage })
  async list(@Me() me: Caller, @Query({ schema: noticesQuery }) query: NoticesQuery) {
    const cursor = cursorOf(query.cursor);
    const { rows, ...counts } = await listNotices(this.runtime.pool, {
      recipient: me.authorities.officer,
      unread: query.unread === undefined ? undefined : query.unread === 'true',
      cursor,
      limit: query.limit,
    });
    const names = namesOf(await this.runtime.organisation());
    const shown = rows.map(async (row) => {
      const edition = await this.editionOf(row.procedure, row.edition);
      return {
        ...noticeOf(row, edition),
        dossier: aboutOf(row, edition, names),
        readAt: row.readAt,
      };
    });
    return { ...counts, rows: await Promise.all(shown), asOf: this.runtime.now() };
  }

  /** Reading twice is reading once: no idempotency key is asked. */
  @Post('notices/:id/read')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: unreadCount })
  async read(@Me() me: Caller, @Param('id', { schema: id }) notice: string) {
    const { officer } = me.authorities;
    if (!(await markRead(this.runtime.pool, officer, notice))) throw notFound();
    return this.unread(officer);
  }

  @Post('notices/read')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: unreadCount })
  async readAll(@Me() me: Caller, @Body({ schema: readAllBody }) { until }: ReadAllBody) {
    const { officer } = me.authorities;
    await markAllRead(this.runtime.pool, officer, until);
    return this.unread(officer);
  }

  @Get('dossiers/:id/notices')
  @ApiOkResponse({ standardSchema: toldOfDossier })
  async ofDossier(@Me() me: Caller, @Param('id', { schema: id }) dossier: string) {
    const { state } = await this.reader.read(dossier, me.authorities);
    const edition = await this.reader.editionOf(state);
    const names = namesOf(await this.runtime.organisation());
    const rows = await noticesOf(this.runtime.pool, dossier, MAX_TOLD);
    return {
      told: rows.map((row) => ({
        ...noticeOf(row, edition),
        recipient: names.officer(row.recipient),
        refused: row.refused,
      })),
    };
  }

  private async unread(recipient: string) {
    const { unread } = await listNotices(this.runtime.pool, { recipient, limit: 1 });
    return { unread };
  }

  private async editionOf(procedure: string, edition: number | null): Promise<Edition | undefined> {
    return edition === null ? undefined : this.runtime.editions.edition(procedure, edition);
  }
}

function aboutOf(row: ListedNotice, edition: Edition | undefined, names: Names) {
  const { dossier, code, procedure, nonconformity: nc, yearly, quality } = row;
  if (nc !== null) return { id: dossier, code: codeOf(nc), procedure: nc.title };
  if (quality !== null) return { id: dossier, code: null, procedure: quality.title };
  if (yearly === null) return { id: dossier, code, procedure: edition?.title ?? procedure };
  return { id: dossier, code: yearly.id, procedure: yearly.title ?? names.agency(yearly.id).name };
}

const noticeOf = ({ id: notice, kind, step, dueAt, at, emailedAt }: NoticeRow, edition?: Edition) => ({
  id: notice,
  kind,
  title: titleOf(kind),
  step:
    step === null ? null : { no: step, content: edition?.steps.find(({ no }) => no === step)?.content ?? '' },
  dueAt,
  at,
  emailedAt,
});
