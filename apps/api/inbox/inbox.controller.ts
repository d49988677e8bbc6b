/** Lists of work: the officer's inbox with its live changes, the supervisor's board of what is late or will be. */
import { Controller, Get, Inject, Query, Res, Sse } from '@nestjs/common';
import type { MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { canSupervise, RECEPTION, rolesAt, visibilityOf } from '#libs/access';
import type { Authorities, DossierScope } from '#libs/access';
import { nextOpening } from '#libs/calendar';
import { latestApology } from '#libs/dossier';
import type { Instant, WorkCalendar } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { inbox, lateBoard } from '#libs/read-models';
import type { BoardRow, Cursor, InboxOwner, InboxRow } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import type { Observable } from 'rxjs';
import type { z } from 'zod';
import { clockOf } from '../dossiers/clock.ts';
import { namesOf } from '../dossiers/names.ts';
import type { Names } from '../dossiers/names.ts';
import { DossierReader } from '../dossiers/reader.ts';
import { may } from '../http/actor.ts';
import { AskedTogether } from '../http/asked-together.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { cursorOf } from '../http/cursor.ts';
import { problem } from '../http/problem.ts';
import { LiveChanges } from '../live/live-changes.ts';
import { RUNTIME } from '../tokens.ts';
import { inboxQuery, lateQuery } from './contract.ts';
import type { InboxQuery, LateQuery } from './contract.ts';
import { board, inboxPage } from './view.ts';

const HOUR_MS = 3_600_000;

type AskedBoard = Pick<LateQuery, 'by' | 'group' | 'limit' | 'withinHours'> & { cursor: Cursor | undefined };

@ApiTags('work')
@Controller('api')
export class InboxController {
  private readonly boards = new AskedTogether<z.infer<typeof board>>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DossierReader) private readonly reader: DossierReader,
    @Inject(LiveChanges) private readonly live: LiveChanges,
  ) {}

  @Get('inbox')
  @ApiOkResponse({ standardSchema: inboxPage })
  async inbox(
    @Me() me: Caller,
    @Query({ schema: inboxQuery }) query: InboxQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reader.seeOwnWrite(query.after, reply);
    const now = this.runtime.now();
    const page = await inbox(this.runtime.pool, ownerOf(me.authorities, now), {
      ...query,
      now,
      cursor: cursorOf(query.cursor),
    });
    const { rows, ...counts } = page;
    return {
      ...counts,
      rows: await this.inboxRows(rows, now),
      asOf: now,
      nextOpening: await this.openingFor(me.authorities.agency, now),
    };
  }

  /** `changed` whenever one's own lists may have changed: read them again. */
  @Sse('inbox/events')
  events(@Me() me: Caller): Observable<MessageEvent> {
    return this.live.of(ownerOf(me.authorities, this.runtime.now()));
  }

  @Get('late')
  @ApiOkResponse({ standardSchema: board })
  async late(
    @Me() me: Caller,
    @Query({ schema: lateQuery }) query: LateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const now = this.runtime.now();
    const wish = { action: 'late-board.read', agency: me.authorities.agency } as const;
    const scope = visibilityOf(me.authorities, now);
    if (!may(me, wish, now) && scope.units.length === 0) {
      throw problem(403, 'not-supervisor', 'Trang dành cho lãnh đạo và người đánh giá.');
    }
    await this.reader.seeOwnWrite(query.after, reply);
    const cursor = cursorOf(query.cursor);
    const { by, group, limit, withinHours } = query;
    const question = JSON.stringify([scope, by, group, limit, withinHours, cursor]);
    return this.boards.ask(question, () => this.board(scope, { by, group, limit, withinHours, cursor }));
  }

  /** What the moment of the reading and the reach decide, and nothing else of the one who asks. */
  private async board(scope: DossierScope, { withinHours, ...asked }: AskedBoard) {
    const now = this.runtime.now();
    const soonUntil = new Date(Date.parse(now) + withinHours * HOUR_MS).toISOString();
    const found = await lateBoard(this.runtime.pool, { ...asked, scope, now, soonUntil });
    const names = namesOf(await this.runtime.organisation());
    return {
      ...found,
      groups: found.groups.map((group) => ({ ...group, name: groupName(asked.by, group.key, names) })),
      rows: await this.boardRows(found.rows, names, now),
      asOf: now,
    };
  }

  private async inboxRows(rows: readonly InboxRow[], now: Instant) {
    const names = namesOf(await this.runtime.organisation());
    const [applicants, editions] = await Promise.all([
      this.reader.applicantNames(rows.map((row) => row.dossier)),
      this.editionsOf(rows),
    ]);
    return rows.map((row) => {
      const edition = editions.get(editionKey(row));
      const paused = row.clock === 'paused';
      const printed = edition?.steps.find((step) => step.no === row.step);
      const open = row.doneAt ? undefined : printed;
      return {
        dossier: row.dossier,
        code: row.code,
        status: row.status,
        national: row.national,
        waiting: row.waiting,
        question: row.question,
        role: row.role,
        doneAt: row.doneAt,
        procedure: {
          code: row.procedure,
          title: edition?.title ?? row.procedure,
        },
        applicant: applicants.get(row.dossier) ?? null,
        step:
          row.step === null
            ? null
            : {
                no: row.step,
                run: row.run ?? 1,
                content: printed?.content ?? '',
              },
        unit: row.unit === null ? null : names.unit(row.unit),
        officer: row.officer === null ? null : names.officer(row.officer),
        clock: this.clock(
          row.agency,
          {
            dueAt: row.dueAt,
            warnAt: row.warnAt,
            paused,
            doneAt: row.doneAt,
          },
          now,
        ),
        dossierClock: this.clock(
          row.agency,
          {
            dueAt: row.dossierDueAt,
            warnAt: null,
            paused,
            doneAt: row.dossierDoneAt,
          },
          now,
        ),
        outcomes: open ? open.transitions.map(({ outcome, label }) => ({ value: outcome, label })) : [],
        forms: open ? [...open.forms] : [],
        results: open ? [...open.results] : [],
        handsOver: open?.handsOver ?? false,
        issuesResult: open?.issuesResult ?? false,
      };
    });
  }

  private async boardRows(rows: readonly BoardRow[], names: Names, now: Instant) {
    const [applicants, editions] = await Promise.all([
      this.reader.applicantNames(rows.map((row) => row.dossier)),
      this.editionsOf(rows),
    ]);
    return rows.map((row) => ({
      ...this.boardRow(row, editions.get(editionKey(row)), names, now),
      applicant: applicants.get(row.dossier) ?? null,
    }));
  }

  private boardRow(row: BoardRow, edition: Edition | undefined, names: Names, now: Instant) {
    const { calendars } = this.runtime;
    const calendar = calendars.calendarOf(calendars.current(), row.agency);
    return {
      dossier: row.dossier,
      code: row.code,
      role: row.role,
      procedure: {
        code: row.procedure,
        title: edition?.title ?? row.procedure,
      },
      step: {
        no: row.step,
        run: row.run,
        content: edition?.steps.find((step) => step.no === row.step)?.content ?? '',
      },
      unit: names.unit(row.unit),
      officer: row.officer === null ? null : names.officer(row.officer),
      clock: clockOf(
        calendar,
        {
          dueAt: row.stepDueAt,
          warnAt: row.stepWarnAt,
          paused: false,
        },
        now,
      ),
      dossierClock: clockOf(
        calendar,
        {
          dueAt: row.dossierDueAt,
          warnAt: row.dossierWarnAt,
          paused: false,
          doneAt: row.dossierDoneAt,
        },
        now,
      ),
      extension: {
        done: row.extensions,
        most: edition?.profile.maxExtensions ?? 0,
        apologiseBy: edition && row.dossierDueAt ? apologiseBy(edition, calendar, row.dossierDueAt) : null,
      },
      chance: row.chance,
      told: row.told && { recipients: row.told.recipients.map((one) => names.officer(one)), at: row.told.at },
    };
  }

  /** A list has many rows and few editions. */
  private async editionsOf(rows: readonly OfEdition[]): Promise<ReadonlyMap<string, Edition | undefined>> {
    const one = new Map(rows.map((row) => [editionKey(row), row]));
    return new Map(
      await Promise.all(
        [...one].map(async ([key, row]): Promise<[string, Edition | undefined]> => [
          key,
          row.edition === null ? undefined : await this.runtime.editions.edition(row.procedure, row.edition),
        ]),
      ),
    );
  }

  private clock(agency: string, due: Parameters<typeof clockOf>[1], now: Instant) {
    const { calendars } = this.runtime;
    return clockOf(calendars.calendarOf(calendars.current(), agency), due, now);
  }

  private async openingFor(agency: string, now: Instant): Promise<string | null> {
    await this.runtime.organisation();
    const { calendars } = this.runtime;
    const opening = nextOpening(calendars.calendarOf(calendars.current(), agency), now);
    return opening.ok ? opening.value : null;
  }
}

type OfEdition = Pick<BoardRow, 'procedure' | 'edition'>;
const editionKey = ({ procedure, edition }: OfEdition): string => `${procedure} ${edition}`;

function apologiseBy({ profile }: Edition, calendar: WorkCalendar, dueAt: string): string | null {
  const latest = latestApology(profile, calendar, dueAt as Instant);
  return latest.ok ? latest.value : null;
}

function ownerOf(who: Authorities, now: Instant): InboxOwner {
  const roles = rolesAt(who, now);
  const agencies = [...new Set([who.agency, ...roles.map((held) => held.agency)])];
  return {
    officer: who.officer,
    units: [...new Set(roles.map((held) => held.unit))],
    roles: roles.map(({ role, unit }) => ({ role, unit })),
    receives: [...new Set(roles.filter((held) => held.role === RECEPTION).map((held) => held.agency))],
    answers: agencies.filter((agency) => canSupervise(who, { agency }, now).ok),
  };
}

function groupName(by: LateQuery['by'], key: string, names: Names): string {
  if (key === '') return 'Chưa phân công';
  if (by === 'unit') return names.unit(key).name;
  if (by === 'officer') return names.officer(key).name;
  return key;
}
