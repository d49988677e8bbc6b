/** The public pages: a dossier's progress by its code and the secret on the receipt; the procedures; the on-time rates. */
import { Body, Controller, Get, Header, HttpCode, Inject, Ip, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { fromRecorded } from '#libs/commands';
import { allowedActions, fold } from '#libs/dossier';
import type { DossierState } from '#libs/dossier';
import type { Edition } from '#libs/procedure';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { nationalOf, stepsToCome } from '../dossiers/compose.ts';
import { namesOf } from '../dossiers/names.ts';
import { Public } from '../http/authentication.ts';
import { Attempts, tooMany, VIEWS_PER_MINUTE } from '../http/attempts.ts';
import { RUNTIME } from '../tokens.ts';
import { onTimeView, publicProcedure, PublicLists } from './public-lists.ts';
import type { OnTimeRates, PublicProcedure } from './public-lists.ts';
import { noSuchReceipt, onReceipt, Receipts } from './receipts.ts';
import { cameOnline } from './withdrawal.controller.ts';

const CACHED = 'public, max-age=600';

export const lookupBody = z.strictObject(onReceipt);

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
    /** The applicant may take it back here (`lookup/withdrawal`). */
    withdrawable: z.boolean(),
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
  private readonly views = new Attempts(VIEWS_PER_MINUTE);

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(PublicLists) readonly lists: PublicLists,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  /** A wrong code and a wrong secret get the same answer. */
  @Post('lookup')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: progress })
  async lookup(
    @Ip() address: string,
    @Body({ schema: lookupBody }) { code, secret }: z.infer<typeof lookupBody>,
  ): Promise<z.infer<typeof progress>> {
    const shown = await this.progressOf(await this.receipts.dossierOf(address, code, secret));
    if (!shown) throw noSuchReceipt();
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

  /** Whoever the applicant is, they may do the same. */
  private mayWithdraw(state: DossierState, edition: Edition): boolean {
    const actor = { kind: 'applicant', account: '' } as const;
    const allowed = allowedActions(state, edition, actor, this.runtime.now());
    return cameOnline(state) && allowed.some(({ action }) => action === 'withdraw');
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
      withdrawable: edition !== undefined && this.mayWithdraw(state, edition),
      // The path that was taken and what may still come; not the branches that were not.
      steps: (edition?.steps ?? [])
        .filter(({ no }) => open.has(no) || ahead.has(no) || done.has(no))
        .map(({ no, content }) => ({ no, content, state: stateOf(no) })),
    };
  }
}
