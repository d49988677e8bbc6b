/** Administrators: the country's calendar by version, what a new version changes, and whose due moments it moves. */
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { UsedAuthority } from '#libs/access';
import { addDays, parseCalendarData, weekday } from '#libs/calendar';
import type { CalendarData, CalendarDay, CalendarYear, LocalDate } from '#libs/calendar';
import { rePlan } from '#libs/commands';
import type { Commands } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { openDossiers } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf } from '../dossiers/names.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { calendarBody } from './contract.ts';
import type { CalendarBody } from './contract.ts';
import { DirectoryChanges } from './directory-changes.ts';
import { Jobs } from './jobs.ts';
import type { Report } from './jobs.ts';
import { calendarDifference, calendarView, changedView, rePlanningView } from './view.ts';
import type { RePlannedSoFar } from './view.ts';

const MAX_MOVED = 200;
const SATURDAY = 6;

@ApiTags('admin')
@Controller('api/admin/calendar')
export class CalendarController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: calendarView })
  async calendar(@Me() me: Caller) {
    this.changes.refuseUnlessAdmin(me);
    const { calendarStore } = this.runtime;
    await calendarStore.refresh();
    const names = namesOf(await this.runtime.organisation());
    const { version, years } = calendarStore.current();
    const published = calendarStore.published();
    const first = published.some((one) => one.version === version) ? undefined : version;
    return {
      version,
      years: years.map(({ year, verified, sources, note, days }) => ({
        year,
        verified,
        sources: [...sources],
        note: note ?? null,
        days: days.map((day) => ({ ...day })),
        workingDays: workingDays({ version, years }, year),
      })),
      versions: [
        ...published.toReversed().map(({ version: name, at, by }) => ({
          version: name,
          at,
          by: by.kind === 'officer' ? names.officer(by.id).name : by.id,
        })),
        ...(first === undefined ? [] : [{ version: first, at: null, by: '' }]),
      ],
      rePlannings: (await this.jobs.list<{ version: string }, RePlannedSoFar>('re-planning')).map((job) =>
        rePlanningView.parse(job),
      ),
    };
  }

  /** What publishing would change; nothing is kept. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: calendarDifference })
  async preview(@Me() me: Caller, @Body({ schema: calendarBody }) body: CalendarBody) {
    this.changes.refuseUnlessAdmin(me);
    await this.runtime.calendarStore.refresh();
    const before = this.runtime.calendarStore.current();
    const after = changedData(before, body);
    const { rows } = await this.runtime.pool.query<{ open: number }>(
      `select count(*)::int as open from read.dossier where status = 'open'`,
    );
    return { changes: differences(before, after, body.year), openDossiers: rows[0]!.open };
  }

  /** Publishes the version and counts every open dossier again; `calendar` tells how far that has come. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changedView })
  async publish(@Me() me: Caller, @Body({ schema: calendarBody }) body: CalendarBody) {
    this.changes.refuseUnlessAdmin(me);
    const { calendarStore, now } = this.runtime;
    await calendarStore.refresh();
    const data = changedData(calendarStore.current(), body);
    const { officer, agency, unit, organisationVersion } = me.authorities;
    const by: UsedAuthority = { kind: 'officer', id: officer, agency, unit, organisationVersion };
    const outcome = await calendarStore.publish(data, by, now(), {
      commandId: commandIdOf('calendar', data.version),
      requestHash: requestHashOf(data),
    });
    if (outcome === 'busy') throw problem(503, 'busy', 'Có người đang ban hành lịch khác. Vui lòng thử lại.');
    if (outcome === 'known') {
      const message = 'Ký hiệu phiên bản này đã dùng.';
      throw problem(409, 'version-known', message, { errors: [{ field: 'version', message }] });
    }
    await this.beginRePlanning(me, data.version);
    return { version: (await this.runtime.organisation()).version, id: data.version };
  }

  /** Again, where a re-planning was cut off: a dossier that was counted already is not counted twice. */
  @Post('re-plan')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changedView })
  async again(@Me() me: Caller) {
    this.changes.refuseUnlessAdmin(me);
    await this.runtime.calendarStore.refresh();
    const { version } = this.runtime.calendarStore.current();
    await this.beginRePlanning(me, version);
    return { version: (await this.runtime.organisation()).version, id: version };
  }

  private beginRePlanning(me: Caller, version: string): Promise<string> {
    return this.jobs.begin<RePlannedSoFar>('re-planning', me.session.account, { version }, (report) =>
      this.rePlanned(version, report),
    );
  }

  private async rePlanned(version: string, report: Report<RePlannedSoFar>): Promise<RePlannedSoFar> {
    const { pool, commands } = this.runtime;
    const so: RePlannedSoFar = { recounted: 0, unchanged: 0, refused: 0, moved: [], movedCount: 0 };
    const watched: Pick<Commands, 'execute'> = {
      execute: async (request) => {
        const before = await commands.load(request.dossier!);
        const outcome = await commands.execute(request);
        if ('state' in outcome) {
          so.recounted += 1;
          noteMoved(so, outcome.dossier, dueIn(before), dueIn(outcome.state), codeIn(outcome.state));
        } else if (outcome.kind === 'refused' && outcome.refusal.code === 'nothing-changed')
          so.unchanged += 1;
        else so.refused += 1;
        report({ ...so, moved: [...so.moved] });
        return outcome;
      },
    };
    await rePlan(watched, openDossiers(pool), version);
    return so;
  }
}

type State = Awaited<ReturnType<Commands['load']>>;

const dueIn = (state: State): string | null =>
  state && 'appointment' in state ? (state.appointment?.deadline.dueAt ?? null) : null;
const codeIn = (state: State): string => (state && 'code' in state ? (state.code ?? '') : '');

function noteMoved(
  so: RePlannedSoFar,
  dossier: string,
  before: string | null,
  after: string | null,
  code: string,
): void {
  if (before === after) return;
  so.movedCount += 1;
  if (so.moved.length < MAX_MOVED) so.moved.push({ dossier, code, before, after });
}

/** The whole data with one year's days replaced, or a year added; refused where it is none. */
function changedData(current: CalendarData, { version, ...year }: CalendarBody): CalendarData {
  const days = year.days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const years = [...current.years.filter((one) => one.year !== year.year), { ...year, days }].toSorted(
    (a, b) => a.year - b.year,
  );
  const twice = days.find((day, index) => days[index + 1]?.date === day.date);
  if (twice) throw badDays(`Ngày ${twice.date} được nêu hai lần.`);
  const read = parseCalendarData({ version, years });
  if (!read.ok) throw badDays(read.refusal.message);
  return read.value;
}

const badDays = (message: string) =>
  problem(400, 'bad-calendar', message, { errors: [{ field: 'days', message }] });

function differences(before: CalendarData, after: CalendarData, year: number) {
  const daysOf = ({ years }: CalendarData): ReadonlyMap<string, CalendarDay> =>
    new Map(years.find((one: CalendarYear) => one.year === year)?.days.map((day) => [day.date, day]) ?? []);
  const [was, is] = [daysOf(before), daysOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .toSorted()
    .map((date) => ({ date, before: was.get(date) ?? null, after: is.get(date) ?? null }))
    .filter((one) => one.before?.kind !== one.after?.kind || one.before?.name !== one.after?.name);
}

/** Of a five-day week. */
function workingDays({ years }: CalendarData, year: number): number {
  const kinds = new Map(
    years.flatMap(({ days }) => days.map(({ date, kind }) => [date as string, kind] as const)),
  );
  let count = 0;
  for (let day = `${year}-01-01` as LocalDate; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const kind = kinds.get(day);
    if (kind === 'swap_work' || (kind === undefined && weekday(day) < SATURDAY)) count += 1;
  }
  return count;
}
