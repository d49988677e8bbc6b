/** The life of each agency's quality management system: the list, the record, and what is written into it. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '#libs/calendar';
import { FOLLOW_WITHIN_WORKING_DAYS, NO_RECORD, type QmsEntry } from '#libs/qms';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { DossierReader } from '../dossiers/reader.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { RUNTIME } from '../tokens.ts';
import { afterQuery, agencyId, entryBody, entryNo, withdrawBody } from './contract.ts';
import type { EntryBody } from './contract.ts';
import { QmsService } from './qms.service.ts';
import { dutiesOf, qmsDuties, qmsList, qmsRecord, qmsReply, recordOf, summaryOf } from './view.ts';

/** How far back the page shows what became of changes. */
const YEARS_OF_CHANGES = 2;

@ApiTags('qms')
@Controller('api/qms')
export class QmsRecordsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(QmsService) private readonly qms: QmsService,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  /** The agencies that one may see: how far each has come, and what is due next. */
  @Get('agencies')
  @ApiOkResponse({ standardSchema: qmsList })
  async list(
    @Me() me: Caller,
    @Query({ schema: afterQuery }) { after }: z.infer<typeof afterQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(after, reply);
    const seen = await this.qms.agenciesSeen(me);
    const records = await this.qms.records(seen);
    const today = this.qms.today();
    return {
      today,
      agencies: seen.map(({ id, name, level, isoMandatory }) => ({
        agency: { id, name },
        level,
        mandatory: isoMandatory,
        ...summaryOf(records.get(id), today),
      })),
    };
  }

  /** What falls due or is overdue, the earliest first. */
  @Get('duties')
  @ApiOkResponse({ standardSchema: qmsDuties })
  async duties(@Me() me: Caller) {
    const seen = await this.qms.agenciesSeen(me);
    const records = await this.qms.records(seen);
    const today = this.qms.today();
    const duties = seen
      .flatMap(({ id, name }) =>
        dutiesOf(records.get(id) ?? NO_RECORD, today).map((one) => ({ ...one, agency: { id, name } })),
      )
      .sort((a, b) => (a.due < b.due ? -1 : 1));
    return { today, duties };
  }

  @Get('agencies/:agency')
  @ApiOkResponse({ standardSchema: qmsRecord })
  async record(@Me() me: Caller, @Param('agency', { schema: agencyId }) id: string) {
    const { name, level } = await this.qms.seen(me, id);
    const now = this.runtime.now();
    const today = this.qms.today();
    const record = await this.runtime.qms.load(id);
    const { coverage } = this.runtime;
    const editions = (await coverage.binding(today, now))(id);
    const covered = coverage.of(id, record, editions, {
      from: yearsBefore(today, YEARS_OF_CHANGES),
      on: today,
    });
    return {
      agency: { id, name },
      level,
      ...recordOf(record, covered, now, FOLLOW_WITHIN_WORKING_DAYS),
      mayRecord: this.qms.mayRecord(me, id),
    };
  }

  /** Writes an entry down. The record as a whole must stay sound, or it is refused. */
  @Post('agencies/:agency/entries')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qmsReply })
  enter(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('agency', { schema: agencyId }) agency: string,
    @Body({ schema: entryBody }) { entry }: EntryBody,
  ) {
    return this.qms.record(me, key, agency, { type: 'record', entry: entry as unknown as QmsEntry });
  }

  /** Takes back what was written by mistake. */
  @Post('agencies/:agency/entries/:no/withdraw')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qmsReply })
  withdraw(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('agency', { schema: agencyId }) agency: string,
    @Param('no', { schema: entryNo }) entry: number,
    @Body({ schema: withdrawBody }) { reason }: z.infer<typeof withdrawBody>,
  ) {
    return this.qms.record(me, key, agency, { type: 'withdraw', entry, reason });
  }
}

const yearsBefore = (date: LocalDate, years: number): LocalDate =>
  `${Number(date.slice(0, 4)) - years}${date.slice(4)}` as LocalDate;
