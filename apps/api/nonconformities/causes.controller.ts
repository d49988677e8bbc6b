/** What detectors found in a period, gathered by cause; taken up as a nonconformity, or dismissed, by a person. */
import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { policyWords } from '#libs/nonconformity';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { namesOf } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { CauseReader } from './causes.ts';
import { causeQuery, causesQuery, dismissCauseBody, habitQuery, openCauseBody } from './contract.ts';
import type { CauseQuery, CausesQuery, DismissCauseBody, HabitQuery, OpenCauseBody } from './contract.ts';
import { occurrenceView } from './detail.ts';
import { NonconformityService } from './service.ts';
import { causeDetail, causeList, habitDetail, recorded } from './view.ts';

@ApiTags('nonconformities')
@Controller('api/nonconformities/causes')
export class NonconformityCausesController {
  readonly #causes: CauseReader;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(NonconformityService) private readonly service: NonconformityService,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {
    this.#causes = new CauseReader(runtime);
  }

  /** Whether they have become records or not: a history that was taken over has none. */
  @Get()
  @ApiOkResponse({ standardSchema: causeList })
  async causes(
    @Me() me: Caller,
    @Query({ schema: causesQuery }) { after, ...query }: CausesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(after, reply);
    const now = this.runtime.now();
    const seen = agenciesSeen(me.authorities, query.agency, now);
    const agencies = query.agency === undefined ? seen : [query.agency];
    const period = { agencies, from: query.from, to: this.#causes.until(query.to) };
    const names = namesOf(await this.runtime.organisation());
    const { causes, habits, recordOf } = await this.#causes.all(period, query.unrecorded);
    const rows = causes.map((cause) => {
      const { title, clause } = policyWords(cause.policy);
      return { ...cause, title, clause, agency: names.agency(cause.agency), record: recordOf(cause) };
    });
    const shown = habits.map(({ officer, ...habit }) => ({
      ...habit,
      agency: names.agency(habit.agency),
      officer: names.officer(officer),
      record: recordOf({ ...habit, policy: 'for-show' }),
    }));
    return { rows, habits: shown, asOf: now };
  }

  /** Exactly the occurrences that a row of the list counts. */
  @Get('detail')
  @ApiOkResponse({ standardSchema: causeDetail })
  async cause(
    @Me() me: Caller,
    @Query({ schema: causeQuery }) { after, unrecorded, ...query }: CauseQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(after, reply);
    const now = this.runtime.now();
    agenciesSeen(me.authorities, query.agency, now);
    const names = namesOf(await this.runtime.organisation());
    const { occurrences, tally, record } = await this.#causes.cause(query, unrecorded);
    const { title, clause } = policyWords(query.policy);
    return {
      agency: names.agency(query.agency),
      title,
      clause,
      total: tally.occurrences,
      dossiers: tally.dossiers,
      occurrences: occurrences.map((row) => occurrenceView(row, names)),
      record,
      may: this.#causes.may(me, query.agency),
    };
  }

  /** Exactly the runs of a step that a habit is read from. */
  @Get('habit')
  @ApiOkResponse({ standardSchema: habitDetail })
  async habit(
    @Me() me: Caller,
    @Query({ schema: habitQuery }) { after, ...query }: HabitQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(after, reply);
    const now = this.runtime.now();
    agenciesSeen(me.authorities, query.agency, now);
    const names = namesOf(await this.runtime.organisation());
    const { title, clause } = policyWords('for-show');
    return {
      ...(await this.#causes.habit(query)),
      agency: names.agency(query.agency),
      officer: names.officer(query.officer),
      title,
      clause,
      may: this.#causes.may(me, query.agency),
    };
  }

  /** A nonconformity of what no record has gathered. */
  @Post('open')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: recorded })
  open(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: openCauseBody }) body: OpenCauseBody,
  ) {
    return this.#open(me, key, body);
  }

  /** A false alarm: on record with its reason, and what was found until now is covered by it. */
  @Post('dismiss')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: recorded })
  async dismiss(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: dismissCauseBody }) { reason, ...body }: DismissCauseBody,
  ) {
    if (!this.#causes.may(me, body.agency).dismiss)
      throw problem(403, 'not-your-part', 'Việc này không thuộc phần việc của anh/chị.');
    const { id } = await this.#open(me, key, body);
    return this.service.act(me, `${key} dismiss`, id, 'dismiss', { reason });
  }

  async #open(me: Caller, key: string, body: OpenCauseBody) {
    agenciesSeen(me.authorities, body.agency, this.runtime.now());
    const found = await this.#causes.found(body);
    // Asked again after it was recorded, there is nothing left that no record has gathered.
    if (!found.something && !(await this.service.isKnown(me, key)))
      throw problem(409, 'nothing-found', 'Không còn phát hiện nào chưa được ghi nhận ở đây.');
    return this.service.find(me, key, found.cause, body);
  }
}
