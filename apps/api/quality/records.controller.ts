/** The quality system's records: lists, one in full, what people do to them, and the calendar of what is owed. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { dateOf, type LocalDate } from '#libs/calendar';
import { allowedOn, kindOf, opensIn } from '#libs/quality';
import { qualityDuties as dutiesBetween, qualityRecords } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { happenedView } from '../dossiers/happened.ts';
import { namesOf, peopleOf } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { FileStore } from '../files/file-store.ts';
import { sendAttached } from '../files/send-file.ts';
import { officerActor } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { cursorOf } from '../http/cursor.ts';
import { id, sha256 } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { RUNTIME } from '../tokens.ts';
import { actBody, dutiesQuery, listQuery, openBody, openingQuery } from './contract.ts';
import type { ActBody, DutiesQuery, ListQuery, OpenBody, OpeningQuery } from './contract.ts';
import { kindApi } from './kinds.ts';
import { QualityService } from './service.ts';
import { dutyView, qualityDetail, qualityDuties, qualityOpening, qualityPage, qualityReply } from './view.ts';

const MAX_DUTIES = 1_000;
const WORDS = ['reason', 'note', 'what', 'text'];

@ApiTags('quality')
@Controller('api/quality')
export class QualityController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(QualityService) private readonly service: QualityService,
    @Inject(DossierReader) private readonly reader: DossierReader,
    @Inject(FileStore) private readonly files: FileStore,
  ) {}

  @Get('records')
  @ApiOkResponse({ standardSchema: qualityPage })
  async list(
    @Me() me: Caller,
    @Query({ schema: listQuery }) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(query.after, reply);
    const cursor = cursorOf(query.cursor);
    const now = this.runtime.now();
    const { kind, limit, agency, status, mine } = query;
    const seen = agenciesSeen(me.authorities, agency, now);
    const page = await qualityRecords(this.runtime.pool, {
      kind,
      limit,
      cursor,
      statuses: status,
      agencies: agency === undefined ? seen : [agency],
      owner: mine ? me.authorities.officer : undefined,
    });
    const names = namesOf(await this.runtime.organisation());
    const actor = officerActor(me.authorities);
    const brief = kindApi(kind).brief;
    const opening = [me.authorities.agency, ...(me.authorities.auditedAgencies ?? [])];
    return {
      ...page,
      rows: page.rows.map(
        ({ agency: of, owner, id: record, title, status: state, openedAt, nextDue, body }) => ({
          id: record,
          kind,
          title,
          status: state,
          openedAt,
          nextDue,
          agency: names.agency(of),
          owner: owner === null ? null : names.officer(owner),
          brief: brief?.of(body, names) ?? null,
        }),
      ),
      mayOpenIn: [...new Set(opening)]
        .filter((one) => opensIn(kindOf(kind), one, actor, now).length > 0)
        .map((one) => names.agency(one)),
      today: dateOf(now),
    };
  }

  /** What the one who asks may open in an agency, and whom it may be given to there. */
  @Get('opening')
  @ApiOkResponse({ standardSchema: qualityOpening })
  async opening(@Me() me: Caller, @Query({ schema: openingQuery }) { kind, agency }: OpeningQuery) {
    const now = this.runtime.now();
    agenciesSeen(me.authorities, agency, now);
    const organisation = await this.runtime.organisation();
    return {
      allowed: opensIn(kindOf(kind), agency, officerActor(me.authorities), now),
      people: peopleOf(organisation, agency),
      today: dateOf(now),
    };
  }

  @Post('records')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qualityReply })
  open(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: openBody }) { kind, agency, command }: OpenBody,
  ) {
    return this.service.open(me, key, kind, agency, command);
  }

  @Get('records/:id')
  @ApiOkResponse({ standardSchema: qualityDetail })
  async detail(@Me() me: Caller, @Param('id', { schema: id }) of: string) {
    const { record, api } = await this.service.seen(me, of);
    const tools = await this.service.tools(me);
    const { names, organisation } = tools;
    const kind = kindOf(record.kind);
    const now = this.runtime.now();
    const today = dateOf(now);
    const owner = kind.ownerOf(record.body);
    const duties = kind.dutiesOf(record.body);
    const allowed = allowedOn(kind, record, officerActor(me.authorities), now);
    return {
      id: of,
      kind: record.kind,
      agency: names.agency(record.agency),
      title: kind.titleOf(record.body),
      status: kind.statusOf(record.body),
      owner: owner === null ? null : names.officer(owner),
      openedAt: record.openedAt,
      nextDue: earliest(duties.flatMap(({ due, done }) => (done === null ? [due] : []))),
      version: record.version,
      duties: duties.map((one) => dutyView(one, names, today)),
      history: (await this.runtime.ledger.load(of)).map((event) => happenedView(event, names, WORDS)),
      allowed,
      people: allowed.length > 0 ? peopleOf(organisation, record.agency) : [],
      today,
      body: await api.show(record, of, tools),
    };
  }

  @Post('records/:id/commands')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qualityReply })
  act(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('id', { schema: id }) of: string,
    @Body({ schema: actBody }) { command }: ActBody,
  ) {
    return this.service.act(me, key, of, command);
  }

  /** A file that one of the record's events names. */
  @Get('records/:id/files/:sha256')
  async file(
    @Me() me: Caller,
    @Param('id', { schema: id }) of: string,
    @Param('sha256', { schema: sha256 }) hash: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.service.seen(me, of);
    await sendAttached(reply, this.files, hash, await this.runtime.ledger.load(of));
  }

  /** What is due in a year: done, late and ahead, and whose it is. */
  @Get('duties')
  @ApiOkResponse({ standardSchema: qualityDuties })
  async duties(@Me() me: Caller, @Query({ schema: dutiesQuery }) { agency, year }: DutiesQuery) {
    const now = this.runtime.now();
    const seen = agenciesSeen(me.authorities, agency, now);
    const names = namesOf(await this.runtime.organisation());
    const today = dateOf(now);
    const rows = await dutiesBetween(this.runtime.pool, {
      agencies: agency === undefined ? seen : [agency],
      from: `${year}-01-01` as LocalDate,
      to: `${year}-12-31` as LocalDate,
      limit: MAX_DUTIES + 1,
    });
    return {
      today,
      more: rows.length > MAX_DUTIES,
      duties: rows.slice(0, MAX_DUTIES).map(({ record, kind, title, agency: of, ...duty }) => ({
        ...dutyView(duty, names, today),
        record,
        kind,
        title,
        agency: names.agency(of),
      })),
    };
  }
}

const earliest = (days: readonly LocalDate[]): LocalDate | null => days.toSorted()[0] ?? null;
