/** Nonconformities: gathered by cause, with their evidence; dismissed with a reason; each agency's own settings. */
import { Body, Controller, Get, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '#libs/access';
import {
  NONCONFORMITY,
  NONCONFORMITY_SETTINGS,
  nonconformityId,
  recordDecision,
  settingsStream,
  type DecisionOutcome,
} from '#libs/commands';
import { commandIdOf, type Json } from '#libs/ledger';
import { habitOf, POLICY_CODES, policyWords, settingsAt, unsoundSettings } from '#libs/nonconformity';
import {
  decisionsOn,
  gatheredCauses,
  habits,
  occurrencesOf,
  settingsOfAgencies,
  type Decision,
} from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { namesOf, type Names } from '../dossiers/names.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { officerActor } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import {
  causeQuery,
  decisionBody,
  listQuery,
  nonconformityDetail,
  nonconformityList,
  recorded,
  settingsBody,
  settingsQuery,
  settingsView,
} from './contract.ts';
import type { CauseQuery, DecisionBody, ListQuery, SettingsBody } from './contract.ts';

const DISMISSED = 'NonconformityDismissed';

@ApiTags('nonconformities')
@Controller('api/nonconformities')
export class NonconformitiesController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @ApiOkResponse({ standardSchema: nonconformityList })
  async list(@Me() me: Caller, @Query({ schema: listQuery }) query: ListQuery) {
    const { pool } = this.runtime;
    const now = this.runtime.now();
    const seen = agenciesSeen(me.authorities, query.agency, now);
    const agencies = query.agency === undefined ? seen : [query.agency];
    const period = { agencies, from: query.from, to: query.to ?? now };
    const settings = await settingsOfAgencies(pool);
    const causes = await gatheredCauses(pool, { ...period, settings });
    const decisions = await decisionsOn(pool, causes.map(nonconformityId));
    const names = namesOf(await this.runtime.organisation());
    const rows = causes
      .map((cause) => {
        const id = nonconformityId(cause);
        const { title, clause } = policyWords(cause.policy);
        const agency = names.agency(cause.agency);
        return { ...cause, id, title, clause, agency, decision: decisionView(decisions.get(id), names) };
      })
      .filter(({ decision }) => query.dismissed || decision?.decision !== 'dismiss');
    return { rows, habits: await this.habits(period, names), asOf: now };
  }

  @Get('detail')
  @ApiOkResponse({ standardSchema: nonconformityDetail })
  async detail(@Me() me: Caller, @Query({ schema: causeQuery }) { from, to, ...cause }: CauseQuery) {
    const now = this.runtime.now();
    agenciesSeen(me.authorities, cause.agency, now);
    const id = nonconformityId(cause);
    const names = namesOf(await this.runtime.organisation());
    const found = await occurrencesOf(this.runtime.pool, cause, from, to ?? now);
    const { title, clause } = policyWords(cause.policy);
    return {
      id,
      title,
      clause,
      occurrences: found.map((row) => ({
        ...row,
        unit: names.unit(row.unit),
        officer: row.officer === '' ? null : names.officer(row.officer),
      })),
      decision: decisionView((await decisionsOn(this.runtime.pool, [id])).get(id), names),
    };
  }

  /** A false alarm is dismissed with a reason, which is an event; it can be taken up again. */
  @Post('decisions')
  @ApiOkResponse({ standardSchema: recorded })
  async decide(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: decisionBody }) body: DecisionBody,
  ) {
    const { decision, reason, ...cause } = body;
    this.mustManage(me, cause.agency);
    const outcome = await recordDecision(
      this.runtime.ledger,
      {
        stream: nonconformityId(cause),
        kind: NONCONFORMITY,
        type: decision === 'dismiss' ? DISMISSED : 'NonconformityTakenUpAgain',
        body: { ...cause, reason },
        by: authorityOf(me),
        commandId: commandIdOf(me.session.account, key),
      },
      this.runtime.now(),
    );
    return recordedOr(outcome);
  }

  @Get('settings')
  @ApiOkResponse({ standardSchema: settingsView })
  async settings(@Me() me: Caller, @Query({ schema: settingsQuery }) { agency }: { agency: string }) {
    const now = this.runtime.now();
    agenciesSeen(me.authorities, agency, now);
    const versions = (await settingsOfAgencies(this.runtime.pool)).get(agency) ?? [];
    const own = settingsAt(versions, now);
    const policies = POLICY_CODES.map((policy) => {
      const { title, clause, severity, threshold } = policyWords(policy);
      return {
        policy,
        title,
        clause,
        enabled: own[policy]?.enabled ?? true,
        severity: own[policy]?.severity ?? severity,
        threshold: own[policy]?.threshold ?? threshold?.byDefault ?? null,
        unit: threshold?.unit ?? null,
      };
    });
    return { policies, version: versions.at(-1)?.version ?? 0 };
  }

  /** A new version, valid from now on. */
  @Put('settings')
  @ApiOkResponse({ standardSchema: recorded })
  async change(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: settingsBody }) body: SettingsBody,
  ) {
    this.mustManage(me, body.agency);
    const settings = JSON.parse(JSON.stringify(body.settings)) as Record<string, object>;
    const wrong = unsoundSettings(settings);
    if (wrong.length > 0) throw problem(400, 'bad-threshold', `Ngưỡng chưa đúng: ${wrong.join(', ')}.`);
    const outcome = await recordDecision(
      this.runtime.ledger,
      {
        stream: settingsStream(body.agency),
        kind: NONCONFORMITY_SETTINGS,
        type: 'NonconformitySettingsChanged',
        body: { agency: body.agency, settings: settings as Json },
        by: authorityOf(me),
        commandId: commandIdOf(me.session.account, key),
      },
      this.runtime.now(),
    );
    return recordedOr(outcome);
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

  private mustManage({ authorities }: Caller, agency: string): void {
    const allowed = can(
      officerActor(authorities),
      { action: 'nonconformity.manage', agency },
      this.runtime.now(),
    );
    if (!allowed.ok) throw problem(403, 'not-permitted', 'Việc của thư ký ISO của cơ quan.');
  }
}

const authorityOf = ({ authorities }: Caller) => {
  const { officer: id, unit, agency, organisationVersion } = authorities;
  return { kind: 'officer' as const, id, role: 'iso-secretary', unit, agency, organisationVersion };
};

function recordedOr(outcome: DecisionOutcome) {
  switch (outcome.kind) {
    case 'recorded':
      return { version: outcome.version, position: outcome.position };
    case 'other-request':
      throw problem(422, 'idempotency-key-reused', 'Khóa này đã dùng cho yêu cầu khác.');
    case 'busy':
      throw problem(503, 'busy', 'Hệ thống bận. Vui lòng gửi lại.');
    default:
      return outcome satisfies never;
  }
}

const decisionView = (decision: Decision | undefined, names: Names) =>
  decision === undefined
    ? null
    : {
        decision: decision.type === DISMISSED ? ('dismiss' as const) : ('take-up-again' as const),
        reason: decision.reason,
        by: names.officer(decision.by),
        at: decision.at,
      };
