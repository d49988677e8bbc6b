/** What detectors found in a period, gathered by cause; and each agency's own settings of them. */
import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { commandIdOf, type Json } from '#libs/ledger';
import {
  habitOf,
  POLICY_CODES,
  policyWords,
  settingsAt,
  termsAt,
  unsoundSettings,
  unsoundTerms,
  versionAt,
} from '#libs/nonconformity';
import { gatheredCauses, habits, occurrencesOf, settingsOfAgencies } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf, type Names } from '../dossiers/names.ts';
import { positionToken } from '../dossiers/position.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { officerActor } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { causeQuery, causesQuery, settingsBody, settingsQuery } from './contract.ts';
import type { CauseQuery, CausesQuery, SettingsBody } from './contract.ts';
import { occurrenceView } from './detail.ts';
import { causeDetail, causeList, settingsRecorded, settingsView } from './view.ts';

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
    const found = await gatheredCauses(pool, { ...period, settings: await settingsOfAgencies(pool) });
    const names = namesOf(await this.runtime.organisation());
    const rows = found.map((cause) => {
      const { title, clause } = policyWords(cause.policy);
      return { ...cause, title, clause, agency: names.agency(cause.agency) };
    });
    return { rows, habits: await this.habits(period, names), asOf: now };
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

  /** As valid now, from the ledger: one's own change is seen at once. */
  @Get('settings')
  @ApiOkResponse({ standardSchema: settingsView })
  async settings(@Me() me: Caller, @Query({ schema: settingsQuery }) { agency }: { agency: string }) {
    const now = this.runtime.now();
    agenciesSeen(me.authorities, agency, now);
    const versions = await this.runtime.nonconformities.settingsOf(agency);
    const own = settingsAt(versions, now);
    const valid = versionAt(versions, now);
    const policies = POLICY_CODES.map((policy) => {
      const { title, clause, severity, threshold } = policyWords(policy);
      return {
        policy,
        title,
        clause,
        enabled: own[policy]?.enabled ?? true,
        severity: own[policy]?.severity ?? severity,
        threshold: own[policy]?.threshold ?? threshold?.byDefault ?? null,
        leastThreshold: threshold?.least ?? null,
        unit: threshold?.unit ?? null,
      };
    });
    return {
      policies,
      terms: termsAt(versions, now),
      version: valid?.version ?? 0,
      validFrom: valid?.validFrom ?? null,
      versions: versions.map(({ version, validFrom }) => ({ version, validFrom })),
    };
  }

  /** A new version, whole, valid from a moment on. */
  @Put('settings')
  @ApiOkResponse({ standardSchema: settingsRecorded })
  async change(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: settingsBody }) { agency, validFrom, ...body }: SettingsBody,
  ) {
    const now = this.runtime.now();
    const allowed = can(officerActor(me.authorities), { action: 'nonconformity.manage', agency }, now);
    if (!allowed.ok) throw problem(403, 'not-permitted', 'Việc của thư ký ISO của cơ quan.');
    const { settings, terms } = JSON.parse(JSON.stringify(body)) as {
      settings: Record<string, object>;
      terms: Record<string, number>;
    };
    const wrong = [...unsoundSettings(settings), ...unsoundTerms(terms)];
    if (wrong.length > 0)
      throw problem(400, 'bad-threshold', `Giá trị chưa đúng: ${wrong.join(', ')}.`, { at: wrong });
    if (validFrom !== undefined && validFrom < now)
      throw problem(400, 'date-passed', 'Ngày hiệu lực đã qua.');
    const { officer: id, unit, organisationVersion } = me.authorities;
    const outcome = await this.runtime.nonconformities.changeSettings({
      agency,
      settings,
      terms,
      validFrom: (validFrom as Instant | undefined) ?? now,
      by: { kind: 'officer', id, role: 'iso-secretary', unit, agency, organisationVersion },
      commandId: commandIdOf(me.session.account, key),
      asked: { settings: settings as Json, terms, validFrom: validFrom ?? null },
    });
    switch (outcome.kind) {
      case 'recorded':
        return { version: outcome.version, position: positionToken(outcome.position, outcome.stream) };
      case 'other-request':
        throw problem(422, 'other-request', 'Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.');
      case 'busy':
        throw problem(503, 'busy', 'Hệ thống bận. Vui lòng gửi lại.');
      default:
        return outcome satisfies never;
    }
  }

  private async habits(
    period: { agencies: readonly string[] | undefined; from: string; to: string },
    names: Names,
  ) {
    const atLeast = policyWords('for-show').threshold?.byDefault ?? 1;
    const found = await habits(this.runtime.pool, period, atLeast);
    return found.flatMap(({ agency, officer, procedure, step, ...habit }) => {
      const kind = habitOf(habit, atLeast);
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
