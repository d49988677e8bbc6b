/** The public pages: a dossier's progress by its code and the secret on the receipt; the procedures; the on-time rates. */
import { Body, Controller, Get, Header, HttpCode, Inject, Ip, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { fromRecorded, lookupMatches } from '#libs/commands';
import { fold } from '#libs/dossier';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { nationalOf, stepsToCome } from '../dossiers/compose.ts';
import { namesOf } from '../dossiers/names.ts';
import { Public } from '../http/authentication.ts';
import { Attempts, tooMany, VIEWS_PER_MINUTE } from '../http/attempts.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { onTimeView, publicProcedure, PublicLists } from './public-lists.ts';
import type { OnTimeRates, PublicProcedure } from './public-lists.ts';

const CACHED = 'public, max-age=600';

export const lookupBody = z.strictObject({
  code: z.string().trim().min(1).max(60),
  secret: z.string().trim().min(1).max(64),
});

const progress = z
  .object({
    code: z.string(),
    procedure: z.string(),
    agency: z.string(),
    status: z.object({ code: z.number().int(), name: z.string() }),
    receivedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable(),
    promisedAt: z.iso.datetime().nullable(),
    paused: z.boolean(),
    /** Path of the survey form, once there is a result to judge. */
    survey: z.string().nullable(),
    /** Steps done and open, without the names of officers. */
    steps: z.array(
      z.object({ no: z.string(), content: z.string(), state: z.enum(['done', 'open', 'ahead']) }),
    ),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof progress>;

const onTimeQuery = z.strictObject({ quarter: z.string().max(10).optional() });

@ApiTags('public')
@Public()
@Controller('api/public')
export class LookupController {
  private readonly attempts = new Attempts();
  private readonly views = new Attempts(VIEWS_PER_MINUTE);

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(PublicLists) readonly lists: PublicLists,
  ) {}

  /** A wrong code and a wrong secret get the same answer. */
  @Post('lookup')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: progress })
  async lookup(
    @Ip() address: string,
    @Body({ schema: lookupBody }) { code, secret }: z.infer<typeof lookupBody>,
  ): Promise<z.infer<typeof progress>> {
    const wait = this.attempts.take(address, Date.now());
    if (wait > 0) throw tooMany(wait);
    const { rows } = await this.runtime.pool.query<{ id: string; lookup_hash: string }>(
      'select id, lookup_hash from read.dossier where code = $1',
      [code],
    );
    const found = rows.find((row) => lookupMatches(secret, row.lookup_hash));
    const shown = found && (await this.progressOf(found.id));
    if (!shown) throw problem(404, 'not-found', 'Không tìm thấy hồ sơ. Vui lòng xem lại giấy hẹn.');
    return shown;
  }

  /** The procedures in force, with the time each may take. */
  @Get('procedures')
  @Header('cache-control', CACHED)
  @ApiOkResponse({ standardSchema: z.object({ procedures: z.array(publicProcedure) }) })
  async procedures(@Ip() address: string): Promise<{ procedures: PublicProcedure[] }> {
    this.refuseTooMany(address);
    return { procedures: [...(await this.lists.procedures())] };
  }

  /** Share of dossiers returned by the date that was promised, by agency, in a whole quarter. */
  @Get('on-time')
  @Header('cache-control', CACHED)
  @ApiOkResponse({ standardSchema: onTimeView })
  async onTime(
    @Ip() address: string,
    @Query({ schema: onTimeQuery }) { quarter }: z.infer<typeof onTimeQuery>,
  ): Promise<OnTimeRates> {
    this.refuseTooMany(address);
    return this.lists.onTime(quarter);
  }

  refuseTooMany(address: string): void {
    const wait = this.views.take(address, Date.now());
    if (wait > 0) throw tooMany(wait);
  }

  private surveyOf(dossier: string): string {
    return `/khao-sat/${this.runtime.secrets.surveyTokenOf(dossier)}`;
  }

  private async progressOf(dossier: string): Promise<z.infer<typeof progress> | undefined> {
    const state = fold((await this.runtime.ledger.load(dossier)).map(fromRecorded));
    if (!('open' in state)) return undefined;
    const { procedure, edition: number } = state.pinned;
    const edition = await this.runtime.editions.edition(procedure, number);
    const open = new Set(state.status === 'open' ? state.open.map((step) => step.step) : []);
    const done = new Set(state.done.map((step) => step.step));
    const ahead = new Set(edition ? stepsToCome(state, edition).map((step) => step.no) : []);
    const stateOf = (no: string) => (open.has(no) ? 'open' : ahead.has(no) ? 'ahead' : 'done');
    return {
      code: state.code,
      procedure: edition?.title ?? procedure,
      agency: namesOf(await this.runtime.organisation()).agency(state.agency).name,
      status: nationalOf(state),
      receivedAt: state.receivedAt,
      dueAt: state.appointment?.deadline.dueAt ?? null,
      promisedAt: state.appointment?.promisedAt ?? null,
      paused: state.waiting.some((waiting) => waiting.pauses),
      survey: state.result || state.status !== 'open' ? this.surveyOf(dossier) : null,
      // The path that was taken and what may still come; not the branches that were not.
      steps: (edition?.steps ?? [])
        .filter(({ no }) => open.has(no) || ahead.has(no) || done.has(no))
        .map(({ no, content }) => ({ no, content, state: stateOf(no) })),
    };
  }
}
