/** Each agency's own settings of detectors and of corrective action: versions, each valid from a moment on. */
import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Instant } from '#libs/calendar';
import type { SettingsDecision } from '#libs/commands';
import { commandIdOf, type Json } from '#libs/ledger';
import {
  inEffect,
  POLICY_CODES,
  policyWords,
  settingsAt,
  termsAt,
  unsoundSettings,
  unsoundTerms,
  versionAt,
  type Settings,
} from '#libs/nonconformity';
import { DEFAULT_TERMS, MOST_TERMS } from '#libs/nonconformity/corrective-action';
import type { Runtime } from '#libs/runtime';
import { namesOf, type Names } from '../dossiers/names.ts';
import { positionToken } from '../dossiers/position.ts';
import { agenciesSeen } from '../figures/scope.ts';
import { may } from '../http/actor.ts';
import { Me } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { IdempotencyKey } from '../http/idempotency.ts';
import { problem, unrecorded } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { settingsBody, settingsQuery } from './contract.ts';
import type { SettingsBody } from './contract.ts';
import { settingsRecorded, settingsView } from './view.ts';

@ApiTags('nonconformities')
@Controller('api/nonconformities/settings')
export class NonconformitySettingsController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** As valid now, and every version, from the ledger: one's own change is seen at once. */
  @Get()
  @ApiOkResponse({ standardSchema: settingsView })
  async read(@Me() me: Caller, @Query({ schema: settingsQuery }) { agency }: { agency: string }) {
    const now = this.runtime.now();
    agenciesSeen(me.authorities, agency, now);
    const versions = await this.runtime.nonconformities.settingsOf(agency);
    const names = namesOf(await this.runtime.organisation());
    const valid = versionAt(versions, now);
    return {
      agency: names.agency(agency),
      mayChange: this.mayChange(me, agency),
      policies: policiesOf(settingsAt(versions, now)).map((policy) => {
        const { title, clause, threshold } = policyWords(policy.policy);
        const bounds = { leastThreshold: threshold?.least ?? null, unit: threshold?.unit ?? null };
        return { ...policy, title, clause, ...bounds };
      }),
      terms: termsAt(versions, now),
      mostTerms: MOST_TERMS,
      version: valid?.version ?? 0,
      validFrom: valid?.validFrom ?? null,
      versions: [AS_SHIPPED, ...versions.map((one) => decisionView(one, names))].reverse(),
    };
  }

  /** A new version, whole, valid from a moment on. */
  @Put()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ standardSchema: settingsRecorded })
  async change(
    @Me() me: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: settingsBody }) { agency, validFrom, reason, ...body }: SettingsBody,
  ) {
    const now = this.runtime.now();
    if (!this.mayChange(me, agency)) throw problem(403, 'not-permitted', 'Việc của thư ký ISO của cơ quan.');
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
      reason,
      by: { kind: 'officer', id, role: 'iso-secretary', unit, agency, organisationVersion },
      commandId: commandIdOf(me.session.account, key),
      asked: { settings: settings as Json, terms, validFrom: validFrom ?? null, reason },
    });
    if (outcome.kind !== 'recorded') throw unrecorded(outcome, {});
    return { version: outcome.version, position: positionToken(outcome.position, outcome.stream) };
  }

  private mayChange(me: Caller, agency: string): boolean {
    const asked = { action: 'nonconformity.manage', agency } as const;
    return may(me, asked, this.runtime.now());
  }
}

const policiesOf = (settings: Settings) =>
  POLICY_CODES.map((policy) => ({ policy, ...inEffect(settings, policy) }));

const AS_SHIPPED = {
  version: 0,
  validFrom: null,
  decidedAt: null,
  by: null,
  reason: '',
  policies: policiesOf({}),
  terms: DEFAULT_TERMS,
};

const decisionView = (decision: SettingsDecision, names: Names) => ({
  ...decision,
  by: names.officer(decision.by),
  policies: policiesOf(decision.settings),
  terms: { ...DEFAULT_TERMS, ...decision.terms },
});
