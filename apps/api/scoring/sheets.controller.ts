/** One agency's sheet: what it holds, why each point, and the acts on it. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Instant } from '#libs/calendar';
import type { SheetWish } from '#libs/commands';
import { inSample } from '#libs/scoring/year';
import type { Entries, OpenYear, Participant } from '#libs/scoring/year';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { readBody } from '../http/validation.ts';
import { RUNTIME } from '../tokens.ts';
import { agencyId, asOfQuery, metricName, sheetBodies, yearId } from './contract.ts';
import { ScoringService, whenReady } from './scoring.service.ts';
import { recomputedOf, recomputedView, sheetOf, sheetView } from './sheet-view.ts';
import type { SheetParts } from './sheet-view.ts';

const MAX_BEHIND = 200;

type Act = keyof typeof sheetBodies;
const actName = z.enum(Object.keys(sheetBodies) as [Act, ...Act[]]);
const done = z.object({ position: z.string() }).meta({ id: 'ScoringReply' });
const behindView = z
  .object({
    asOf: z.iso.datetime(),
    metric: z.string(),
    /** Null: not available. */
    value: z.union([z.number(), z.boolean()]).nullable(),
    behind: z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        label: z.string(),
        positions: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'BehindAFigure' });

@ApiTags('scoring')
@Controller('api/scoring/years/:year/agencies/:agency')
export class ScoringSheetsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ScoringService) private readonly scoring: ScoringService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: sheetView })
  async sheet(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Param('agency', { schema: agencyId }) agency: string,
  ) {
    const { year, participant } = await this.scoring.seen(me, id, agency);
    const sheet = await this.runtime.scoring.loadSheet(id, agency);
    const offered = await this.scoring.offered(me, year, participant, sheet);
    const onSite = { required: inSample(year, 'on-site').includes(agency), done: sheet.reviewedOnSite };
    // What was decided keeps the figures it was decided by.
    const figures = sheet.decided
      ? { figures: sheet.decided.score.inputs.metrics, figuresAsOf: sheet.decided.score.asOf }
      : await this.figures(year, participant, undefined);
    return { ...sheetOf({ year, participant, sheet, ...figures }), ...offered, onSite };
  }

  /** The official score by what was known at a moment; without one, now. */
  @Get('recompute')
  @ApiOkResponse({ standardSchema: recomputedView })
  async recompute(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Param('agency', { schema: agencyId }) agency: string,
    @Query({ schema: asOfQuery }) { asOf }: z.infer<typeof asOfQuery>,
  ) {
    const { year, participant } = await this.scoring.seen(me, id, agency);
    const moment = (asOf ?? this.runtime.now()) as Instant;
    const known = await this.runtime.scoring.loadSheet(id, agency);
    // What was decided is compared whenever it was; before that, the sheet as it stood then.
    const sheet = known.decided ? known : await this.runtime.scoring.sheetAsOf(id, agency, moment);
    return recomputedOf({ year, participant, sheet, ...(await this.figures(year, participant, moment)) });
  }

  /** One figure, and the dossiers and events behind it. */
  @Get('figures/:metric')
  @ApiOkResponse({ standardSchema: behindView })
  async behind(
    @Me() me: Caller,
    @Param('year', { schema: yearId }) id: string,
    @Param('agency', { schema: agencyId }) agency: string,
    @Param('metric', { schema: metricName }) metric: string,
    @Query({ schema: asOfQuery }) { asOf }: z.infer<typeof asOfQuery>,
  ) {
    const { year, participant } = await this.scoring.seen(me, id, agency);
    const { figures, figuresAsOf } = await this.figures(year, participant, asOf as Instant | undefined);
    const { metrics } = this.runtime;
    const behind = await whenReady(metrics.behind(agency, metric, year.plan.period, figuresAsOf, MAX_BEHIND));
    return { asOf: figuresAsOf, metric, value: figures[metric] ?? null, behind };
  }

  @Post(':act')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: done })
  async act(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('year', { schema: yearId }) year: string,
    @Param('agency', { schema: agencyId }) agency: string,
    @Param('act', { schema: actName }) act: Act,
    @Body() body: unknown,
  ) {
    const read = readBody(sheetBodies[act], body);
    const command = { type: act, ...read } as unknown as SheetWish & { entries?: Entries };
    return this.scoring.onSheet(me, key, { year, agency }, command);
  }

  private async figures(
    year: OpenYear,
    { agency }: Participant,
    asOf: Instant | undefined,
  ): Promise<Pick<SheetParts, 'figures' | 'figuresAsOf'>> {
    const figuresAsOf = asOf ?? this.runtime.now();
    return { figures: await this.scoring.figures(year, agency, figuresAsOf), figuresAsOf };
  }
}
