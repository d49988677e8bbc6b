/** The forecast: which open dossiers are likely to be late, what that rests on, and how such forecasts did. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Edition } from '#libs/procedure';
import { forecastRun, forecasts, type ForecastRow } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf, type Names } from '../dossiers/names.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { RUNTIME } from '../tokens.ts';
import { forecastQuery } from './contract.ts';
import type { ForecastQuery } from './contract.ts';
import { agenciesSeen } from './scope.ts';
import { forecastCheck, forecastList } from './view.ts';

@ApiTags('figures')
@Controller('api/figures/forecast')
export class ForecastController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Open dossiers with their chance of being late, the likeliest first; made anew every minute. */
  @Get()
  @ApiOkResponse({ standardSchema: forecastList })
  async forecast(@Me() me: Caller, @Query({ schema: forecastQuery }) query: ForecastQuery) {
    const { limit, offset, ...asked } = query;
    const agencies = agenciesSeen(me.authorities, asked.agency, this.runtime.now());
    const { pool } = this.runtime;
    const [found, run] = await Promise.all([
      forecasts(pool, { ...asked, agencies }, { limit, offset }),
      forecastRun(pool),
    ]);
    const names = namesOf(await this.runtime.organisation());
    const rows = await Promise.all(found.rows.map((row) => this.described(row, names)));
    return { rows, total: found.total, expected: found.expected, asOf: run?.at ?? null };
  }

  /** How forecasts did in months held out: calibration by bands, and the Brier score beside the base rate's. */
  @Get('check')
  @ApiOkResponse({ standardSchema: forecastCheck })
  async check() {
    const run = await forecastRun(this.runtime.pool);
    return {
      asOf: run?.at ?? null,
      learnedAt: run?.learnedAt ?? null,
      learnedFrom: run?.learnedFrom ?? 0,
      check: run?.checked ?? null,
    };
  }

  private async described({ edition: number, ...row }: ForecastRow, names: Names) {
    const edition = await this.runtime.editions.edition(row.procedure, number);
    const { outlook } = row;
    return {
      ...row,
      agency: names.agency(row.agency),
      unit: names.unit(row.unit),
      officer: row.officer === '' ? null : names.officer(row.officer),
      step: { no: row.step, content: contentOf(edition, row.step) },
      outlook: outlook && {
        ...outlook,
        ahead: outlook.ahead.map((one) => ({ ...one, content: contentOf(edition, one.step) })),
      },
    };
  }
}

const contentOf = (edition: Edition | undefined, step: string): string =>
  edition?.steps.find(({ no }) => no === step)?.content ?? '';
