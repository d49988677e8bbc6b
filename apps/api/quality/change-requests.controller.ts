/** Before a change of law is recorded: what cites it. And how an agency follows what changes. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { dateOf, type LocalDate } from '#libs/calendar';
import { CHANGE_SOURCES, changeFigures } from '#libs/quality';
import { requestsBetween } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { shortText } from '../http/fields.ts';
import { RUNTIME } from '../tokens.ts';
import { cited, citingNow } from './law-changes.ts';

const count = z.number().int();
const citingQuery = z.strictObject({ number: shortText, by: z.string().trim().max(200).default('') });
const figuresQuery = z.strictObject({
  agency: shortText.optional(),
  year: z.coerce.number().int().min(2000).max(2100),
});

const citing = z.object({ editions: z.array(cited) }).meta({ id: 'QualityCiting' });
const figures = z
  .object({
    year: count,
    opened: count,
    open: count,
    late: count,
    followed: count,
    followedInTime: count,
    dismissed: count,
    bySource: z.partialRecord(z.enum(CHANGE_SOURCES), count),
  })
  .meta({ id: 'QualityChangeFigures' });

@ApiTags('quality')
@Controller('api/quality/changes')
export class QualityChangesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Procedures in force, of all agencies: procedures are for everybody to read. */
  @Get('citing')
  @ApiOkResponse({ standardSchema: citing })
  async citing(@Query({ schema: citingQuery }) law: z.infer<typeof citingQuery>) {
    return { editions: await citingNow(law, this.runtime) };
  }

  /** Requests opened in a year, of the agencies that one may see. */
  @Get('figures')
  @ApiOkResponse({ standardSchema: figures })
  async figures(
    @Me() me: Caller,
    @Query({ schema: figuresQuery }) { agency, year }: z.infer<typeof figuresQuery>,
  ) {
    const now = this.runtime.now();
    const seen = agenciesSeen(me.authorities, agency, now);
    const requests = await requestsBetween(this.runtime.pool, {
      agencies: agency === undefined ? seen : [agency],
      from: `${year}-01-01` as LocalDate,
      to: `${year}-12-31` as LocalDate,
    });
    return {
      year,
      ...changeFigures(
        requests.map(({ body }) => body),
        dateOf(now),
      ),
    };
  }
}
