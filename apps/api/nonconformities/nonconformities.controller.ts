/** Nonconformities: their list, one in full, raised by hand, led to their end; and the slip that is printed. */
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { can, canSupervise } from '#libs/access';
import { addDays, dateOf, instantOf, type Instant, type LocalMoment } from '#libs/calendar';
import { correctiveActionSheet, renderPdf } from '#libs/documents';
import { termsAt } from '#libs/nonconformity';
import { allowedOnNc, codeOf, mayRaise, type KnownNc } from '#libs/nonconformity/corrective-action';
import { effectMonths, nonconformities, nonconformity, occurrencesOf } from '#libs/read-models';
import type { NcReader } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
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
import { readBody } from '../http/validation.ts';
import { RUNTIME } from '../tokens.ts';
import { actBodies, actName, listQuery, raiseBody } from './contract.ts';
import type { Act, ListQuery, RaiseBody } from './contract.ts';
import {
  compared,
  contentOf,
  historyView,
  occurrenceView,
  partsView,
  rowOfState,
  rowView,
} from './detail.ts';
import { NonconformityService } from './service.ts';
import { slipOf } from './slip.ts';
import { nonconformityDetail, nonconformityPage, recorded } from './view.ts';

/** Months shown of what went through the step. */
const MONTHS_DAYS = 365;
const NAMES_PEOPLE: readonly Act[] = ['review', 'propose', 'change-owner'];

@ApiTags('nonconformities')
@Controller('api/nonconformities')
export class NonconformitiesController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(NonconformityService) private readonly service: NonconformityService,
    @Inject(DossierReader) private readonly reader: DossierReader,
    @Inject(FileStore) private readonly files: FileStore,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: nonconformityPage })
  async list(
    @Me() me: Caller,
    @Query({ schema: listQuery }) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(query.after, reply);
    const cursor = cursorOf(query.cursor);
    const now = this.runtime.now();
    const { tab, limit, agency } = query;
    const seen = agenciesSeen(me.authorities, agency, now);
    const agencies = agency === undefined ? seen : [agency];
    const { rows, ...counts } = await nonconformities(this.runtime.pool, {
      agencies,
      tab,
      limit,
      cursor,
      now,
      reader: readerOf(me, now),
    });
    const organisation = await this.runtime.organisation();
    const names = namesOf(organisation);
    const titles = await this.titlesOf(rows.flatMap(({ procedure }) => procedure ?? []));
    const actor = officerActor(me.authorities);
    const raising = [me.authorities.agency, ...(me.authorities.auditedAgencies ?? [])];
    return {
      ...counts,
      rows: rows.map((row) => rowView(row, names, this.calendarOf(row.agency), titles, now)),
      mayRaiseIn: [...new Set(raising)]
        .filter((one) => mayRaise(actor, one, now))
        .map((one) => names.agency(one)),
      asOf: now,
    };
  }

  @Post()
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: recorded })
  raise(@Me() me: Caller, @IdempotencyKey() key: string, @Body({ schema: raiseBody }) body: RaiseBody) {
    return this.service.raise(me, key, body);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: nonconformityDetail })
  async detail(@Me() me: Caller, @Param('id', { schema: id }) nc: string) {
    const { state, version } = await this.service.seen(me, nc);
    const now = this.runtime.now();
    const organisation = await this.runtime.organisation();
    const names = namesOf(organisation);
    const { cause, agency } = state.nc;
    const allowed = allowedOnNc(state, officerActor(me.authorities), now);
    const edition = cause ? await this.editionOf(cause.procedure) : undefined;
    const shown = await this.occurrences(state);
    const listed = await nonconformity(this.runtime.pool, nc);
    const counted = {
      occurrences: listed?.occurrences ?? shown.length,
      dossiers: listed?.dossiers ?? new Set(shown.map(({ dossier }) => dossier)).size,
    };
    const title = (procedure: string): string => edition?.title ?? procedure;
    const row = rowView(rowOfState(nc, state, counted), names, this.calendarOf(agency), title, now);
    return {
      ...row,
      ...partsView(state, names),
      version,
      stepContent: contentOf(edition, row.step),
      previous: await this.previousOf(state),
      effect: await this.effectOf(state, now),
      shown: shown.map((one) => occurrenceView(one, names)),
      history: historyView(await this.runtime.ledger.load(nc), names),
      allowed,
      people: NAMES_PEOPLE.some((act) => allowed.includes(act)) ? peopleOf(organisation, agency) : [],
      asOf: now,
    };
  }

  /** Phiếu yêu cầu hành động khắc phục. */
  @Get(':id/slip')
  @Header('cache-control', 'no-store')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async slip(@Me() me: Caller, @Param('id', { schema: id }) nc: string): Promise<StreamableFile> {
    const { state } = await this.service.seen(me, nc);
    const organisation = await this.runtime.organisation();
    const edition = state.nc.cause ? await this.editionOf(state.nc.cause.procedure) : undefined;
    const shown = await this.occurrences(state);
    const events = await this.runtime.ledger.load(nc);
    const slip = slipOf(state, { organisation, edition, occurrences: shown, events });
    const bytes = await renderPdf(correctiveActionSheet(slip));
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${codeOf(state.nc)}-${state.nc.year}.pdf"`,
      length: bytes.length,
    });
  }

  /** A file that was attached to it. */
  @Get(':id/files/:sha256')
  async file(
    @Me() me: Caller,
    @Param('id', { schema: id }) nc: string,
    @Param('sha256', { schema: sha256 }) hash: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.service.seen(me, nc);
    await sendAttached(reply, this.files, hash, await this.runtime.ledger.load(nc));
  }

  @Post(':id/:act')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: recorded })
  act(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Param('id', { schema: id }) nc: string,
    @Param('act', { schema: actName }) act: Act,
    @Body() body: unknown,
  ) {
    return this.service.act(me, key, nc, act, readBody(actBodies[act], body));
  }

  /** The latest, from when it was found until it ended; below its threshold there are none. */
  private async occurrences(state: KnownNc) {
    const { cause, agency, since, threshold } = state.nc;
    if (cause === null) return [];
    // The end is one of the moments that count, and the question's is not.
    const to = state.status === 'open' ? this.runtime.now() : justAfter(state.endedAt);
    return occurrencesOf(this.runtime.pool, { ...cause, agency }, { from: since, to, threshold });
  }

  private async effectOf(state: KnownNc, now: Instant) {
    const { pool, nonconformities: commands } = this.runtime;
    const { cause, agency, threshold, checks, since } = state.nc;
    const terms = termsAt(await commands.settingsOf(agency), now);
    const figures = await commands.effectOf(state.nc);
    const yearBefore = instantOf(`${addDays(dateOf(now), -MONTHS_DAYS)}T00:00` as LocalMoment);
    const from = since < yearBefore ? since : yearBefore;
    const months = cause ? await effectMonths(pool, { ...cause, agency, threshold }, from, now) : [];
    return {
      now: figures && compared(figures),
      checks: checks.map(({ verdict, figures: then }) => ({ verdict, figures: then && compared(then) })),
      leastDossiers: terms.leastDossiers,
      months,
    };
  }

  private async previousOf({ nc: { previous } }: KnownNc) {
    if (previous === null) return null;
    const { state } = await this.runtime.nonconformities.load(previous);
    return state.status === 'none' ? null : { id: previous, code: codeOf(state.nc) };
  }

  private calendarOf(agency: string) {
    const { calendars } = this.runtime;
    return calendars.calendarOf(calendars.current(), agency);
  }

  private async editionOf(procedure: string) {
    return this.runtime.editions.inForce(procedure, dateOf(this.runtime.now()));
  }

  private async titlesOf(procedures: readonly string[]): Promise<(procedure: string) => string> {
    const titles = new Map<string, string>();
    for (const code of new Set(procedures)) titles.set(code, (await this.editionOf(code))?.title ?? code);
    return (code) => titles.get(code) ?? code;
  }
}

const justAfter = (moment: Instant): Instant => new Date(Date.parse(moment) + 1).toISOString() as Instant;

function readerOf({ authorities }: Caller, now: Instant): NcReader {
  const { agency, officer } = authorities;
  const actor = officerActor(authorities);
  const isSecretary = can(actor, { action: 'nonconformity.manage', agency }, now).ok;
  const isLeader = canSupervise(authorities, { agency }, now).ok;
  return { officer, secretaryIn: isSecretary ? [agency] : [], leaderIn: isLeader ? [agency] : [] };
}
