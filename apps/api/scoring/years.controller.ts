/** Years of scoring: opened, led and published by the committee; their board, ranking and classes. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Instant } from '#libs/calendar';
import type { YearWish } from '#libs/commands';
import { percentOf, SHIPPED_SETS } from '#libs/scoring';
import { DATED_PHASES, distribution, nextDue, ranking, samplingNow } from '#libs/scoring/year';
import type { OpenYear } from '#libs/scoring/year';
import { scoringSheets, scoringYears } from '#libs/read-models';
import type { ScoringSheetRow } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { readBody } from '../http/validation.ts';
import { RUNTIME } from '../tokens.ts';
import { afterQuery, openBody, yearBodies, yearId } from './contract.ts';
import type { OpenBody } from './contract.ts';
import { planOf } from './opening.ts';
import { ScoringService } from './scoring.service.ts';
import { boardView, resultsView, yearList, yearView } from './years-view.ts';

type Act = keyof typeof yearBodies;
const actName = z.enum(Object.keys(yearBodies) as [Act, ...Act[]]);
const done = z.object({ position: z.string() }).meta({ id: 'ScoringReply' });

@ApiTags('scoring')
@Controller('api/scoring')
export class ScoringYearsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ScoringService) private readonly scoring: ScoringService,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  /** The criteria sets that a year can be opened with by name. */
  @Get('sets')
  @ApiOkResponse({ standardSchema: z.object({ sets: z.array(z.string()) }) })
  sets() {
    return { sets: [...SHIPPED_SETS.keys()] };
  }

  @Get('years')
  @ApiOkResponse({ standardSchema: yearList })
  async years(
    @Query({ schema: afterQuery }) { after }: z.infer<typeof afterQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(after, reply);
    return { years: [...(await scoringYears(this.runtime.pool))] };
  }

  @Post('years')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: done })
  async open(@Me() me: Caller, @IdempotencyKey() key: string, @Body({ schema: openBody }) body: OpenBody) {
    this.scoring.refuseUnlessOfficial(me);
    const { snapshot } = await this.runtime.organisation();
    const plan = await planOf(body, snapshot);
    return this.scoring.onYear(me, key, body.id, { type: 'open', plan }, body);
  }

  @Get('years/:year')
  @ApiOkResponse({ standardSchema: yearView })
  async year(@Param('year', { schema: yearId }) id: string) {
    const year = await this.scoring.year(id);
    const { plan, phase, ends, samples, reminders, outstanding, decision } = year;
    const due = nextDue(year);
    const names = namesOf(await this.runtime.organisation());
    const nameOf = (agency: string) => names.agency(agency);
    return {
      id,
      title: plan.title,
      period: plan.period,
      phase,
      ends,
      due: due ? { kind: due.kind, at: due.at } : null,
      agencies: plan.participants.length,
      sets: Object.values(plan.sets).map(({ id: set, version, title, official, total }) => ({
        id: set,
        version,
        title,
        official,
        total,
      })),
      samples: samples.map((sample) => ({
        ...sample,
        reviewer: nameOf(sample.reviewer),
        agencies: sample.agencies.map(nameOf),
      })),
      sampling: samplingNow(year).map((group) => ({
        ...group,
        reviewer: nameOf(group.reviewer),
        population: group.population.map(nameOf),
      })),
      reminders: reminders.map((sent) => ({ ...sent, agencies: [...sent.agencies] })),
      outstanding: DATED_PHASES.flatMap((dated) => {
        const agencies = outstanding[dated];
        return agencies ? [{ phase: dated, agencies: [...agencies] }] : [];
      }),
      decision: decision && { number: decision.number, date: decision.date, asOf: decision.asOf },
    };
  }

  /** Who lags and how far everybody is: whole for the committee, for others the agencies they may see. */
  @Get('years/:year/board')
  @ApiOkResponse({ standardSchema: boardView })
  async board(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Query({ schema: afterQuery }) { after }: z.infer<typeof afterQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(after, reply);
    const year = await this.scoring.year(id);
    const sheets = new Map((await scoringSheets(this.runtime.pool, id)).map((row) => [row.agency, row]));
    const ranks = rankIn(year);
    const seen = year.plan.participants.filter((participant) => this.scoring.maySee(me, participant));
    const rows = seen.map(({ agency, name, level, set, reviewer }) => ({
      agency: { id: agency, name },
      level,
      set,
      reviewer,
      rank: ranks.get(agency) ?? null,
      ...rowOf(sheets.get(agency)),
    }));
    const submitted = rows.filter(({ self }) => self !== null).length;
    const overdue = rows.filter(({ missed }) => missed !== null).length;
    return {
      phase: year.phase,
      submitted: { count: submitted, of: rows.length, percent: percentOf(submitted, rows.length), overdue },
      rows,
    };
  }

  /** After the decision the committee's, after publication everybody's. */
  @Get('years/:year/results')
  @ApiOkResponse({ standardSchema: resultsView })
  async results(@Me() me: Caller, @Param('year', { schema: yearId }) id: string) {
    const year = await this.scoring.year(id);
    this.scoring.refuseUnpublished(me, year);
    const { plan, results, decision } = year;
    return {
      decision: decision && { number: decision.number, date: decision.date },
      ranking: ranking(plan, results).map(({ agency, name, ...row }) => ({
        ...row,
        agency: { id: agency, name },
      })),
      distribution: distribution(plan, results).map(({ set, level, total, classes, unclassified }) => ({
        set,
        level,
        total,
        classes: [...classes],
        unclassified: unclassified.length,
      })),
    };
  }

  @Post('years/:year/:act')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: done })
  async act(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('year', { schema: yearId }) year: string,
    @Param('act', { schema: actName }) act: Act,
    @Body() body: unknown,
  ) {
    const read = readBody(yearBodies[act], body);
    return this.scoring.onYear(me, key, year, wishOf(act, read), { act, body: read });
  }
}

function wishOf(act: Act, body: object): YearWish {
  switch (act) {
    case 'remind':
      return { type: 'remind', daysBefore: null, ...(body as z.infer<(typeof yearBodies)['remind']>) };
    case 'move-end': {
      const { phase, end, reason } = body as z.infer<(typeof yearBodies)['move-end']>;
      return { type: 'move-end', phase, end: end as Instant, reason };
    }
    case 'choose-sample':
      return { type: 'choose-sample', ...(body as z.infer<(typeof yearBodies)['choose-sample']>) };
    case 'decide':
      return { type: 'take-decision', ...(body as z.infer<(typeof yearBodies)['decide']>) };
    case 'publish':
      return { type: 'publish' };
    default:
      return act satisfies never;
  }
}

const rankIn = ({ plan, results }: OpenYear): ReadonlyMap<string, number> =>
  new Map(ranking(plan, results).map(({ agency, rank }) => [agency, rank]));

const rowOf = (row: ScoringSheetRow | undefined) => ({
  self: row?.self ?? null,
  selfAt: row?.selfAt ?? null,
  missed: row?.missed ?? null,
  reviewed: row?.reviewed ?? null,
  onSite: row?.onSite ?? false,
  verified: row?.verified ?? null,
  adjusted: row?.adjusted ?? null,
  appealOpen: row?.appealOpen ?? false,
  final: row?.final ?? null,
  band: row?.band ?? null,
  amended: row?.amended ?? null,
  amendedBand: row?.amendedBand ?? null,
});
