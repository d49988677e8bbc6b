/** Figures: the report of a period, the dossiers behind each of its figures, the trend, the steps. */
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Instant } from '#libs/calendar';
import {
  figureDossiers,
  figures,
  figureTrend,
  listedSteps,
  monthsEnd,
  stepFigures,
  stepSpread,
  type FigureCell,
  type FigureFilter,
  type FigureGrouping,
  type FigureRequest,
} from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';
import { namesOf, type Names } from '../dossiers/names.ts';
import { AskedTogether } from '../http/asked-together.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { cursorOf } from '../http/cursor.ts';
import { RUNTIME } from '../tokens.ts';
import { conserved, emptyCell } from './conservation.ts';
import { listQuery, reportQuery, spreadQuery, stepListQuery, stepsQuery, trendQuery } from './contract.ts';
import type {
  ListQuery,
  ReportQuery,
  SpreadQuery,
  StepListQuery,
  StepsQuery,
  TrendQuery,
} from './contract.ts';
import { agenciesSeen } from './scope.ts';
import { csvOf, xlsxOf } from './sheet.ts';
import { figureList, figureReport, spread, stepList, stepReport, trend } from './view.ts';

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('figures')
@Controller('api/figures')
export class FiguresController {
  private readonly reports = new AskedTogether<readonly FigureCell[]>();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** A cell for each group, and the whole. `format=csv` or `xlsx` gives the same as a file. */
  @Get()
  @ApiOkResponse({ standardSchema: figureReport })
  async report(
    @Me() me: Caller,
    @Query({ schema: reportQuery }) query: ReportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = this.requestOf(me, query);
    const names = namesOf(await this.runtime.organisation());
    const found = await this.reports.ask(JSON.stringify([request, query.by]), () =>
      figures(this.runtime.pool, request, query.by),
    );
    const [whole = emptyCell(), ...cells] = found.map((cell) =>
      described(cell, nameOf(query.by, cell.key, names)),
    );
    const answer = { ...whole, name: 'Toàn bộ' };
    if (query.format !== 'json') return sheet(reply, query.format, [...cells, answer]);
    const { from, to, reading } = request;
    const asOf = this.runtime.now();
    return { whole: answer, cells, from, to, reading, asOf, conserved: [whole, ...cells].every(conserved) };
  }

  /** Exactly the dossiers that a figure counts. */
  @Get('dossiers')
  @ApiOkResponse({ standardSchema: figureList })
  async dossiers(@Me() me: Caller, @Query({ schema: listQuery }) query: ListQuery) {
    const cursor = cursorOf(query.cursor);
    const names = namesOf(await this.runtime.organisation());
    const { measure, limit } = query;
    const found = await figureDossiers(this.runtime.pool, {
      ...this.requestOf(me, query),
      measure,
      limit,
      cursor,
    });
    const rows = found.rows.map((row) => ({
      ...row,
      agency: names.agency(row.agency),
      unit: names.unit(row.unit),
      officer: row.officer === '' ? null : names.officer(row.officer),
    }));
    return { ...found, rows };
  }

  @Get('trend')
  @ApiOkResponse({ standardSchema: trend })
  async trend(@Me() me: Caller, @Query({ schema: trendQuery }) query: TrendQuery) {
    return { months: await figureTrend(this.runtime.pool, this.requestOf(me, query)) };
  }

  /** What steps took, the latest first: bottlenecks, or with `byMonth` the heat map. */
  @Get('steps')
  @ApiOkResponse({ standardSchema: stepReport })
  async steps(@Me() me: Caller, @Query({ schema: stepsQuery }) query: StepsQuery) {
    const steps = await stepFigures(this.runtime.pool, {
      filter: this.filterOf(me, query),
      ...this.doneIn(query),
      byMonth: query.byMonth,
    });
    return {
      steps: await Promise.all(steps.map(async (row) => ({ ...row, content: await this.contentOf(row) }))),
    };
  }

  /** Exactly the steps that a figure of `steps` counts. */
  @Get('steps/list')
  @ApiOkResponse({ standardSchema: stepList })
  async stepList(@Me() me: Caller, @Query({ schema: stepListQuery }) query: StepListQuery) {
    const { procedure, edition, step, lateOnly, limit, offset } = query;
    const found = await listedSteps(this.runtime.pool, {
      filter: { ...this.filterOf(me, query), procedure, edition },
      ...this.doneIn(query),
      step,
      lateOnly,
      limit,
      offset,
    });
    const names = namesOf(await this.runtime.organisation());
    const rows = found.rows.map((row) => ({
      ...row,
      agency: names.agency(row.agency),
      unit: names.unit(row.unit),
      officer: row.officer === '' ? null : names.officer(row.officer),
    }));
    return { ...found, rows };
  }

  /** Percentiles of the steps of one procedure. */
  @Get('spread')
  @ApiOkResponse({ standardSchema: spread })
  async spread(@Me() me: Caller, @Query({ schema: spreadQuery }) query: SpreadQuery) {
    const filter = { ...this.filterOf(me, query), procedure: query.procedure };
    return { steps: await stepSpread(this.runtime.pool, filter, query.from, this.endOf(query)) };
  }

  private requestOf(me: Caller, query: TrendQuery): FigureRequest {
    return {
      filter: this.filterOf(me, query),
      from: query.from,
      to: this.endOf(query),
      reading: query.reading,
    };
  }

  private filterOf(me: Caller, query: FigureFilter): FigureFilter {
    const { agency, unit, officer, field, procedure, edition, channel } = query;
    const agencies = agenciesSeen(me.authorities, agency, this.runtime.now());
    return { agencies, agency, unit, officer, field, procedure, edition, channel };
  }

  /** No figure looks into the future. */
  private endOf(query: { readonly to?: string | undefined; readonly asOf?: string | undefined }): Instant {
    const ends = [query.to, query.asOf, this.runtime.now()].filter((end) => end !== undefined);
    return ends.sort()[0] as Instant;
  }

  /** What is done by now is all of this month that there is: its sums are whole. */
  private doneIn(query: {
    readonly from: string;
    readonly to?: string | undefined;
    readonly asOf?: string | undefined;
  }) {
    const [now, end] = [this.runtime.now(), this.endOf(query)];
    return { from: query.from as Instant, to: end < now ? end : monthsEnd(now) };
  }

  private async contentOf(row: { procedure: string; edition: number; step: string }): Promise<string> {
    const edition = await this.runtime.editions.edition(row.procedure, row.edition);
    return edition?.steps.find(({ no }) => no === row.step)?.content ?? '';
  }
}

function described(cell: FigureCell, name: string) {
  const timed = cell.early + cell.onTime + cell.late;
  const handled = cell.openAtStart + cell.received;
  return {
    ...cell,
    name,
    onTimeRate: timed === 0 ? null : (cell.early + cell.onTime) / timed,
    rate766: handled === 0 ? null : cell.onTime766 / handled,
  };
}

function nameOf(by: FigureGrouping, key: string, names: Names): string {
  switch (by) {
    case 'agency':
      return names.agency(key).name;
    case 'unit':
      return names.unit(key).name;
    case 'officer':
      return key === '' ? 'Chưa phân công' : names.officer(key).name;
    case 'field':
    case 'procedure':
    case 'edition':
    case 'channel':
      return key;
    default:
      return by satisfies never;
  }
}

async function sheet(
  reply: FastifyReply,
  format: 'csv' | 'xlsx',
  cells: readonly ReturnType<typeof described>[],
) {
  void reply
    .header('content-type', format === 'csv' ? CSV : XLSX)
    .header('content-disposition', `attachment; filename="so-lieu.${format}"`);
  return format === 'csv' ? csvOf(cells) : xlsxOf(cells);
}
