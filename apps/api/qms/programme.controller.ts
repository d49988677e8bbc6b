/** The province's roll-out: targets by date, and "x of y agencies by date". */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { LocalDate } from '#libs/calendar';
import { qmsRecords } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { progressBy, type ProgressFigure } from '#libs/scoring';
import type { z } from 'zod';
import { namesOf, type Names } from '../dossiers/names.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { RUNTIME } from '../tokens.ts';
import { progressQuery, targetBody, targetId, withdrawBody } from './contract.ts';
import type { ProgressQuery, TargetBody } from './contract.ts';
import { populationOf, QmsService, reachedIn } from './qms.service.ts';
import { qmsProgress, qmsReply, qmsTargets } from './view.ts';

@ApiTags('qms')
@Controller('api/qms')
export class QmsProgrammeController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(QmsService) private readonly qms: QmsService,
  ) {}

  /** How many of the agencies that one may see had come so far by the end of a day. */
  @Get('progress')
  @ApiOkResponse({ standardSchema: qmsProgress })
  async progress(
    @Me() me: Caller,
    @Query({ schema: progressQuery }) { by, milestones, level }: ProgressQuery,
  ) {
    const seen = (await this.qms.agenciesSeen(me)).filter(
      (one) => level === undefined || one.level === level,
    );
    const population = seen.map(({ id }) => id);
    const figure = progressBy(by, milestones, population, reachedIn(await this.qms.records(seen)));
    return progressView(figure, namesOf(await this.runtime.organisation()));
  }

  /** Everybody may see them; who lags is named. */
  @Get('targets')
  @ApiOkResponse({ standardSchema: qmsTargets })
  async targets(@Me() me: Caller) {
    const today = this.qms.today();
    const { targets } = await this.runtime.qms.loadProgramme();
    const reached = reachedIn(await qmsRecords(this.runtime.pool));
    const names = namesOf(await this.runtime.organisation());
    return {
      today,
      targets: targets.map(({ id, title, by, wanted, population, share, basis }) => {
        const figure = progressBy(by < today ? by : today, wanted, population, reached);
        const met = figure.percent >= share;
        const state = met ? ('met' as const) : by < today ? ('missed' as const) : ('open' as const);
        return { id, title, by, share, basis, state, progress: progressView(figure, names) };
      }),
      maySet: this.qms.isOfficial(me),
    };
  }

  /** The agencies are those of today; the same id again replaces the target. */
  @Post('targets')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qmsReply })
  async set(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: targetBody }) { levels, agencies, by, basis, ...target }: TargetBody,
  ) {
    const population = populationOf(await this.runtime.organisation(), levels, agencies);
    const { title: name, ...document } = basis;
    return this.qms.programme(me, key, {
      type: 'set-target',
      target: {
        ...target,
        by: by as LocalDate,
        basis: { ...document, date: document.date as LocalDate, ...(name !== undefined && { title: name }) },
        population,
      },
    });
  }

  @Post('targets/:target/withdraw')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: qmsReply })
  withdraw(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('target', { schema: targetId }) target: string,
    @Body({ schema: withdrawBody }) { reason }: z.infer<typeof withdrawBody>,
  ) {
    return this.qms.programme(me, key, { type: 'withdraw-target', target, reason });
  }
}

const progressView = ({ wanted, outstanding, ...figure }: ProgressFigure, names: Names) => ({
  ...figure,
  wanted: wanted.map((any) => [...any]),
  outstanding: outstanding.map((agency) => names.agency(agency)),
});
