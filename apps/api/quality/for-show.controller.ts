/** Signs that an agency's year of quality work was done for show, with what they rest on. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { dateOf, type LocalDate } from '#libs/calendar';
import { foldRecordedQuality, qualityKindOf } from '#libs/commands';
import { heldOn, kindOf, showInYear, YEAR_SIGNS, type Deed, type Held } from '#libs/quality';
import { qualityRecordsBetween } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import { RUNTIME } from '../tokens.ts';
import { kind } from './contract.ts';

/** More records than an agency keeps in a year. */
const MOST_RECORDS = 500;
const MOST_NAMED = 20;

const query = z.strictObject({
  agency: shortText,
  year: z.coerce.number().int().min(2000).max(2100),
});
type ForShowQuery = z.infer<typeof query>;

const count = z.number().int();
const forShow = z
  .object({
    /** Records that were looked at. */
    records: count,
    hints: z.array(
      z.object({
        sign: z.enum(YEAR_SIGNS),
        kind: kind.nullable(),
        count,
        of: count,
        on: z.string().nullable(),
        by: named.nullable(),
        /** At most twenty of them. */
        records: z.array(z.object({ id: z.string(), title: z.string() })),
      }),
    ),
  })
  .meta({ id: 'QualityForShow' });

@ApiTags('quality')
@Controller('api/quality')
export class ForShowController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('for-show')
  @ApiOkResponse({ standardSchema: forShow })
  async read(@Me() me: Caller, @Query({ schema: query }) { agency, year }: ForShowQuery) {
    const { runtime } = this;
    agenciesSeen(me.authorities, agency, runtime.now());
    const [from, to] = [`${year}-01-01` as LocalDate, `${year}-12-31` as LocalDate];
    const ids = await qualityRecordsBetween(runtime.pool, agency, { from, to, limit: MOST_RECORDS });
    const { deeds, held, titles } = await this.gather(ids, { from, to });
    const names = namesOf(await runtime.organisation());
    return {
      records: ids.length,
      hints: showInYear(deeds, held).map(({ by, records, ...hint }) => ({
        ...hint,
        by: by === null ? null : names.officer(by),
        records: records.slice(0, MOST_NAMED).map((id) => ({ id, title: titles.get(id) ?? id })),
      })),
    };
  }

  /** What officers did, as the ledger has it; and what was held. */
  private async gather(ids: readonly string[], { from, to }: { from: LocalDate; to: LocalDate }) {
    const deeds: Deed[] = [];
    const held: Held[] = [];
    const titles = new Map<string, string>();
    for (const record of ids) {
      const events = await this.runtime.ledger.load(record);
      const of = events[0] && qualityKindOf(events[0].kind);
      const known = of && foldRecordedQuality(of, events);
      if (!known) continue;
      titles.set(record, kindOf(known.kind).titleOf(known.body));
      for (const { actorRef, occurredAt } of events) {
        const on = dateOf(occurredAt);
        if (actorRef.kind !== 'officer' || on < from || on > to) continue;
        deeds.push({ record, kind: known.kind, on, by: actorRef.id });
      }
      const end = heldOn(known.kind, known.body);
      if (end && end.on >= from && end.on <= to) held.push({ record, kind: known.kind, ...end });
    }
    return { deeds, held, titles };
  }
}
