/** What detectors found in a period, gathered by cause. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { habitOf, inEffect, policyWords, settingsAt } from '#libs/nonconformity';
import { gatheredCauses, habits, occurrencesOf, settingsOfAgencies } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf, type Names } from '../dossiers/names.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { RUNTIME } from '../tokens.ts';
import { causeQuery, causesQuery } from './contract.ts';
import type { CauseQuery, CausesQuery } from './contract.ts';
import { occurrenceView } from './detail.ts';
import { causeDetail, causeList } from './view.ts';

@ApiTags('nonconformities')
@Controller('api/nonconformities')
export class NonconformityCausesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** Whether they have become records or not: a history that was taken over has none. */
  @Get('causes')
  @ApiOkResponse({ standardSchema: causeList })
  async causes(@Me() me: Caller, @Query({ schema: causesQuery }) query: CausesQuery) {
    const { pool } = this.runtime;
    const now = this.runtime.now();
    const seen = agenciesSeen(me.authorities, query.agency, now);
    const agencies = query.agency === undefined ? seen : [query.agency];
    const period = { agencies, from: query.from, to: query.to ?? now };
    const settings = await settingsOfAgencies(pool);
    const found = await gatheredCauses(pool, { ...period, settings });
    const names = namesOf(await this.runtime.organisation());
    const rows = found.map((cause) => {
      const { title, clause } = policyWords(cause.policy);
      return { ...cause, title, clause, agency: names.agency(cause.agency) };
    });
    return { rows, habits: await this.habits(period, settings, names), asOf: now };
  }

  @Get('causes/detail')
  @ApiOkResponse({ standardSchema: causeDetail })
  async cause(@Me() me: Caller, @Query({ schema: causeQuery }) { from, to, ...cause }: CauseQuery) {
    const now = this.runtime.now();
    agenciesSeen(me.authorities, cause.agency, now);
    const names = namesOf(await this.runtime.organisation());
    const found = await occurrencesOf(this.runtime.pool, cause, from, to ?? now);
    const { title, clause } = policyWords(cause.policy);
    return { title, clause, occurrences: found.map((row) => occurrenceView(row, names)) };
  }

  /** By each agency's own threshold, as it is now. */
  private async habits(
    period: { agencies: readonly string[] | undefined; from: string; to: string },
    settings: Awaited<ReturnType<typeof settingsOfAgencies>>,
    names: Names,
  ) {
    const now = this.runtime.now();
    const least = policyWords('for-show').threshold?.least ?? 1;
    const found = await habits(this.runtime.pool, period, least);
    return found.flatMap(({ agency, officer, procedure, step, ...habit }) => {
      const own = inEffect(settingsAt(settings.get(agency) ?? [], now), 'for-show');
      const kind = own.enabled ? habitOf(habit, own.threshold ?? least) : null;
      if (kind === null) return [];
      return {
        agency: names.agency(agency),
        officer: names.officer(officer),
        procedure,
        step,
        times: habit.times,
        kind,
      };
    });
  }
}
