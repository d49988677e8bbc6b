/** Dossiers: receive, act, find, read, replay. */
import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibilityOf } from '#libs/access';
import { stateAt } from '#libs/dossier';
import { search } from '#libs/read-models';
import type { FoundDossier } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Attempts, tooMany } from '../http/attempts.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { cursorOf } from '../http/cursor.ts';
import { id, instant, MAX_BULK, stepNo } from '../http/fields.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { notFound } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { candidates, candidatesFor } from './candidates.ts';
import { composeDossier } from './compose.ts';
import { actionName, bulkAction, completionBody, receiveBody, refuseBody, searchBody } from './contract.ts';
import type { Action, CompletionBody, ReceiveBody, RefuseBody, SearchBody } from './contract.ts';
import { clockOf } from './clock.ts';
import { findApplicant, knownApplicant, knownApplicantBody } from './known-applicant.ts';
import { namesOf } from './names.ts';
import { DossierReader, timelineEntry } from './reader.ts';
import { DossierService } from './service.ts';
import {
  bulkReply,
  commandReply,
  dossierView,
  foundDossiers,
  receiptView,
  replayView,
  timeline,
  verification,
} from './view.ts';

const bulkBody = z.strictObject({
  items: z
    .array(z.looseObject({ dossier: id }))
    .min(1)
    .max(MAX_BULK),
});
const replayQuery = z.strictObject({ at: instant, by: z.enum(['known', 'stood']).default('known') });
const candidatesQuery = z.strictObject({ step: stepNo });
const byCodeBody = z.strictObject({ code: z.string().trim().min(1).max(60) });

@ApiTags('dossiers')
@Controller('api/dossiers')
export class DossiersController {
  private readonly applicantReads = new Attempts();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DossierService) private readonly service: DossierService,
    @Inject(DossierReader) private readonly reader: DossierReader,
  ) {}

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ standardSchema: receiptView })
  receive(@Me() me: Caller, @IdempotencyKey() key: string, @Body({ schema: receiveBody }) body: ReceiveBody) {
    return this.service.receive({ me, key }, body);
  }

  @Post('refusals')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ standardSchema: commandReply })
  refuse(@Me() me: Caller, @IdempotencyKey() key: string, @Body({ schema: refuseBody }) body: RefuseBody) {
    return this.service.refuse({ me, key }, body);
  }

  /** An incomplete dossier, before its receipt: what lacks is asked for on form 02, and the dossier waits at the counter. */
  @Post('completions')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ standardSchema: commandReply })
  requestCompletion(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: completionBody }) body: CompletionBody,
  ) {
    return this.service.requestCompletion({ me, key }, body);
  }

  /** POST, because a name or a number to search for must not stand in an address. */
  @Post('search')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: foundDossiers })
  async search(
    @Me() me: Caller,
    @Body({ schema: searchBody }) body: SearchBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { after, cursor, applicant, ...filters } = body;
    await this.reader.seeOwnWrite(after, reply);
    const now = this.runtime.now();
    const subjects =
      applicant === undefined ? undefined : await this.runtime.ledger.findSubjectsByWords(applicant);
    const page = await search(this.runtime.pool, {
      ...filters,
      subjects,
      scope: visibilityOf(me.authorities, now),
      now,
      cursor: cursorOf(cursor),
    });
    return { total: page.total, next: page.next, rows: await this.foundRows(page.rows) };
  }

  private async foundRows(rows: readonly FoundDossier[]) {
    const organisation = await this.runtime.organisation();
    const names = namesOf(organisation);
    const applicants = await this.reader.applicantNames(rows.map((row) => row.id));
    const { calendars } = this.runtime;
    const now = this.runtime.now();
    const titles = await Promise.all(rows.map((row) => this.titleOf(row)));
    return rows.map((row, index) => ({
      ...row,
      subject: undefined,
      title: titles[index]!,
      agency: names.agency(row.agency),
      applicant: applicants.get(row.id) ?? null,
      steps: row.steps.map(({ step, officer, unit }) => ({
        step,
        officer: officer === null ? null : names.officer(officer),
        unit: names.unit(unit),
      })),
      clock: clockOf(
        calendars.calendarOf(calendars.current(), row.agency),
        { dueAt: row.dueAt, warnAt: row.warnAt, paused: row.paused, doneAt: row.issuedAt ?? row.closedAt },
        now,
      ),
    }));
  }

  /** POST, because the number must not stand in an address. For the counter's form. */
  @Post('known-applicant')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: knownApplicant })
  async knownApplicant(
    @Me() me: Caller,
    @Body({ schema: knownApplicantBody }) { idNumber }: z.infer<typeof knownApplicantBody>,
  ) {
    const wait = this.applicantReads.take(me.session.account, Date.now());
    if (wait > 0) throw tooMany(wait);
    return { applicant: await findApplicant(this.runtime, me, idNumber) };
  }

  private async titleOf({ procedure, edition }: FoundDossier): Promise<string> {
    const known = edition === null ? undefined : await this.runtime.editions.edition(procedure, edition);
    return known?.title ?? procedure;
  }

  @Post('by-code')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: z.object({ id: z.uuid() }) })
  async byCode(@Me() me: Caller, @Body({ schema: byCodeBody }) { code }: z.infer<typeof byCodeBody>) {
    const scope = visibilityOf(me.authorities, this.runtime.now());
    const page = await search(this.runtime.pool, {
      scope,
      exactCode: code,
      now: this.runtime.now(),
      limit: 1,
    });
    const [found] = page.rows;
    if (!found) throw notFound();
    return { id: found.id };
  }

  @Post('actions/:action')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: bulkReply })
  bulk(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('action', { schema: bulkAction }) action: z.infer<typeof bulkAction>,
    @Body({ schema: bulkBody }) { items }: z.infer<typeof bulkBody>,
  ) {
    return this.service.bulk({ me, key }, action, items);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: dossierView })
  async show(@Me() me: Caller, @Param('id', { schema: id }) dossier: string) {
    return this.reader.view(await this.reader.read(dossier, me.authorities), me.authorities);
  }

  @Get(':id/timeline')
  @ApiOkResponse({ standardSchema: timeline })
  async timeline(@Me() me: Caller, @Param('id', { schema: id }) dossier: string) {
    const read = await this.reader.read(dossier, me.authorities);
    const names = namesOf(await this.runtime.organisation());
    return { entries: read.recorded.map((recorded) => timelineEntry(read, recorded, names)) };
  }

  /** The state as it stood, or as it was known, at a moment: who had it, what was due, and why. */
  @Get(':id/replay')
  @ApiOkResponse({ standardSchema: replayView })
  async replay(
    @Me() me: Caller,
    @Param('id', { schema: id }) dossier: string,
    @Query({ schema: replayQuery }) { at, by }: z.infer<typeof replayQuery>,
  ) {
    const read = await this.reader.read(dossier, me.authorities);
    const moment = at as never;
    const state = stateAt(read.events, by === 'known' ? { knownAt: moment } : { stoodAt: moment });
    if (state.status === 'none') return { at, by, events: 0, dossier: null };
    const sources = await this.reader.sources(state, read.sealed.values(), me.authorities);
    const view = composeDossier(state, { ...sources, now: moment });
    return { at, by, events: state.version, dossier: { ...view, allowed: [], undo: null } };
  }

  /** Who may take up an open step. */
  @Get(':id/candidates')
  @ApiOkResponse({ standardSchema: candidates })
  async candidates(
    @Me() me: Caller,
    @Param('id', { schema: id }) dossier: string,
    @Query({ schema: candidatesQuery }) { step }: z.infer<typeof candidatesQuery>,
  ) {
    const read = await this.reader.read(dossier, me.authorities);
    return candidatesFor(this.runtime, read, step, this.runtime.now());
  }

  @Get(':id/verify')
  @ApiOkResponse({ standardSchema: verification })
  async verify(@Me() me: Caller, @Param('id', { schema: id }) dossier: string) {
    const { state } = await this.reader.read(dossier, me.authorities);
    this.reader.refuseUnlessAuditor(state, me.authorities);
    return this.runtime.ledger.verifyStream(dossier);
  }

  /** The evidence file: `dunghan ledger verify FILE` checks it without the server. */
  @Get(':id/evidence')
  @Header('content-disposition', 'attachment; filename="evidence.json"')
  async evidence(@Me() me: Caller, @Param('id', { schema: id }) dossier: string) {
    const { state } = await this.reader.read(dossier, me.authorities);
    this.reader.refuseUnlessAuditor(state, me.authorities);
    return this.runtime.ledger.exportEvidence(dossier);
  }

  @Post(':id/actions/:action')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiBody({ schema: { type: 'object' } })
  @ApiOkResponse({ standardSchema: receiptView })
  act(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('id', { schema: id }) dossier: string,
    @Param('action', { schema: actionName }) action: Action,
    @Body() body: unknown,
  ) {
    return this.service.act({ me, key }, dossier, action, body);
  }
}
